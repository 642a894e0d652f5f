"""Figures as vectors for paper: the closed set of forms that `reports.look` and the charts use, as SVG.

It takes the same plain data as the script of the page. A form that it does not know is an error, never left out.
"""
