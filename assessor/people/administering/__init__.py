"""What owners do about people and the organisation: lists, comings and goings, arrangements, settings."""
