"""What reports on groups share: what they are given, and the sections that a team and a cohort have in common.

No figure is reckoned here from single people: all of them come as they were published once at a campaign's end.
"""
