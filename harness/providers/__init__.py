"""One module a provider, each with ``create(settings) -> Provider``. A vendor's SDK is imported only when asked for."""
