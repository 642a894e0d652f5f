"""How single items behave, and whether together they measure one thing.

`classical`: means and correlations with the rest; `options`: who chooses which answer; `fit`: observed against
expected answers by sum score (S-X2), by way of `summed`; `dependence`: pairs that share more than the ability (Q3);
`dimensions`: parallel analysis; `drift`: difficulties that moved between calibrations.
"""
