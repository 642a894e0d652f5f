"""Kinds of jobs, one a module: `steps` and `step` (see `assessor.jobs.port.Kind`). The listing is the registry."""
