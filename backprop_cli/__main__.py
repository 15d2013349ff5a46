"""`python -m backprop_cli` is the same program as `bpcalc`."""

from backprop_cli.cli import main

if __name__ == "__main__":
    main()
