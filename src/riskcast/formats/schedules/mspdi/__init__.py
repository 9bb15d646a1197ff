"""Microsoft Project XML (MSPDI): from its elements to a program."""
