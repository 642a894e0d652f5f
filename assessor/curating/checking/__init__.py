"""What is wrong with a bank, one sentence a finding.

`checking` is the door; `forms`, `wording` and `tags` look at one item, `likeness`, `keys` and `blueprint` at all
together, `asked` at what has become of items that people were asked. `reading_age` and `finding` serve them.
"""
