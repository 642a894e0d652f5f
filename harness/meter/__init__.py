"""What it took: attempts, tokens, seconds and money, and the limits on them."""
