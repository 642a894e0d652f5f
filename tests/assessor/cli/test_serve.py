"""``toprung serve``: a real process, asked by a real client."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from assessor.cli.serve import main


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn does not run there")
def test_it_says_how_the_first_owner_signs_up_and_stops_when_told(tmp_path: Path) -> None:
    port = free_port()
    words = [sys.executable, "-m", "toprung", "serve", "--port", str(port), "--workers", "1"]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 's.db'}", "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        try:
            told = "".join(server.stdout.readline() for _ in range(3))
            link = re.search(rf"http://127\.0\.0\.1:{port}/sign-up/([\w-]+)", told)
            assert link, told
            with urllib.request.urlopen(link[0], timeout=30) as page:  # noqa: S310 - our own server
                assert "Set up your organisation" in page.read().decode()
            server.send_signal(signal.SIGTERM)
            _, logged = server.communicate(timeout=40)
        finally:
            server.kill()
    assert server.returncode == 0, logged
    assert "GET /sign-up/<link> 200" in logged
    assert link[1] not in logged
    assert (tmp_path / "s.db").stat().st_mode & 0o077 == 0


def test_a_port_that_is_taken_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 's.db'}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 2
    assert f"cannot listen on 127.0.0.1:{port}" in capsys.readouterr().err


def test_an_unsafe_address_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 's.db'}")
    monkeypatch.setenv("TOPRUNG_ADDRESS", "http://skills.example.org")
    assert main([]) == 2
    assert "would send passwords in the clear" in capsys.readouterr().err
    assert not (tmp_path / "s.db").exists()
