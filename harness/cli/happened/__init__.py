"""What happened, in the terminal: clocks and signs of failure of a run, and one trial from its beginning to its end."""
