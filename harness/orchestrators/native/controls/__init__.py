"""Controls carried out: one agent that may spend what a team has spent. Nothing here sees a mark."""
