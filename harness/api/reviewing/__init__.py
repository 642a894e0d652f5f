"""A person's side of a run: what was handed over, what people decided about it, and what it took of their time."""
