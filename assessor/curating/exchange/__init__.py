"""Items and answers as tables for other programs, and items taken in from them.

`sheet` reads and writes CSV safely, `rows` turns an item into a row and back, `source` reads what is to be taken in
and `importing` puts it into its place.
"""
