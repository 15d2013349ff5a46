"""`python -m backprop_cli` is the same program as `bpcalc`."""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        sys.path.append(sys.path.pop(0))  # the current folder: a random.py in it is not Python's

    from backprop_cli.cli import main

    main()
