"""What is added to a run after its end, or taken from it, each on a connection that it is given."""
