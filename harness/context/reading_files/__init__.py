"""Turns a case's files into text, one form a file. Whatever a file holds, a text comes back: never an exception."""
