"""A result as a Microsoft Project file (MSPDI); its elements stand in the order that the schema asks for."""
