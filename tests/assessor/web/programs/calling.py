"""A program that asks the API."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.assessor.web.making import HOST


@dataclass
class Program:
    """A program with a key."""

    app: Flask
    key: str

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        """Ask for a path of /api/v1; underscores in names of headers stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent: dict[str, Any] = {} if body is None else {"json": body}
        return self.app.test_client().open(
            f"/api/v1{path}",
            method=method,
            base_url=f"http://{HOST}",
            headers={"Authorization": f"Bearer {self.key}", **named},
            **sent,
        )

    def got(self, path: str) -> Any:  # noqa: ANN401 - JSON
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def made(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        answer = self.ask("POST", path, body)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json
