"""One module for each report that the assessor feeds; the folder listing is the registry, and none knows another.

Each has ``rows(sources, asked) -> Given``. Whom the report is on, and how it is built, its kind in `reports` says.
"""
