"""Who pays: dated figures with their sources, what is claimed of the way up, and a levy account month by month.

Guidance, not advice. Nothing here knows a learner.
"""
