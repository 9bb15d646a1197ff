"""The forecast as a workbook for people who work with money: sheets whose totals are formulas that can be followed."""
