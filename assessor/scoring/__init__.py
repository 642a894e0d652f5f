"""Psychometrics as plain maths on numpy and scipy: how items behave, how able people are, how sure that is.

Nothing of ours is imported here, and nothing of a person, an item's text or a store comes in. Whoever calls it gives
arrays. Throughout: theta is ability on the logistic metric (D = 1) with a population of N(0, 1) unless said
otherwise; a response is a category from 0; -1 is an item that was not administered.
"""
