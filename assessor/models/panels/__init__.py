"""Panels that judge in a browser where levels begin."""

from assessor.models.declared import AssessorTable
from assessor.models.panels.cut_panel import CutPanel
from assessor.models.panels.panel_rating import PanelRating

CLASSES: tuple[type[AssessorTable], ...] = (CutPanel, PanelRating)
"""In the order in which they refer to one another."""
