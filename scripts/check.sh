#!/bin/sh
# Every check, for people and CI alike: format, lint, types, import contracts, then the tests.
# `check.sh lint` stops before the tests.
set -eu

say() { printf '\n== %s\n' "$1"; }

say "format";    ruff format --check .
say "lint";      ruff check .
say "types";     mypy
say "contracts"; lint-imports --no-cache
[ "${1:-}" = lint ] && exit 0
say "tests"
exec python -m pytest -m "not slow" -n "${TOPRUNG_TEST_WORKERS:-2}"
