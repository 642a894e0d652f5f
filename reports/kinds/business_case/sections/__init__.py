"""The parts of the business case, one a module."""
