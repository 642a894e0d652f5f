"""The sections of a run's page, one a file; none of them knows a renderer."""
