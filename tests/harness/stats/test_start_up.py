"""What importing the figures costs."""

import subprocess
import sys


def test_importing_the_figures_does_not_import_scipy() -> None:
    wanted = (
        "import sys, harness.stats.paired, harness.stats.planning, harness.stats.holm; print('scipy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", wanted], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
