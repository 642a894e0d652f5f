"""The ledger: runs, trials, model calls and spans, kept so that nothing acknowledged is ever lost."""
