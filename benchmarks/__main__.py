# SPDX-License-Identifier: MIT
"""`make bench`: the figures of every module, or of those named: `python -m benchmarks NAME…`."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time

import benchmarks


def main() -> None:
    known = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    names = [name for name in known if name != "__main__" and not name.startswith("_")]
    asked = sys.argv[1:] or names
    if unknown := set(asked) - set(names):
        sys.exit(f"Not a benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names)}.")
    for name in asked:
        print(f"\n## {name}\n", flush=True)
        began = time.monotonic()
        importlib.import_module(f"benchmarks.{name}").main()
        print(f"\n({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
