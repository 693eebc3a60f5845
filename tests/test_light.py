# SPDX-License-Identifier: MIT
"""A web process loads all pages without the heavy libraries that only some of them need."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: Each takes tens of megabytes; they are loaded by whoever first needs them.
HEAVY = {"duckdb", "ibis", "pandas", "pyarrow", "scipy", "sklearn", "vl_convert"}

LOADED = """
import sys, django
django.setup()
from django.urls import get_resolver

def load(resolver):
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            load(each)

load(get_resolver())
print(*{name.partition(".")[0] for name in sys.modules})
"""


@pytest.mark.one_database
def test_all_pages_are_loaded_without_the_heavy_libraries():
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(done.stdout.split())
    assert "django" in loaded
    assert loaded & HEAVY == set()
