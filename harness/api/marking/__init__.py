"""Marks stored answers again: by the rules that are installed now, or with a judge. Every mark is kept."""
