"""How far raters agree, and what a mean is when most of its marks come from a judge that may be wrong.

`pairs`: two raters (shares, kappas, bias); `icc`: several raters on all units; `krippendorff`: any number of raters
with marks missing; `prediction`: means from many predicted and few true marks. A rating is any number; NaN is a mark
that was not given. A quadratic kappa alone flatters, so the shares of exact and adjacent marks stand beside it.
"""
