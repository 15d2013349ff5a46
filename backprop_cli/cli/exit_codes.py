"""How a run ends: the only place that turns what went wrong into an exit code."""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from backprop_cli.cli.console import CURRENT, Console, ReaderGone
from backprop_cli.errors import BpcalcError

EXIT_CODES = {
    0: "answered; a check that holds",
    1: "a check that says no: `check` and `quiz --ask` with an answer that is wrong, blank or unclear, `gradcheck` with a gradient "
    "that is wrong or cannot be judged, `--strict` with a value that is not finite",
    2: "no answer: wrong usage, or a problem that is missing or faulty: nothing is written to standard output (`check` writes its "
    "verdicts); or an answer that cannot be written, as on a full disk",
    3: "a fault of the tool's own; `BPCALC_DEBUG=1` shows the traceback",
    130: "interrupted, as by Ctrl-C",
    141: "the program that reads the output went away",
}
ANSWERED, SAYS_NO, NO_ANSWER, OWN_FAULT, INTERRUPTED, READER_GONE = EXIT_CODES
REPORT_TO = "please report it where bpcalc came from, with the command and the problem"


def guarded(command: Callable[[list[str]], int], argv: list[str]) -> int:
    """Run a command on its own console; whatever it raises becomes a sentence on stderr and an exit code."""
    console = Console()
    CURRENT.append(console)
    stdout = sys.stdout
    try:
        return command(argv)
    except BpcalcError as error:
        return could_not(error, console)
    except ReaderGone:
        return READER_GONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        return could_not(BpcalcError("the memory of this machine does not suffice"), console)
    except OSError as error:
        return could_not(BpcalcError(operating_system(error)), console)
    except BaseException as error:
        return own_fault(error, console)
    finally:
        sys.stdout = stdout
        CURRENT.pop()


def could_not(error: BpcalcError, console: Console) -> int:
    from backprop_cli.cli.fault_text import fault_in_full

    console.say(fault_in_full(error, console))
    return NO_ANSWER


def operating_system(error: OSError) -> str:
    """A refusal of the operating system, in one sentence."""
    reason = (error.strerror or str(error) or type(error).__name__).rstrip(".")
    return f"{error.filename}: {reason}" if error.filename else reason


def own_fault(error: BaseException, console: Console) -> int:
    """A fault of the tool's own: one line; the traceback for whoever asks for it."""
    if os.environ.get("BPCALC_DEBUG"):
        from traceback import format_exception

        console.say("".join(format_exception(error)))
    detail = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    console.say(f"bpcalc: a fault of the tool's own ({detail}); {REPORT_TO}; BPCALC_DEBUG=1 shows more\n")
    return OWN_FAULT


def leave(code: int) -> NoReturn:
    """Leave the process. What the interpreter would still flush is flushed here, where a failure is no traceback.

    Taking down every module and freeing every node one by one would take longer than a short command: the system does it at
    once. Only strangers' code may have left something to the interpreter's last moments, or someone who debugs.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        code = code or NO_ANSWER
    if "backprop_cli.python_layers.file" not in sys.modules and not os.environ.get("BPCALC_DEBUG"):
        os._exit(code)
    if code in (NO_ANSWER, READER_GONE):
        discard_stdout()
    sys.exit(code)


def discard_stdout() -> None:
    """Drop what a full disk or a closed pipe did not take: the interpreter would try to write it again, and complain."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (AttributeError, OSError, ValueError):
        pass
