from tasks_bank.deliverable import Column, Deliverable, schema_of

TOTALS = Deliverable(
    "totals",
    columns=(
        Column("category", "choice", ("travel", "meals")),
        Column("amount", "amount", about="pounds"),
        Column("note"),
    ),
    required=False,
    about="what was spent",
)


def test_words_say_what_goes_into_each_column() -> None:
    assert TOTALS.words() == (
        "totals (table, if there is anything to put in it): what was spent; columns: category (one of travel, meals), "
        "amount (pounds; an amount such as 1234.50), note"
    )
    assert Deliverable("summary", "text").words() == "summary (text)"


def test_schema_holds_rows_of_typed_cells() -> None:
    row = TOTALS.schema()["items"]
    assert row["required"] == ["category", "amount", "note"]
    assert row["properties"]["category"] == {"type": "string", "enum": ["travel", "meals"]}
    assert row["properties"]["amount"] == {"type": "number"}
    assert row["properties"]["note"]["maxLength"] > 0


def test_schema_of_several_names_each() -> None:
    schema = schema_of([TOTALS, Deliverable("summary", "text")])
    assert list(schema["properties"]) == ["totals", "summary"]
    assert schema["properties"]["summary"]["type"] == "string"
