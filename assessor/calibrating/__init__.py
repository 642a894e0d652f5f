"""From stored answers to the next calibration, and from the ratings of a panel to the next cut set.

`answers` reads what was answered, `holding` keeps the scale where it is, `making` estimates and says what changed;
`panel` turns ratings into cuts, `cut_files` writes them as a cut set. The maths is in `assessor.scoring`; nothing here
asks questions, and nothing that was stored is changed.
"""
