"""A design looked at before anything is spent: who does what, what it may use up, mistakes and advice."""
