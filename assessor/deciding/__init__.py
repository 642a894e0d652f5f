"""From measures and evidence to what is said: levels, floors, gates, area profiles, and what is missing.

`cut_set` holds the rules as data, `evidence` what else than answers speaks for a person, `decision` applies the rules.
Nothing here asks questions or touches a store.
"""
