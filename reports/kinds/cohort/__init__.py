"""The report on a cohort, for the owners and for who trains it: published figures, and people for trainers alone."""
