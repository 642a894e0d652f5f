"""Cutting texts into passages. Texts are made by Hypothesis as `reading_files` writes them."""

from hypothesis import given
from hypothesis import strategies as st

from harness.context.finding.chunks import Chunk, Place, chunked

LETTERS = 'abcdef#|,"`[]- 0123456789\u00e9\u2028'
LINES = st.text(LETTERS, max_size=60)
PROSE = st.lists(LINES | st.sampled_from(["", "# One", "## Two", "### Three", "```", "a | b", "--- | ---", "[page 2]"]))
CELLS = st.text("abc 01é|#", min_size=1, max_size=12)
NAMES = st.sampled_from(["a.md", "a.txt", "a.docx", "a.html", "a.pdf", "a.eml", "a.csv", "a.xlsx", "a.json", "a"])
TOKENS = st.integers(20, 90)


def tokens(text: str) -> int:
    """Count four characters a token, as the provider that has no model does."""
    return -(-len(text) // 4)


def size(chunk: Chunk) -> int:
    return sum(tokens(line + "\n") for line in chunk.shown.split("\n"))


def letters(text: str) -> str:
    """Return what may not be lost: all but blank lines and line ends."""
    return "".join(line for line in text.split("\n") if line.strip())


@given(NAMES, PROSE, TOKENS)
def test_no_text_is_lost_and_none_stands_twice(name: str, lines: list[str], most_tokens: int) -> None:
    text = "\n".join(lines)
    chunks = chunked(name, text, most_tokens, tokens)
    assert "".join(letters(chunk.text) for chunk in chunks) == letters(text)


@given(NAMES, PROSE, TOKENS)
def test_no_chunk_is_longer_than_it_may_be(name: str, lines: list[str], most_tokens: int) -> None:
    assert all(size(chunk) <= most_tokens for chunk in chunked(name, "\n".join(lines), most_tokens, tokens))


@given(NAMES, PROSE, TOKENS)
def test_a_chunk_stands_where_it_says(name: str, lines: list[str], most_tokens: int) -> None:
    text = "\n".join(lines)
    for chunk in chunked(name, text, most_tokens, tokens):
        there = "\n".join(text.split("\n")[chunk.place.first_line - 1 : chunk.place.last_line])
        assert letters(chunk.text) in letters(there)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1), TOKENS)
def test_every_row_of_a_table_is_in_one_chunk_under_the_header(rows: list[tuple[str, str]], most_tokens: int) -> None:
    body = [f"{number},{first},{second}" for number, (first, second) in enumerate(rows, start=1)]
    chunks = chunked("a.csv", "\n".join(["no,one,two", *body]), most_tokens, tokens)
    assert [line for chunk in chunks for line in chunk.shown.split("\n")[1:]] == body
    assert all(chunk.shown.split("\n")[0] == "no,one,two" for chunk in chunks)
    if len(chunks) > 1:
        spans = [chunk.rows for chunk in chunks if chunk.rows]
        assert [row for first, last in spans for row in range(first, last + 1)] == [*range(1, len(rows) + 1)]


def test_a_file_that_fits_is_one_chunk_with_its_name_as_citation() -> None:
    (chunk,) = chunked("mails/m.md", "# One\n\ntext\n\n# Two\n\nmore\n", 50, tokens)
    assert (chunk.title, chunk.text) == ("mails/m.md", "# One\ntext\n# Two\nmore")
    assert chunk.place == Place("mails/m.md", 1, 7)


def test_a_longer_file_is_cut_at_its_headings_and_cited_by_their_path() -> None:
    text = (
        "# Rules\n\n## 1 Points\n1.1 Forty words.\n1.2 More.\n\n## 2 Bands\n2.1 High is 60 and more, low is the rest.\n"
    )
    assert [(chunk.title, chunk.text) for chunk in chunked("rules.md", text, 20, tokens)] == [
        ("rules.md > Rules > 1 Points, lines 1-5", "# Rules\n## 1 Points\n1.1 Forty words.\n1.2 More."),
        ("rules.md > Rules > 2 Bands, lines 7-8", "## 2 Bands\n2.1 High is 60 and more, low is the rest."),
    ]


def test_a_table_is_cut_between_rows_with_its_header_repeated() -> None:
    text = "[sheet sales, 4 rows]\nno,amount\n" + "".join(f"S-{n},{n}00.00\n" for n in range(1, 5))
    first, second = chunked("sales.xlsx", text + "[sheet empty, 0 rows]\n", 20, tokens)[:2]
    assert first.title == "sales.xlsx > sheet sales, rows 1-3"
    assert first.text.startswith("[sheet sales, 4 rows]\nno,amount\nS-1,")
    assert (second.title, second.shown) == ("sales.xlsx > sheet sales, row 4", "no,amount\nS-4,400.00")


def test_a_cell_over_several_lines_stays_with_its_row() -> None:
    text = 'no,text\n1,"one\ntwo"\n2,three' + "x" * 60
    assert [(chunk.rows, chunk.text) for chunk in chunked("a.csv", text, 20, tokens)] == [
        ((1, 1), 'no,text\n1,"one\ntwo"'),
        ((2, 2), "2,three" + "x" * 60),
    ]


def test_pages_are_cited() -> None:
    text = "[page 1]\n" + "word " * 14 + "\n[page 2]\n" + "other " * 12
    assert [chunk.title for chunk in chunked("a.pdf", text, 22, tokens)] == [
        "a.pdf, page 1, lines 1-2",
        "a.pdf, page 2, lines 3-4",
    ]


def test_a_paragraph_that_is_too_long_is_cut_at_a_line_then_at_a_word() -> None:
    text = "one two\n" + "four " * 30
    cut = [chunk.text for chunk in chunked("a.txt", text, 20, tokens)]
    assert cut == ["one two", "four " * 15, "four " * 15]


def test_a_number_sign_inside_a_fenced_block_is_no_heading() -> None:
    text = "# Real\n```\n# not\n```\n" + "word " * 20
    assert {chunk.headings for chunk in chunked("a.md", text, 20, tokens)} == {("Real",)}


def test_the_beginning_of_a_chunk_that_was_shown_stands_in_fewer_lines() -> None:
    whole = chunked("a.csv", "no\n" + "".join(f"row {n}\n" for n in range(1, 40)), 20, tokens)[1]
    assert whole.up_to(whole.shown) == whole
    two = whole.up_to("\n".join(whole.shown.split("\n")[:3]))
    assert (two.place.first_line, two.place.last_line) == (whole.place.first_line, whole.place.first_line + 1)
