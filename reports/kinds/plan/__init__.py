"""The plan: how quickly people could get to orchestration, in how many months, at what cost, and who pays."""
