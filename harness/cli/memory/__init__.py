"""Memory between runs, on the command line."""
