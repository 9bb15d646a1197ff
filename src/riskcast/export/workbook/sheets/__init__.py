"""The sheets of the finance workbook, one file each: analysis in, cells out."""
