"""Questions to the ledger, each on a connection that it is given. Nothing is written here."""
