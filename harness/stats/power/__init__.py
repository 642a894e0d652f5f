"""How likely a verdict is, before there is one: what plans rest on, and no verdict does."""
