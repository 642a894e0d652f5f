"""The parts of the skills scan."""
