import pytest

from assessor.scoring.fairness.discovery import benjamini_hochberg


def test_the_table_of_benjamini_and_hochberg_has_its_four_discoveries() -> None:
    # Their 1995 paper, section 4: fifteen hypotheses, of which four are rejected at .05 (Bonferroni: three).
    p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]  # fmt: skip
    adjusted = benjamini_hochberg(p)
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)


def test_order_does_not_matter_and_no_value_falls() -> None:
    assert benjamini_hochberg([0.9, 0.01, 0.04]) == pytest.approx([0.9, 0.03, 0.06])
    assert benjamini_hochberg([]).tolist() == []


def test_what_is_no_p_value_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.5, 1.5])
