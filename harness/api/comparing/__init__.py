"""Designs held against one another, case by case: differences, ratios, frontiers, and conditions on them."""
