"""The benchmark report: one run, what came out at each level, what it took, and every trial in full."""
