"""Tasks that an installation makes for itself: from a template, or as data alone. Nothing here knows the catalogue."""
