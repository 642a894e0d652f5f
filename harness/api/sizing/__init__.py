"""How large a run has to be for what it is to find, and what that costs; nothing is spent."""
