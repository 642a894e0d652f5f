"""A month's planning while it is dealt: keywords, visits, launches, what was published, and what was planted."""
