"""Which models a run asks, and how they are reached."""
