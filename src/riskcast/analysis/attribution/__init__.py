"""What drives the gap between the plan and a P-value, shared out so that the parts add up."""
