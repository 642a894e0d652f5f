"""What a team is worth beside its controls: side by side, and in a verdict by rule."""
