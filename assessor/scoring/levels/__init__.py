"""From an ability to a level, and how often that level is right.

`cuts` holds the cuts and gives the chance of each level, `expected` the rates that a standard error allows before
anybody is tested, `rudner` those of persons who were, `livingston_lewis` those of a test of plain scores, `panels`
where cuts come from, `change` how far two abilities must lie apart.
"""
