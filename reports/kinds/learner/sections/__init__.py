"""The parts of the report on a learner, one a file; each gives a section, or says why there is none."""
