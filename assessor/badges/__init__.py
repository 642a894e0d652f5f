"""Badges of levels (Open Badges 3.0): who has earned one, what it says, how it is signed, checked and withdrawn.

A badge says a level by its name, or above; never a number and never a score. `keys` and `signing` are the only rooms
that know private keys, `signing` the only one that knows the library. No web in here.
"""
