"""What is under the store's door, `assessor.db`: engines by address, revisions, and the wall between organisations.

Nothing here knows what a table is for.
"""
