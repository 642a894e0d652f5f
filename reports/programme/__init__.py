"""What several reports on learners on programmes share: rows that they are given, and tables made of them.

Ratings are what people think; areas are what was measured. No code of a standard ever gets a measured figure.
"""
