"""Wrong words on the command line, said in our words and with the nearest right one."""

from collections.abc import Iterable
from typing import Any

from backprop_cli.errors import UsageError
from backprop_cli.suggest import did_you_mean


def one_of(word: str, words: Iterable[str], what: str) -> str:
    """The word, if it is one of those that are possible; raises UsageError."""
    words = list(words)
    if word in words:
        return word
    raise UsageError(f"{what} is one of {', '.join(words)}, not '{word}'", hint=did_you_mean(word, words))


def no_command(word: str, commands: Iterable[str]) -> UsageError:
    """The error of a first word that is no command; it is most often a problem file."""
    from os.path import exists

    if word.startswith("-"):
        hint = "options come after the command: bpcalc COMMAND [PROBLEM] [options]"
        return UsageError(f"no option of bpcalc is called '{word}'", hint=hint)
    if exists(word) or word.endswith((".yaml", ".yml", ".json")):
        return UsageError(f"'{word}' is no command", hint=f"name one before the file: bpcalc backward {word}")
    return UsageError(f"no command is called '{word}'", hint=did_you_mean(word, commands) or f"the commands: {', '.join(commands)}")


def in_our_words(error: Any, command: Any, argv: list[str]) -> UsageError:
    """What Typer's parser found, as an error of ours. Its kinds are told by name: their classes are private to Typer."""
    options = {spelling: option for option in command.params for spelling in option.opts if spelling.startswith("-")}
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return no_option(error.option_name, options, argv, command.name)
    if kind == "BadOptionUsage":
        return bad_option(error.option_name, options.get(error.option_name))
    return UsageError("the command line cannot be read", hint=f"bpcalc {command.name} --help shows how it goes")


def no_option(name: str, options: Iterable[str], argv: list[str], command: str) -> UsageError:
    written = next((word.partition("=")[0] for word in argv if name[1:2] != "-" and word.startswith(name) and len(word) > 2), name)
    doubled = f"-{written}"  # -wrt is read as the letters w, r and t
    hint = f"did you mean '{doubled}'?" if doubled in options else did_you_mean(written, options)
    return UsageError(
        f"no option of {command} is called '{written}'", hint=hint or f"bpcalc {command} --help lists them: {', '.join(options)}"
    )


def bad_option(name: str, option: Any) -> UsageError:
    if option is None or option.is_flag:
        return UsageError(f"{name} takes no value")
    return UsageError(f"{name} needs a value", hint=f"write {name} {option.metavar}")


def given_twice(option: Any) -> UsageError:
    return UsageError(f"{max(option.opts, key=len)} is given twice", hint="give it once")


def stray(words: list[str], command: Any) -> UsageError:
    """The error of more words than a command takes: names, most likely, where it has an option for those."""
    names = "names go after --wrt: " + " ".join(f"--wrt {word}" for word in words)
    has_names = any(param.name == "wrt" for param in command.params)
    return UsageError(f"{command.name} takes one argument; '{words[0]}' is one too many", hint=names if has_names else None)
