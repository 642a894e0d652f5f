"""One scale for calibrations made at different times, so that growth is never a change of the ruler.

`link`: the line from a new calibration's scale to the old one, and how sure it is; `methods`: two ways to find it by
estimates; `means`: another, for parameters that were judged.
"""
