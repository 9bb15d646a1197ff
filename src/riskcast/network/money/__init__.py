"""Money on its way to the kernels: what lines come to, when they are spent, and how they are gathered."""
