"""What setting PDF pages takes: the fonts, which letters they have, and the one way to typst."""
