"""The parts of the plan, one a file; each gives a section, or says why there is nothing to tell."""
