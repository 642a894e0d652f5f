"""What somebody types for a report: checked, kept, never changed. A module a kind says what may be typed for it."""
