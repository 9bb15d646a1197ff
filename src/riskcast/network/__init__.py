"""The one border from words to numbers: a program becomes arrays plus the names of every axis."""
