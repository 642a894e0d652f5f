"""`toprung bench export --send` against a collector that reads with OpenTelemetry's own messages."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

import toprung
from harness.api.export.sending import send
from harness.api.export.sending.posting import Poster
from tests.harness.api.export.conftest import Export, Ran
from tests.harness.api.export.making import PROMPT
from tests.harness.api.export.sending.collector import Answer, Collector, collecting

HEADER = "planted-0123456789"
"""A header's value, which is nobody else's business."""
AT_ONCE = {"Retry-After": "0"}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENDPOINT", "TRACES_ENDPOINT", "HEADERS", "TRACES_HEADERS", "TIMEOUT", "COMPRESSION", "PROTOCOL"):
        monkeypatch.delenv(f"OTEL_EXPORTER_OTLP_{name}", raising=False)


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as found:
        yield found


def run(ran: Ran, *words: str) -> int:
    try:
        return toprung.main(["bench", "export", "latest", "--to", "otlp", *words, "--ledger", ran.url])
    except SystemExit as stopped:
        return int(stopped.code or 0)


def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Keep what would be waited, and wait not at all."""
    waited: list[float] = []
    monkeypatch.setattr(Poster.__init__, "__defaults__", (waited.append,))
    return waited


def in_file(export: Export) -> list[str]:
    lines = export("otlp").read_text(encoding="utf-8").splitlines()
    scopes = [scope for line in lines for r in json.loads(line)["resourceSpans"] for scope in r["scopeSpans"]]
    return [span["spanId"] for scope in scopes for span in scope["spans"]]


def test_every_span_of_the_file_arrives_once(
    ran: Ran, export: Export, collector: Collector, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ran, "--send", collector.url) == 0
    assert Counter(span.span_id.hex() for span in collector.taken) == Counter(in_file(export))
    assert set(collector.paths) == {"/v1/traces"}
    assert {found["Content-Type"] for found in collector.headers} == {"application/json"}
    said = capsys.readouterr().out
    assert f"18 trials sent to {collector.url}/v1/traces as {len(collector.taken)} spans (otlp)" in said
    assert "Real model" in said


def test_many_spans_go_in_several_batches(
    ran: Ran, export: Export, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send, "_SPANS_A_BATCH", 7)
    assert run(ran, "--send", collector.url) == 0
    every = in_file(export)
    assert len(collector.requests) == -(-len(every) // 7)
    assert [span.span_id.hex() for span in collector.taken] == every


def test_a_large_batch_is_divided_by_its_bytes(
    ran: Ran, export: Export, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send, "_BYTES_A_BATCH", 2_000)
    assert run(ran, "--send", collector.url) == 0
    assert len(collector.requests) > 5
    assert [span.span_id.hex() for span in collector.taken] == in_file(export)


def test_the_environment_says_where_and_with_which_headers(
    ran: Ran, collector: Collector, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"{collector.url}/otlp")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", f"api-key={HEADER}")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
    assert run(ran, "--send") == 0
    assert set(collector.paths) == {"/otlp/v1/traces"}
    assert {found["api-key"] for found in collector.headers} == {HEADER}
    assert {found["Content-Encoding"] for found in collector.headers} == {"gzip"}
    assert collector.taken
    assert HEADER not in "".join(capsys.readouterr())


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_endpoint_is_asked_again_after_the_time_that_it_wants(
    status: int, ran: Ran, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = waits(monkeypatch)
    with collecting(Answer(status, headers={"Retry-After": "3"}), Answer(status), Answer()) as collector:
        assert run(ran, "--send", collector.url) == 0
    assert waited[0] == 3
    assert 1 <= waited[1] <= 3
    assert Counter(span.span_id.hex() for span in collector.taken) == Counter(in_file(export))


@pytest.mark.parametrize("status", [301, 400, 401, 404, 500])
def test_what_is_refused_for_good_is_not_sent_again(
    status: int, ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", f"authorization=Bearer%20{HEADER}")
    with collecting(Answer(status, f"no entry with {HEADER}\x1b[31m\nmore")) as collector:
        assert run(ran, "--send", collector.url) == 3
    said = capsys.readouterr().err
    address = f"{collector.url}/v1/traces"
    assert said == f"toprung: the traces could not be sent to {address}: it said {status}: no entry with [key][31m\n"
    assert len(collector.paths) == 1


def test_an_endpoint_that_stays_busy_is_given_up(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waited = waits(monkeypatch)
    with collecting(Answer(503, "")) as collector:
        assert run(ran, "--send", collector.url) == 3
    assert (len(collector.paths), len(waited)) == (6, 5)
    assert "it said 503: Service Unavailable (attempt 6)" in capsys.readouterr().err


def test_a_wait_of_an_hour_is_not_waited(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    waited = waits(monkeypatch)
    with collecting(Answer(429, headers={"Retry-After": "3600"})) as collector:
        assert run(ran, "--send", collector.url) == 3
    assert waited == []


def test_nobody_at_the_address_is_one_sentence(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waits(monkeypatch)
    with collecting() as collector:
        url = collector.url
    assert run(ran, "--send", url) == 3
    said = capsys.readouterr().err
    assert said.startswith(f"toprung: the traces could not be sent to {url}/v1/traces: no answer came: ")
    assert said.count("\n") == 1


def test_what_was_taken_in_part_is_counted_and_not_sent_again(ran: Ran, capsys: pytest.CaptureFixture[str]) -> None:
    part = json.dumps({"partialSuccess": {"rejectedSpans": "2", "errorMessage": "too old"}})
    with collecting(Answer(200, part)) as collector:
        assert run(ran, "--send", collector.url, "--json") == 5
    told: dict[str, Any] = json.loads((said := capsys.readouterr()).out)
    assert (told["rejected"], told["said"], told["trials"]) == (2, ["too old"], 18)
    assert len(collector.paths) == told["batches"] == 1
    assert f"did not take 2 of {told['spans']} spans" in said.err


def test_an_answer_in_another_form_means_that_all_was_taken(ran: Ran) -> None:
    with collecting(Answer(200, "thanks")) as collector:
        assert run(ran, "--send", collector.url) == 0


def test_texts_are_sent_only_when_asked_for(ran: Ran, collector: Collector) -> None:
    run(ran, "--send", collector.url)
    assert PROMPT not in str(collector.requests)
    run(ran, "--send", collector.url, "--with-content")
    assert PROMPT in str(collector.requests[-1])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--out", "x", "--send", "http://127.0.0.1:1"), "argument --send: not allowed with argument --out"),
        ((), "one of the arguments --out --send is required"),
        (("--to", "csv", "--send", "http://127.0.0.1:1"), "--send says nothing to 'csv'; only otlp is sent"),
        (("--send", "127.0.0.1"), "'127.0.0.1' is no address to send traces to"),
    ],
)
def test_a_mistake_ends_in_one_sentence(
    words: tuple[str, ...], sentence: str, ran: Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ran, *words) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
