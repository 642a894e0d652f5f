"""Turns what was handed in, whatever its form, into rows of the tables that a brief asks for."""
