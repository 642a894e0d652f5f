"""Sends a run's traces to an OpenTelemetry endpoint (OTLP over HTTP, as JSON)."""
