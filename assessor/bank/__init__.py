"""The item bank: items as files, checked when they are read, and dealt to a sitting. No answers of people come in."""
