"""How items do, from stored answers.

`stored` reads the answers without names, `figures` makes the statistics of each item by way of `rest` (abilities from
the other answers), `chosen` (who chooses which option), `fit` and `known` (what calibrations say); `long_form` is the
answers as rows for other programs.
"""
