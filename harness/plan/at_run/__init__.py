"""What a design meets when it runs: the models that its agents ask, and the faults that somebody injects."""
