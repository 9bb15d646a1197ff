"""Which responses to risks to pay for: the best set for a budget or a target, and what stays unmitigated."""
