"""The commands of the assessor. Nothing here computes: tables are read, the rooms are asked, results are printed."""
