"""From measures and evidence to what is said: levels, floors, gates, area profiles, flags, and what is missing.

Rules are data: `cut_set` (cuts, floors, gates), `stage` (what figures allow), `profile` (how areas go together),
`rubric` (what practical work is marked against). `evidence` is what else than answers speaks for a person, `holding`
what holds a level back, `decision` the level in words, `flags` what a person should look at, `conditions` what a result
is evidence of. Nothing here asks questions or touches a store.
"""
