"""Runs a test over every orchestrator that the folder holds."""

import pytest

from harness.run.build import orchestrator_names

each_orchestrator = pytest.mark.parametrize("orchestrator", orchestrator_names())
