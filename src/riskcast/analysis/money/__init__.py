"""Questions about money over time: profiles that add up, years against budgets, and when money runs out."""
