"""The renderers: the only rooms that know HTML or a terminal's width."""
