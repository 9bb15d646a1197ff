"""The sections of the report, one file each; ``order`` lists them."""
