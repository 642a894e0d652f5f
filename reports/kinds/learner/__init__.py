"""The report on one learner: where she stands, how far she has come, and what to do next."""
