"""The commands as Typer sees them. Only the one that is called is imported and built."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from backprop_cli.cli.help_pages import ALONE, COMMANDS, command_page
from backprop_cli.cli.usage_errors import given_twice, in_our_words, no_command, stray


class Command(TyperCommand):
    """A command whose help page and complaints are ours."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            self.refuse_twice(ctx, args)
        left: list[str] = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise stray(left, self)
        return left

    def refuse_twice(self, ctx: Any, args: list[str]) -> None:
        """Raise UsageError for an option that is given twice: the parser would keep the last, in silence."""
        given = self.make_parser(ctx).parse_args(args=list(args))[2]
        twice = next((one for one in given if given.count(one) > 1 and is_meant_once(one)), None)
        if twice is not None and not any(one.is_eager for one in given):  # whoever asks for the page gets it
            raise given_twice(twice)

    def get_help(self, ctx: Any) -> str:
        return command_page(self)


def is_meant_once(param: Any) -> bool:
    return param.param_type_name == "option" and not param.multiple


class Commands(TyperGroup):
    """All commands, each built when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return built(cmd_name) if cmd_name in COMMANDS else None


def built(name: str) -> Any:
    """The command of the module of its name: `backward` is `command` in commands/backward.py."""
    module = import_module(f"backprop_cli.cli.commands.{name}")
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command(name, cls=Command, epilog=module.EXAMPLES, add_help_option=False)(module.command)
    return get_command(app)


def all_commands() -> Any:
    """The whole program, for completion: commands and the options that stand alone."""
    flags = [TyperOption(param_decls=[flag], is_flag=True, help=text) for flag, text in ALONE.items()]
    return Commands(name="bpcalc", params=flags, rich_markup_mode=None)


def run_command(argv: list[str]) -> int:
    """Run the command that the first word names. Returns its exit code; raises BpcalcError for a command line that is wrong."""
    word, *rest = argv
    if word in ("--install-completion", "--show-completion"):
        from backprop_cli.cli.completion.script import set_up

        return set_up(word, rest)
    if word not in COMMANDS:
        raise no_command(word, COMMANDS)
    command = built(word)
    try:
        with command.make_context(word, list(rest)) as context:
            return int(command.invoke(context))
    except typer.TyperException as error:
        raise in_our_words(error, command, rest) from None
    except typer.Exit as end:
        return end.exit_code
