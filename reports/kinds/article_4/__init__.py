"""The record of measures for AI literacy, after Article 4 of the EU AI Act. It claims no compliance."""
