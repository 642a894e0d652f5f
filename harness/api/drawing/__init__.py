"""The graph of a design as SVG, made without a browser: who works when, who feeds whom, gates, exceptions."""

from harness.api.drawing.graph import graph_file, graph_svg

__all__ = ["graph_file", "graph_svg"]
