import threading

import pytest
from threadpoolctl import threadpool_info

from harness.context.finding.threads import OneThreadEach, spread


def blas_threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_numpy_has_one_thread_inside_and_gets_back_what_it_had() -> None:
    before, keeper = blas_threads(), OneThreadEach()
    with keeper.inside():
        with keeper.inside():
            assert blas_threads() == {1}
        assert blas_threads() == {1}
    assert blas_threads() == before


def test_what_fails_inside_leaves_all_the_same() -> None:
    before, keeper = blas_threads(), OneThreadEach()
    with pytest.raises(ZeroDivisionError), keeper.inside():
        raise ZeroDivisionError
    assert blas_threads() == before


def test_results_come_in_the_order_of_the_pieces() -> None:
    first_waits = threading.Event()

    def work(piece: int) -> int:
        if piece == 1:
            first_waits.set()
        else:
            # With one thread alone the second piece could not run meanwhile, and this would come to its end unset.
            first_waits.wait(0.1)
        return piece * 10

    assert spread(work, range(3)) == [0, 10, 20]
    assert spread(work, [1]) == [10]
    assert spread(work, []) == []
