"""How able a person is, and how sure that is: from responses and the parameters of the items.

`posterior` is a person's ability on a grid of nodes, `eap` its mean and spread, `modes` the three estimates that are
the top of a curve (ML, MAP, WLE), `uncertain` items whose parameters are not known exactly, `interval` what is
reported around an ability, `plausible` draws for figures of groups, `person_fit` and `effort` whether the answers are
those of somebody who tried, `confidence` how well she knows what she knows.
"""
