"""The page of a single trial."""
