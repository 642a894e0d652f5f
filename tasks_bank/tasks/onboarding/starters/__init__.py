"""The starters of a month while they are dealt: who starts where, what was planted, what the company keeps on them."""
