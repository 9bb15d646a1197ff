"""Questions to a result: small functions that return small frozen typed answers, each with ``to_frame()``."""
