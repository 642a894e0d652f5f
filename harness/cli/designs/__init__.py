"""Subcommands about one design: what each of its parts is worth, and what its models see."""
