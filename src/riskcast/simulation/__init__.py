"""Plan, run, result: everything that happens between a network and its statistics."""
