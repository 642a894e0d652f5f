import re

import pytest

from harness.api.export.sending.endpoint import DEFAULT, find_endpoint
from harness.errors import HarnessError

BASE, TRACES = "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
HEADERS = "OTEL_EXPORTER_OTLP_HEADERS"


@pytest.mark.parametrize(
    ("named", "environment", "url"),
    [
        ("", {}, f"{DEFAULT}/v1/traces"),
        ("http://a:4318", {}, "http://a:4318/v1/traces"),
        ("http://a:4318/", {}, "http://a:4318/v1/traces"),
        ("https://a/otlp", {}, "https://a/otlp/v1/traces"),
        ("http://a:4318/v1/traces", {}, "http://a:4318/v1/traces"),
        ("http://a:4318", {BASE: "http://b", TRACES: "http://c/x"}, "http://a:4318/v1/traces"),
        ("", {BASE: "http://b:1/p/"}, "http://b:1/p/v1/traces"),
        ("", {BASE: "http://b", TRACES: "http://c/taken-as-it-is"}, "http://c/taken-as-it-is"),
    ],
)
def test_the_address_follows_the_specification(named: str, environment: dict[str, str], url: str) -> None:
    assert find_endpoint(named, environment).url == url


def test_headers_are_pairs_with_percent_encoded_values() -> None:
    found = find_endpoint("", {HEADERS: "api-key=ab%2Cc, x = Bearer%20d=e"})
    assert found.headers == {"api-key": "ab,c", "x": "Bearer d=e"}


def test_settings_for_traces_come_before_the_general_ones() -> None:
    found = find_endpoint("", {HEADERS: "a=1", "OTEL_EXPORTER_OTLP_TRACES_HEADERS": "b=2"})
    assert found.headers == {"b": "2"}


def test_time_and_packing_are_read() -> None:
    found = find_endpoint("", {"OTEL_EXPORTER_OTLP_TIMEOUT": "2500", "OTEL_EXPORTER_OTLP_COMPRESSION": "gzip"})
    assert (found.timeout_s, found.gzip) == (2.5, True)


@pytest.mark.parametrize(
    ("named", "environment", "sentence"),
    [
        ("localhost:4318", {}, "'localhost:4318' is no address to send traces to; write one such as http://"),
        ("http://me:secret-word@h:99999999", {}, "'h:99999999' is no address"),
        ("", {HEADERS: "secret-word"}, f"{HEADERS} cannot be read; write name=value"),
        ("", {HEADERS: "a=secret-word%0Ab"}, f"{HEADERS} cannot be read; write name=value"),
        ("", {"OTEL_EXPORTER_OTLP_TIMEOUT": "soon"}, "OTEL_EXPORTER_OTLP_TIMEOUT is 'soon', and has to be"),
        (
            "",
            {"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
            "OTEL_EXPORTER_OTLP_PROTOCOL is 'grpc', and traces are sent over",
        ),
    ],
)
def test_a_mistake_is_said_without_the_secret(named: str, environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(HarnessError, match=re.escape(sentence)) as raised:
        find_endpoint(named, environment)
    assert "secret-word" not in str(raised.value)


def test_the_name_of_an_endpoint_has_no_password_and_no_query() -> None:
    found = find_endpoint("https://me:secret-word@h/otlp?key=secret-word", {})
    assert found.name == "https://h/otlp/v1/traces"
    assert "secret-word" not in repr(found)
