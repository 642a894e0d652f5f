"""The seam: what the rest of the project may ask of the harness. Synchronous for its callers."""
