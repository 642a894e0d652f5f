"""How a page gets what it is drawn with: it holds that itself, or a service gives it."""
