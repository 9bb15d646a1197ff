"""From text to entities: one file per section, each turning raw rows into validated model objects."""
