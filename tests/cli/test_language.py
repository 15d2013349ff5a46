"""The choice of the language: who is asked, in what order, and where English is left."""

import sys
from collections.abc import Mapping

import pytest

from backprop_cli.cli import language
from backprop_cli.cli.app import built
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.cli.options import SHOWING
from backprop_cli.phrases import LANGUAGES
from backprop_cli.render import FORMS, PICTURES
from tests.cli.running import bpcalc

VALUE = {"en": "value", "ko": "값", "ja": "値"}


def spoken(*words: str, env: Mapping[str, str] = {}, encoding: str = "utf-8") -> str:
    """The language of an answer, by the header of its values."""
    ran = bpcalc("forward", "apple", *words, env=env, encoding=encoding)
    assert ran.code == 0
    (found,) = [code for code, word in VALUE.items() if word in ran.out.split()]
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_option_is_over_the_environment(code: str) -> None:
    assert spoken("--lang", code, env={"BPCALC_LANG": "ja", "LC_ALL": "ko_KR.UTF-8"}) == code


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"BPCALC_LANG": "ja", "LC_ALL": "ko_KR.UTF-8"}, "ja"),
        ({"BPCALC_LANG": "", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "ko_KR.UTF-8", "LC_MESSAGES": "ja_JP", "LANG": "ja_JP"}, "ko"),
        ({"LC_ALL": "", "LC_MESSAGES": "ja_JP.eucJP", "LANG": "ko_KR"}, "ja"),
        ({"LANG": "ko"}, "ko"), ({"LANG": "ja-JP"}, "ja"), ({"LANG": "ko_KR@hanja"}, "ko"), ({"LANG": "KO_KR.eucKR"}, "ko"),
        ({"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"), ({"LC_ALL": "POSIX", "LANG": "ko_KR"}, "en"), ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "kok_IN"}, "en"), ({"LANG": "de_DE.UTF-8"}, "en"), ({}, "en"),
    ],
    ids=str,
)  # fmt: skip
def test_the_environment_is_asked_in_order(env: dict[str, str], code: str) -> None:
    assert spoken(env=env) == code


def test_a_run_without_a_wish_is_english_again() -> None:
    assert [spoken("--lang", "ko"), spoken(), spoken("--lang", "ja"), spoken()] == ["ko", "en", "ja", "en"]


@pytest.mark.parametrize(("words", "env", "what"), [(["--lang", "kr"], {}, "--lang"), ([], {"BPCALC_LANG": "jp"}, "$BPCALC_LANG")])
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_language_that_there_is_not(words: list[str], env: dict[str, str], what: str, form: str) -> None:
    ran = bpcalc("forward", "apple", *words, "-f", form, env=env)
    assert (ran.code, ran.out) == (2, "")
    assert f"error: {what} is one of en, ko, ja, not " in ran.err


def test_windows_says_what_it_displays(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in language.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for code in ("ko", "ja"):
        monkeypatch.setattr(language, "displayed", lambda code=code: code)
        assert language.language_of_system() == code
        monkeypatch.setenv("LANG", "C")
        assert language.language_of_system() == "en"
        monkeypatch.delenv("LANG")


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows itself")
def test_windows_answers() -> None:
    assert language.displayed() in (None, "ko", "ja")


@pytest.mark.parametrize(
    ("code", "encoding", "said"),
    [
        ("ko", "cp949", "ko"), ("ko", "euc-kr", "ko"), ("ja", "cp932", "ja"), ("ja", "euc-jp", "ja"), ("ko", "cp932", "en"),
        ("ja", "cp949", "en"), ("ko", "cp1252", "en"), ("ja", "cp1252", "en"), ("ko", "ascii", "en"),
    ],
)  # fmt: skip
def test_an_encoding_without_the_letters_leaves_english(code: str, encoding: str, said: str) -> None:
    assert spoken("--lang", code, encoding=encoding) == said
    asked, wished = (
        bpcalc("layers", *words, encoding=encoding, env=env).err
        for words, env in ((["--lang", code], {}), ([], {"BPCALC_LANG": code}))
    )
    note = f"note: --lang {code}: {encoding} lacks letters of it, and the answer is in English\n"
    assert (asked, wished) == ("" if said == code else note, "")


def test_ascii_leaves_english() -> None:
    assert spoken("--lang", "ko", "--ascii") == spoken("--ascii", env={"BPCALC_LANG": "ja"}) == "en"


def test_a_file_has_all_letters(tmp_path: object) -> None:
    file = f"{tmp_path}/answer.txt"
    assert bpcalc("forward", "apple", "--lang", "ja", "-o", file, encoding="cp1252").code == 0
    with open(file, encoding="utf-8") as stream:
        assert "変数" in stream.read()


def test_pictures_that_are_exchanged_write_every_letter_anywhere() -> None:
    assert f"&#{ord('계')};" in bpcalc("draw", "apple", "-f", "html", "--lang", "ko", encoding="cp1252").out


MACHINES = [form.name for form in FORMS.values() if not form.learners]


@pytest.mark.parametrize("form", MACHINES)
@pytest.mark.parametrize(
    "words", [["forward", "two_layer_net"], ["backward", "relu"], ["check", "apple"], ["layers"], ["problems"]]
)
def test_what_machines_read_is_the_same_in_every_language(words: list[str], form: str) -> None:
    english, *others = (bpcalc(*words, "-f", form, "--lang", code) for code in LANGUAGES)
    assert {(ran.code, ran.raw) for ran in others} == {(english.code, english.raw)}


def test_gradcheck_of_machines_is_the_same_in_every_language() -> None:
    seconds = slice(None, -1)
    english, *others = (
        bpcalc("gradcheck", "notes_faults_relu", "--layers", "notes_faults.py", "--json", "--lang", code) for code in LANGUAGES
    )
    assert all(ran.out.splitlines()[seconds] == english.out.splitlines()[seconds] for ran in others)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_with_forms_has_the_option(command: str) -> None:
    options = [spelling for param in built(command).params for spelling in param.opts]
    assert ("--lang" in options) == ("-f" in options or command == "quiz")  # which has no forms, and speaks
    assert "lang" in SHOWING


def test_the_wished_form_that_a_command_lacks_gives_way_to_a_table_in_the_language() -> None:
    ran = bpcalc("layers", "--lang", "ko", env={"BPCALC_FORMAT": "yaml"})
    assert (ran.code, "이름" in ran.out) == (0, True)


def test_people_read_pictures_and_pages() -> None:
    assert {form.name for form in (*FORMS.values(), *PICTURES.values()) if form.learners} == {"table", "markdown", *PICTURES}
