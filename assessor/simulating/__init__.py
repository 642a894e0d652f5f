"""Simulated people who sit through the real sittings: how far the instrument measures what it says it measures.

`condition` says what is simulated, `behaving` how simulees answer, `crowd` sends them through `assessor.sittings`,
`running` spreads that over processes, `stored` does a part of it again with a store. `figures`, `exposing` and
`subgroups` reckon, `verdict` holds the figures against what was asked for, `telling` writes the page. Nothing that is
simulated is evidence about people, and no row of it enters a store that is kept.
"""
