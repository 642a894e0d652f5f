"""Reusable markers, one a file. Each returns a Check: what was earned, out of what, and why."""
