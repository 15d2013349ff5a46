"""Which language an answer speaks: --lang, then $BPCALC_LANG, then the system's own. cli/options.py calls `speak` before a command.

English is what machines read, what --ascii asks for, and what is left where the output's encoding lacks the letters.
"""

import os
import re
import sys
from typing import TYPE_CHECKING

from backprop_cli.cli.console import can_write, console
from backprop_cli.cli.usage_errors import one_of
from backprop_cli.phrases import LANGUAGES, letters, use

if TYPE_CHECKING:
    from backprop_cli.render import Form

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # of the system, the first that is set
DISPLAYED = {0x12: "ko", 0x11: "ja"}  # the low ten bits of Windows' numbers of languages


def speak(asked: str | None, form: "Form | None") -> None:
    """Have everything from here on said in the language that is asked for. form: of the answer, None where there is no such form.

    Raises UsageError for a language that there is not."""
    wished = language_wished(asked)
    use("en" if form is None or not form.learners else wished)
    reason = hindrance(form) if form is not None and form.learners and wished != "en" else None
    if reason is not None:
        use("en")
        if asked is not None:
            console().note(f"--lang {asked}: {reason}, and the answer is in English")


def language_wished(asked: str | None) -> str:
    if asked is not None:
        return one_of(asked, LANGUAGES, "--lang")
    own = os.environ.get("BPCALC_LANG")
    return one_of(own, LANGUAGES, "$BPCALC_LANG") if own else language_of_system()


def language_of_system() -> str:
    """The language of the locale, ko of ko_KR.UTF-8, or of Windows' menus; English for every other."""
    locale = next(filter(None, map(os.environ.get, VARIABLES)), None)
    name = displayed() if locale is None else re.split("[-_.@]", locale)[0].lower()
    return name if name in LANGUAGES else "en"


def displayed() -> str | None:
    """The language of Windows' own windows; None on other systems."""
    if sys.platform == "win32":
        from ctypes import windll

        return DISPLAYED.get(windll.kernel32.GetUserDefaultUILanguage() & 0x3FF)
    return None


def hindrance(form: "Form") -> str | None:
    """Why the language that holds cannot be written; None where it can: forms that are exchanged write every letter."""
    look = console()
    if look.ascii:
        return "--ascii has no letters of it"
    encoding = look.encoding(look.out)
    if form.exchanged or look.is_utf8() or can_write(letters(), encoding):
        return None
    return f"{encoding} lacks letters of it"
