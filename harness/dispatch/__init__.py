"""Where trials run: here, in this process."""
