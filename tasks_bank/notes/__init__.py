"""Memory: notes of earlier months that a case brings along, and what believing the wrong ones would do."""
