"""What one more rung of use would be worth to a team, or that it cannot be said."""
