"""What to do, and how it is marked: business tasks, their cases from a seed, and deterministic markers.

Nothing in here knows of models, levels of AI use or learners.
"""
