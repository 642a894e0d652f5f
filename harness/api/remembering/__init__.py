"""Memory between runs: what a finished run hands on, and what a person writes down."""
