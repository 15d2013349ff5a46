"""How far a long piece of work is."""

from collections.abc import Iterator

import pytest

from backprop_cli.cli import progress
from backprop_cli.cli.console import CURRENT, Console
from tests.cli.running import Screen


@pytest.fixture
def terminal() -> Iterator[Console]:
    console = Console()
    console.err = Screen("utf-8", terminal=True)
    CURRENT.append(console)
    yield console
    CURRENT.pop()


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock: its last entry is the time."""
    time = [100.0]
    monkeypatch.setattr(progress, "monotonic", lambda: time[-1])
    return time


def test_the_first_second_is_silent_and_nothing_stays_behind(terminal: Console, seconds: list[float]) -> None:
    with progress.Progress("gradcheck") as show:
        assert show is not None
        seconds.append(100.9)
        show(0.1)
        assert terminal.err.data() == b""
        seconds.append(101.1)
        show(0.25)
        assert terminal.err.data() == b"\rgradcheck:  25% "
        seconds.append(101.15)
        show(0.26)
        assert terminal.err.data().count(b"\r") == 1
        seconds.append(101.3)
        show(7.0)
        assert terminal.err.data().endswith(b"\rgradcheck: 100% ")
    assert terminal.err.data().endswith(b"\r" + b" " * len("gradcheck: 100% ") + b"\r")


def test_short_work_shows_nothing(terminal: Console, seconds: list[float]) -> None:
    with progress.Progress("gradcheck") as show:
        assert show is not None
        show(0.5)
    assert terminal.err.data() == b""


@pytest.mark.parametrize(("quiet", "is_terminal"), [(True, True), (False, False)])
def test_it_is_for_whoever_sits_before_a_terminal(terminal: Console, quiet: bool, is_terminal: bool) -> None:
    terminal.quiet, terminal.err.terminal = quiet, is_terminal
    with progress.Progress("gradcheck") as show:
        assert show is None
