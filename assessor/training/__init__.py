"""A trainer's work: cohorts, who is where, one learner's way so far, notes, actions, answers that wait for marks.

What a result says comes in through the release rule alone (`told`). No Flask here.
"""
