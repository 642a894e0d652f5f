"""Whether a design holds together, found out before anything is spent."""
