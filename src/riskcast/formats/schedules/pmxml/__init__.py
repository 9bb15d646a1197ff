"""Primavera P6 XML: its objects as the tables and columns of P6, so that one builder serves both formats."""
