"""Finds the passages of a case's files that fit a question: cut into chunks, ranked by words and by meaning."""
