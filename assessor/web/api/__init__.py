"""The API for programs, /api/v1: one part a module, each with its `api`; the folder's listing is the registry.

Every route takes keys and no cookies, and asks the rules that pages ask: access by `may`, results by the release rule.
"""
