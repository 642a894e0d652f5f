"""What importing the maths costs."""

import subprocess
import sys


def test_importing_all_of_the_maths_does_not_import_scipy() -> None:
    wanted = (
        "import importlib, pkgutil, sys, assessor.scoring as room\n"
        "for found in pkgutil.walk_packages(room.__path__, 'assessor.scoring.'):\n"
        "    importlib.import_module(found.name)\n"
        "print('scipy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", wanted], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
