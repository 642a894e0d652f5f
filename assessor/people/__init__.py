"""Who somebody is and what she may: accounts, log-in, roles, invitations, keys of the API, the audit log. No web."""
