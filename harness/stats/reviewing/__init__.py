"""Maths of reviews: how soon what is wrong is found, and what a find costs."""
