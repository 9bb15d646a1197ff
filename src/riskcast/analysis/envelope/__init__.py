"""How far the forecast moves when an assumption changes: each change is a pure function, Program to Program."""
