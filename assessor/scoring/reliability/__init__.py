"""How much of the differences between scores is differences between people.

`forms`: Cronbach's alpha of a fixed form; `omega`: omega total from one factor; `theta`: reliability of abilities,
which also holds for adaptive tests; `subscores`: whether a part's own score says more about it than the total;
`areas`: the same for abilities of one person in the areas of an adaptive test, and these abilities themselves.
"""
