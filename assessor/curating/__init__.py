"""The item bank as a workplace: checked, exchanged, reviewed, and told how its items do. No sitting is changed here."""
