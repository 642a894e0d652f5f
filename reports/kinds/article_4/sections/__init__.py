"""The parts of the Article 4 record, one a module."""
