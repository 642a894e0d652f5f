"""Sittings: start, next item, record, finish, resume; a store underneath, no web above.

`scale` and `calibration` make a pool of the bank, `form` holds the settings, `choosing` decides on the next item and
on the end, `rows` reads and writes, `sitting` is the door. State is rebuilt from rows
alone.
"""
