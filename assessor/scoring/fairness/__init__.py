"""Whether an item treats two groups of equal ability alike: differential item functioning (DIF).

`strata`: people matched by score; `mantel`: Mantel-Haenszel and Mantel over the strata; `ordinal` and `logistic`:
regression on the matching score; `discovery`: many tests at once; `scan`: all items of a table of responses.
"""
