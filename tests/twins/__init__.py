"""Slow, obvious Python written from the definitions alone, for comparison with the fast code."""
