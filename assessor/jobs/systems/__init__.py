"""Other systems that are told of things: who they are, and what became of the calls. Calls are made in `calling`."""
