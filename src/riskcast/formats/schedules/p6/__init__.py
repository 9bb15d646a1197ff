"""Primavera P6: from the tables of an XER file to a program."""
