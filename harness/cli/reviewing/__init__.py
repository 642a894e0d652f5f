"""A person's side of a run on the command line: the queue, seeded reviews, and minutes."""
