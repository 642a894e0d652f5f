"""A make-believe organisation with a year behind it, for looking at the service and for trying out reports.

Only people and their answers are made up (`cast`, `answering`); sittings, results, evidence, shares, notes and reviews
go through the code that everybody's go through. Its id says that it is simulated, so that no result of it is ever taken
for one of people, and its row that it is make-believe, so that every page says so.
"""
