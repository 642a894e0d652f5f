"""Tells a study: `plots` draws it, `tables` puts figures into rows, `sections` into words, `page` writes the page.

Nothing is reckoned here.
"""
