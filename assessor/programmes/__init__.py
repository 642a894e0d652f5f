"""Learners' programmes: versions of standards, what is expected by when, hours, reviews, who is behind. No web.

`course` says how much of a plan has passed, `rag` who is behind, `off_job` hours, `due` when reviews are; they are
arithmetic on days and read no store. `keeping` writes, `reading` reads, `caseload` puts a trainer's learners together.
Figures of rules and claims of others are versioned data, each with its source. Nothing here is a measured ability.
"""
