"""The command line: `main` is the program, `run` the same for a list of words. All else is imported when it is needed."""


def main() -> None:
    """The program `bpcalc`: run what the command line asks, and leave with its exit code."""
    import os
    import sys

    try:
        from backprop_cli import memory

        memory.off()
        from backprop_cli.cli.exit_codes import leave

        leave(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before the command began, or after it ended
        os._exit(130)


def run(argv: list[str]) -> int:
    """Run one command line, without the program's name. Returns the exit code; never raises for what a user can cause."""
    from backprop_cli.cli.exit_codes import guarded

    return guarded(dispatch, argv)


def dispatch(argv: list[str]) -> int:
    """The quick answers here, the rest by Typer, whose import is most of what a short command costs."""
    from os import environ

    from backprop_cli.cli.console import console

    if "_BPCALC_COMPLETE" in environ:
        from backprop_cli.cli.completion.answer import answer_shell

        return answer_shell()

    if argv[:1] in (["-V"], ["--version"]):
        from backprop_cli import __version__

        return console().write([f"bpcalc {__version__}\n"])
    if not argv or argv[0] in ("-h", "--help"):
        from backprop_cli.cli.help_pages import front_page, print_page

        return print_page(front_page())
    from backprop_cli.cli.app import run_command

    return run_command(argv)
