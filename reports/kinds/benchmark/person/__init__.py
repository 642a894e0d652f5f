"""A person's side of a run: what was handed over, what reviews showed, and what one job takes. Nobody by name."""
