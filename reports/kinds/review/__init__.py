"""The pack for a three-way progress review: how things stand, what has come since the last one, what is agreed next."""
