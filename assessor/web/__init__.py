"""The service in a browser: rules of access, pages, the API, templates and what they look like."""
