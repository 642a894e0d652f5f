"""What happened in a run: clocks of its trials and signs of failure, added up by arm. No text of a model is read."""
