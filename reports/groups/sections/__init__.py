"""The sections that reports on a team and on a cohort have alike, one a module."""
