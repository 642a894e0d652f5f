"""Writes the page of a study, with its plots in a folder beside it."""

import textwrap
from pathlib import Path

from assessor.errors import CannotWrite
from assessor.simulating.condition import STATED
from assessor.simulating.crowd import BANKS
from assessor.simulating.running import PARTS
from assessor.simulating.study import Study
from assessor.simulating.telling.plots import draw
from assessor.simulating.telling.sections import Section, sections
from assessor.simulating.telling.tables import percent, table

_WIDTH = 120
_HEAD = """# How far the instrument measures: a simulation

**Nobody on this page is a person.** Everything here comes from simulated people who sat through the real sittings with
the shipped items. It says what the instrument would do if people and items were as described; what people do, only
people's answers can tell.

```
toprung assess simulate --n {people} --seed {seed}
```

wrote this page, and writes it again to the byte with the same bank, settings and libraries."""
_HOW = """## What was simulated

- {items} items of the shipped bank as {calibration} takes them, levels at the cuts {cuts} of {cut_set}. The stage of \
all of it is *{stage}*: difficulties, slopes, the doubt about them, and the cuts are the authors' judgement.
- Only the answers are made up. Which items are held back, which one comes next and when it ends is decided by the \
code that decides it for people. {again}
- {people:,} people in the main condition, their ability drawn from N(0, 1); half as many in some of the others. \
Where coverage is told by level, people are added until each level has a fifth of that number; they count for the \
rows of levels alone.
- Sittings of a condition run in {parts} parts. Each goes on from the counts of exposure of the same warm-up of \
{warm_up} sittings, which are not shown, and counts by itself from there; so the outcome does not depend on how many \
processes work.
- True items are drawn {draws} times a condition, people taking turns: within one draw all who answer an item share \
its error, so a single draw would say more about that draw than about the method.
- Answers follow the (partial credit) model at the true difficulties; what happens where they do not is a section \
below.
"""
_EXCLUDE = """Coverage "as stated, with the doubt that is stated" and coverage "exactly as stated, but doubted" cannot
both be near 95 %: the bank states how far its difficulties may be wrong, and an interval that reckons with it is too
wide where none of them is. Too wide is the safe side. No engine can know which of the two it is in; answers of people
tell, and until then the careful reading is reported."""
_JUDGED = """## What is judgement, and how answers take over

Until people's answers arrive, every difficulty is its author's word and every slope is 1. The simulation shows that the
doubt which is stated is carried into intervals and levels; it cannot show that the authors' doubt is large enough, that
one ability is what the items measure, or that the cuts are in the right place. If true difficulties lie further from
the authors' than one standard deviation of 1, intervals are too narrow.

Answers change that item by item: with 50 an item is *piloted* and its own difficulty is estimated with priors, with 200
it is *calibrated* and its doubt is that of the estimate alone. `toprung items calibrate` makes such a calibration from
the stored answers, on the same scale; sittings begin with it once it is taken into use, stored results stay what they
are, and this page has then to be made again. The rows "Exactly as stated, and known to be" show what can be expected
then."""


def write_page(found: Study, path: Path) -> None:
    """Write the page and its plots. Raises CannotWrite."""
    plots = path.with_suffix("")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draw(found, plots)
        path.write_text(page(found, plots.name), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(path, error) from error


def page(found: Study, plots: str) -> str:
    """Return the page; its plots lie in the folder of this name beside it."""
    again = ""
    if found.again is not None:
        again = (
            f"{found.again.sittings} people sat a second time through the door with the store that people use: "
            f"{found.again.same_paths} were asked the same items in the same order, and {found.again.same_results} "
            "got the same result."
        )
    parts = [
        _HEAD.format(people=found.people, seed=found.seed),
        _verdict(found),
        _wrapped(
            _HOW.format(
                items=found.items,
                calibration=f"`{found.calibration}`",
                cut_set=f"`{found.cut_set}`",
                cuts=", ".join(map(str, found.cuts)),
                stage=found.stage,
                again=again,
                people=found.people,
                parts=PARTS,
                warm_up=found.warm_up,
                draws=PARTS * BANKS,
            )
        ),
        *(_section(each, plots) for each in sections(found)),
        _JUDGED,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _verdict(found: Study) -> str:
    rows = [[bound.asked, bound.found, "met" if bound.met else "**not met**"] for bound in found.verdict]
    return f"## In short\n\n{table(['demanded', 'found', ''], rows)}\n\n{_EXCLUDE}\n\n{_plain(found)}"


def _plain(found: Study) -> str:
    """Return what it comes to, for those who do not read tables."""
    main, known, misfit = found.of(STATED).everybody, found.of("known").everybody, found.section("misfit")
    right = [one.different.levels.exact for one in misfit if one.different]
    return _wrapped(
        f"In plain words: of the people who answer as described, {percent(main.levels.exact, 0)} get exactly their "
        f"level and {percent(main.levels.adjacent, 2)} that or a neighbouring one, in {main.length:.0f} questions; as "
        "often as the error that is printed beside every result lets one expect, though each difficulty is only its "
        f"author's word. With known difficulties {known.length:.0f} questions do for the same. It does not hold for "
        "people who guess, cheat, tire or do not try: of them "
        f"{percent(min(right), 0)} to {percent(max(right), 0)} get their level."
    )


def _wrapped(words: str) -> str:
    return "\n".join(
        textwrap.fill(
            line, _WIDTH, subsequent_indent="  " * line.startswith("- "), break_long_words=False, break_on_hyphens=False
        )
        for line in words.split("\n")
    )


def _section(each: Section, plots: str) -> str:
    return "\n\n".join(
        [f"## {each.title}", _wrapped(each.words), *each.rows, f"![{each.shows}]({plots}/{each.plot}.svg)"]
    )
