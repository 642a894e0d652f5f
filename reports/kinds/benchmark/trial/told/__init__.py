"""A trial in plain sentences: how it ended, who worked, where the time went, and the engineers' words for a reader."""
