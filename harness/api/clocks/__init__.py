"""Three machine clocks and the critical path of a trial: plain arithmetic on when calls, tools and gates took place."""
