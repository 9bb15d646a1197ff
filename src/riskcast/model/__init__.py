"""The language of the field, validated and immutable; no arrays, no files."""
