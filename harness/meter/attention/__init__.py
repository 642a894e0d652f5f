"""A person's time for one job: a formula, what goes into it and where each number comes from. No ledger in here."""
