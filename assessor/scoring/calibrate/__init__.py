"""Calibration: how hard items are and how sharply they tell people apart, from responses alone.

Marginal maximum likelihood by EM (Bock and Aitkin 1981) for the generalised partial credit model and the models that
it contains, with or without priors; standard errors from the observed information. `fitting` is for one table of
responses, `ladder` for a bank whose items have very different numbers of answers, `anchoring` for new items on the
scale of known ones.
"""
