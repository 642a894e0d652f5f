"""Sittings: start, next item, record, finish, resume; a store underneath, no web above.

`scale` and `calibration` make a pool of the bank, `form` holds the settings, `limits` and `statuses` say what may be
asked, `choosing` decides on the next item and on the end, `dealing` what is shown, `rows` reads and writes, `sitting`
is the door; what follows the last answer is in `ending`. State is rebuilt from rows alone.
"""
