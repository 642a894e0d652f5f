"""Signs of failure in a trial, on the modes of MAST (mast.toml): only what calls, spans and marks show, no verdicts."""
