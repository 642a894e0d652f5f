"""Real people's data: which model may see them, and how long what was said about them is kept."""
