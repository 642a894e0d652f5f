#!/bin/sh
# The main job: a month's expense reconciliation at three levels of AI use, with the embedded model, then the report.
# CASES, LEDGER and OUT can be set from outside; nothing here spends money.
set -eu

CASES=${CASES:-2}
LEDGER=${LEDGER:-sqlite:///build/runs.db}
OUT=${OUT:-build/report}
mkdir -p build
case $OUT in /*) ;; *) OUT=$(pwd)/$OUT ;; esac

toprung bench run expense_reconciliation --levels prompting,context,orchestration \
    --cases "$CASES" --dials small --seed 1 --model local --max-connections 1 --ledger "$LEDGER"

again="toprung bench run expense_reconciliation --cases 7 --dials small --ledger $LEDGER"
real=""
if [ -n "${OPENAI_BASE_URL:-}" ]; then
    real="$again --model openai_compatible/MODEL --base-url $OPENAI_BASE_URL"
elif [ -n "${OPENAI_API_KEY:-}" ]; then
    real="$again --model openai_compatible/MODEL"
elif [ -n "${ANTHROPIC_API_KEY:-}" ]; then
    real="$again --model anthropic/claude-opus-5-5"
fi
echo
[ -z "$real" ] || echo "A key is set. The same on a real model, which costs money: $real"

toprung report benchmark latest --ledger "$LEDGER" --format html --out "$OUT" >/dev/null
echo "Report: $OUT/index.html - Ledger: $LEDGER (toprung is in .venv/bin)"
