"""Where trials run. So far: here, in this process."""
