#!/bin/sh
# Opens the files of one case of every task in programs that people use: LibreOffice (DOCX, XLSX, CSV, HTML), poppler
# (PDF), calcurse (ICS) and Python's mail reader (EML). Prints a line a task, and fails at the first complaint.
# Needs soffice, pdfinfo, pdftotext and calcurse: Debian's libreoffice-calc-nogui, libreoffice-writer-nogui,
# poppler-utils, calcurse.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

complain() {
    echo "$1: $2" >&2
    exit 1
}

for task in $("$python" toprung.py tasks list | tail -n +2 | cut -d' ' -f1); do
    "$python" toprung.py tasks show "$task" --seed "${SEED:-7}" --dials "${DIALS:-default}" --out "$work/$task" > /dev/null
    for ending in docx xlsx csv html; do
        find "$work/$task" -name "*.$ending" -exec dirname {} + | sort -u > "$work/folders"
        while read -r folder; do
            rm -rf "$work/made"
            soffice -env:UserInstallation="file://$work/profile" --headless --convert-to pdf --outdir "$work/made" \
                "$folder"/*."$ending" > "$work/said" 2>&1 < /dev/null || complain "$folder" "LibreOffice failed"
            for document in "$folder"/*."$ending"; do
                [ -s "$work/made/$(basename "${document%.*}").pdf" ] ||
                    complain "$document" "LibreOffice made nothing of it: $(cat "$work/said")"
            done
        done < "$work/folders"
    done
    find "$work/$task" -name '*.pdf' > "$work/pdfs"
    while read -r paper; do
        pdfinfo "$paper" > /dev/null 2> "$work/said" || complain "$paper" "$(cat "$work/said")"
        [ -s "$work/said" ] && complain "$paper" "$(cat "$work/said")"
        [ -n "$(pdftotext "$paper" - | tr -d '[:space:]')" ] || complain "$paper" "no text"
    done < "$work/pdfs"
    find "$work/$task" -name '*.ics' > "$work/diaries"
    while read -r diary; do
        rm -rf "$work/calendar"
        mkdir "$work/calendar"
        events=$(grep -c '^BEGIN:VEVENT' "$diary" || true)
        said=$(calcurse -D "$work/calendar" -C "$work/calendar" -i "$diary" 2>&1) || complain "$diary" "$said"
        taken=$(echo "$said" | sed -n 's|^\([0-9]*\) apps* / \([0-9]*\) events* / .* / 0 skipped$|\1+\2|p')
        [ -n "$taken" ] && [ "$(($taken))" -ge "$events" ] || complain "$diary" "$events events in it: $said"
    done < "$work/diaries"
    find "$work/$task" -name '*.eml' | "$python" -c '
import sys
from email import message_from_bytes, policy
for name in sys.stdin.read().splitlines():
    message = message_from_bytes(open(name, "rb").read(), policy=policy.default)
    if message.defects or not message["From"] or not message["Date"].datetime or not message.get_body().get_content().strip():
        sys.exit(name + ": " + str(message.defects or "something is missing"))
' || complain "$task" "a mail cannot be read"
    echo "$task: $(find "$work/$task" -type f | wc -l) files," \
        "$(find "$work/$task" -type f | sed 's/.*\.//' | sort | uniq -c | awk '{printf "%s %s ", $1, $2}')"
done
