"""Work beside the pages: submitted with a row, carried out in steps by a worker, seen, cancelled and tried again.

`port` says what a kind of job and an engine are, `books` keeps the rows, `carrying` takes a job through its steps,
`here` and `durable` are the two engines, `workers` says who lives. A kind is a module of `kinds`. No Flask here.
"""
