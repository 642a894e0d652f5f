"""Around the pages: what holds for every request, the key that signs, where a log-in leads, and signing in itself."""
