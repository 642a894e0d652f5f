import pytest

from harness.providers.registry import make_provider


def test_the_estimate_of_tokens_is_about_three_and_a_half_characters_each() -> None:
    prose = (
        "The finance team checks every claim against the policy before the month is closed. Receipts that are missing "
        "are asked for once, and a claim without one is turned down after ten days."
    )
    # Anthropic's rule of thumb for English.
    assert len(prose) / make_provider("anthropic/claude-opus-5-5").count_tokens(prose) == pytest.approx(3.5, rel=0.1)


def test_a_table_of_figures_is_not_taken_for_prose() -> None:
    # 202 6 - 03 - 14 , INV - 123 4 , 120 . 50
    assert make_provider("anthropic/claude-opus-5-5").count_tokens("2026-03-14,INV-1234,120.50") == 15
