"""The applicants of a case: who they are, what was planted in their records, and their twins. No file comes in."""
