import argparse

import pytest

import toprung
from assessor.cli.irt import make_parser


def commands() -> dict[str, argparse.ArgumentParser]:
    nested = [action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(nested[0].choices)


def test_every_module_of_the_folder_brings_its_commands() -> None:
    assert {"fit", "score", "adapt", "accuracy", "dif", "agreement"} <= set(commands())


def test_every_command_prints_json_and_says_what_it_does() -> None:
    for name, parser in commands().items():
        assert "--json" in parser._option_string_actions, name
        assert callable(parser.get_default("do")), name


@pytest.mark.parametrize("words", [[], ["fix"], ["fit"], ["fit", "x.csv", "--model", "3pl"]])
def test_words_that_are_not_understood_end_in_one_sentence(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        toprung.main(["irt", *words])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("toprung: ")
    assert said.count("\n") == 1
