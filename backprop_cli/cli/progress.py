"""How far a long piece of work is, on stderr, for whoever sits before a terminal for more than a second."""

from time import monotonic

from backprop_cli.cli.console import console, is_terminal

PATIENCE = 1.0  # seconds without a word
PAUSE = 0.1  # seconds between two


class Progress:
    """A callback that takes a fraction from 0 to 1; what it showed is gone when the work is."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.console = console()
        self.next = monotonic() + PATIENCE
        self.shown = False

    def __enter__(self) -> "Progress | None":
        """None where nobody would see it."""
        return None if self.console.quiet or not is_terminal(self.console.err) else self

    def __call__(self, fraction: float) -> None:
        now = monotonic()
        if now >= self.next:
            self.next = now + PAUSE
            self.shown = True
            self.console.say(f"\r{self.what}: {min(max(fraction, 0.0), 1.0):4.0%} ")

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.console.say("\r" + " " * (len(self.what) + len(": 100% ")) + "\r")
