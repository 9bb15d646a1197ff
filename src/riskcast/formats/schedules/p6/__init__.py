"""Primavera P6: from its tables to a program; XER files hold them, and XML files are put into their form."""
