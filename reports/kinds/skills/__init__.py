"""The skills scan at the start: what is thought of each code, what is measured beside it, what was learnt before."""
