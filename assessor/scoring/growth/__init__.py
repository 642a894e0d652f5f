"""How far people have come, and when they may be there.

`change`: two sittings of one person; `practice`: what a second sitting gains by itself; `trajectories`: a line for
each of many people, each drawn towards the others as far as its own errors ask (`restricted` finds how far);
`arrival`: when a line crosses a cut. Abilities are on one scale: a later calibration is linked first, never taken as it
is.
"""
