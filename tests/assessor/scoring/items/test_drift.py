import pytest

from assessor.scoring.items.drift import drift


def test_only_a_change_that_is_large_and_sure_is_drift() -> None:
    # Moved by .4 with errors of .1 (sure), by .4 with errors of .2 (2 · .283 > .4), by .2 with errors of .01 (small).
    found = drift([0, 0, 0], [0.1, 0.2, 0.01], [0.4, 0.4, -0.2], [0.1, 0.2, 0.01])
    assert [one.drifted for one in found] == [True, False, False]
    assert found[0].se == pytest.approx(0.1 * 2**0.5)
    assert found[2].change == pytest.approx(-0.2)


def test_difficulties_without_errors_are_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        drift([0], [0], [1], [0.1])
    with pytest.raises(ValueError, match="one for one"):
        drift([0], [0.1], [1, 2], [0.1, 0.1])
