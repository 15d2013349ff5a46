"""Every command for people, in Korean and Japanese, on shipped problems: no English is left, and every line keeps in its place.

A word of English that stands in an answer is a name, a formula, text of a file, or a phrase that was not said by `say`.
"""

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.layers import BY_CLASS_NAME, SHELF
from backprop_cli.phrases import LANGUAGES
from backprop_cli.problem.library import shipped
from tests.cli.running import PROBLEMS, bpcalc
from tests.render.picture.readback import text_width

OTHERS = [code for code in LANGUAGES if code != "en"]
WIDTHS = (40, 60, 80, 100)
SHOWN = "apple apple_circles apple_ko apple_ja affine_batch fan_out layernorm relu sigmoid_by_hand two_layer_net vanishing_gradient".split()
WRONG = ["notes_faults_weighted_loss", "notes_faults_relu", "notes_faults_sure", "notes_faults_labels"]
CODE = ["--layers", str(PROBLEMS / "notes_faults.py")]
CLASS = PROBLEMS / "class"
NO_ANSWER = {"help", "schema", "quiz"}  # pages and a schema, which are English; a sheet, which is the words of its key
ANSWERS = """\
variables: {x: 3, y: 4, v: [1, 2, 3], b: 0}
nodes: {t: x + y, z: t ** 2, s: sum(v) * z, r: relu(b) + s, u: x > y, L: r + u}
output: L
expect:
  forward: {z: 12, t: _, s: "1,5", r: hundred}
  gradients: {x: 14, v: [49, _, 1], y: [1, 2], u: 3, b: 0.5000001}
"""
RUNS = [
    *([command, name] for command in ("forward", "backward", "gradcheck", "check", "draw") for name in SHOWN),
    *(["draw", name, "-f", form] for name in ("apple", "fan_out", "two_layer_net") for form in ("svg", "html", "dot", "mermaid")),
    *([command, name, "-f", "markdown"] for command in ("backward", "gradcheck", "check") for name in ("fan_out", "relu")),
    *(["gradcheck", name, *CODE] for name in WRONG),
    ["gradcheck", "notes_faults_relu", "--against=relu", *CODE],
    *(["gradcheck", "relu", "--method", method] for method in ("taylor", "central")),
    ["gradcheck", "two_layer_net", "--fast"], ["draw", "layernorm", "--symbols"], ["draw", "vanishing_gradient", "--full"],
    ["backward", "two_layer_net", "--upstream", "2"], ["backward", "fan_out", "--wrt", "square"],
    *(["explain", name, *(["--wrt", "affine1"] if name == "two_layer_net" else [])] for name in SHOWN if name != "vanishing_gradient"),
    *(["explain", "two_layer_net", "--wrt", name] for name in ("W1[0,0]", "score[0,1]")), ["explain", "affine_batch", "--wrt", "W[0,1]"],
    *(["explain", "fan_out", "-f", form] for form in ("markdown", "latex")),
    *(["quiz", name, "--ask", "--seed", "2"] for name in ("apple_orange", "affine_batch")),
    ["mark", str(CLASS / "answers" / "00124"), "--key", str(CLASS / "key"), "--students", str(CLASS / "roster.csv"), "-q"],
    ["layers"], ["problems"], *(["layers", name] for name in SHELF),
]  # fmt: skip
# What stays as it is: names that the tool itself gives, and words of mathematics and of the file's format.
FORMULAS = " ".join([layer.formula + " ".join(layer.rules.values()) for layer in SHELF.values()])
KEPT = {
    *re.findall("[a-z_]+", FORMULAS), *SHELF, *BY_CLASS_NAME, *COMMANDS, "bpcalc", "yaml", "dout", "out", "axis", "keepdims", "None", "True", "False", "slope", "shape",
    "axes", "index", "onehot", "expand", "scatter", "complex", "central", "taylor", "auto", "meant", "inf", "nan", "let", "expect",
    "full", "written", "method", "layers", "size", "batch", "zeros", "float64", "float32", "float16", "NumPy", "ReLU", "LayerNorm", "Affine",
    "Softmax", "Loss", "with", "hot", "one", "Deep", "Learning", "from", "Scratch", "ShapeError", "Hendrycks", "Gimpel", "Maas", "Hannun",
    "GELU", "Dugas", "CS231n", "copy", "self", "forward", "backward", "return", "py", "dx", "dW", "db", "xs", "wrt", "frac", "partial", "mathit", "cdot", "begin", "end",
    "align", "amsmath", "underbrace", "text", "Ctrl", "XeLaTeX", "LuaLaTeX", "LayerError", "IEEE", "GRU", "RMSNorm", "ELU", "SiLU", "swish", "im2col", "col2im",
    "Abramowitz", "Stegun", "Clevert", "Unterthiner", "Hochreiter", "Ramachandran", "Zoph", "Le", "Turian", "Bergstra", "Bengio", "Huber",
    "Ba", "Kiros", "Hinton", "Ioffe", "Szegedy",
}  # fmt: skip
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
VISIBLE = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<!--.*?-->", re.S)
ATTRIBUTE = re.compile(r'aria-label="([^"]*)"')


def answer(words: list[str], language: str, columns: int = 0) -> str:
    env = {"COLUMNS": str(columns), "TERM": "xterm"} if columns else {}
    typed = b"-1\n[-1, 2,5]\n?\n" * 4 if "--ask" in words else None
    ran = bpcalc(*words, "--lang", language, "--color", "never", terminal=bool(columns), env=env, stdin=typed)
    assert ran.code in (0, 1), ran.err
    return ran.out


def seen(words: list[str], text: str) -> str:
    """What a reader sees or hears of an answer: of a picture's or page's source its texts."""
    form = words[words.index("-f") + 1] if "-f" in words else ""
    if form in ("svg", "html"):
        data = re.search(r"const DATA = (.*);\n", text)
        spoken = "\n".join(spoken_texts(data[1])) if data else ""
        texts = re.sub(r"<[^>]*>", " ", VISIBLE.sub(" ", text))
        return html.unescape(" ".join([texts, *ATTRIBUTE.findall(text), spoken]))
    if form == "dot":
        return "\n".join(re.findall('label="([^"]*)"', text))
    if form == "mermaid":
        return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), "\n".join(re.findall(r'[\[(]"([^"]*)"', text)))
    return text


def spoken_texts(data: str) -> Iterator[str]:
    """The texts in the templates of a page's data."""
    import json

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for item in value.values():
                yield from walk(item)
        elif isinstance(value, list):
            if value and isinstance(value[0], str) and value[0].strip("(") in ("v", "g", "l", "s", "+"):
                return
            for item in value:
                yield from walk(item)
        elif isinstance(value, str):
            yield value

    yield from walk(json.loads(data))


def words_left(text: str, known: set[str]) -> set[str]:
    """The words of three letters and more that are not known; a number behind a word counts on: sigmoid15."""
    found = {word for word in WORD.findall(re.sub(r"\{\w+\}|<br>|#\d+;", " ", text)) if len(word.strip("0123456789_")) > 2}
    return {word for word in found if word not in known and word.rstrip("0123456789") not in known}


def names_of(words: list[str]) -> set[str]:
    """The words of the problem's own file, of the Python file beside it, and of what is marked."""
    files = [shipped()[word] for word in words if word in shipped()]
    files += [Path(word) for word in words if word.endswith((".py", ".yaml", ".csv"))]
    files += [file for word in words if os.path.isabs(word) and os.path.isdir(word) for file in Path(word).rglob("*.yaml")]
    stems = [file.stem for file in files]
    return {found for text in (*stems, *(file.read_text(encoding="utf-8") for file in files)) for found in WORD.findall(text)} | {
        part for word in words for part in WORD.findall(word)
    }


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("words", RUNS, ids=lambda words: " ".join(Path(word).name for word in words))
def test_no_english_is_left(words: list[str], language: str) -> None:
    text = seen(words, answer(words, language)).replace(str(PROBLEMS), "")
    shelf = set(shipped()) if words == ["problems"] else set()
    assert words_left(text, KEPT | names_of(words) | shelf) == set(), (
        "say these by `say`, and translate them in backprop_cli/phrases/"
    )


def test_every_command_for_people_is_asked() -> None:
    assert {words[0] for words in RUNS} | NO_ANSWER == set(COMMANDS), (
        "add a run of the command to RUNS of tests/phrases/test_surfaces.py"
    )


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("command", ["forward", "backward", "check", "gradcheck"])
def test_no_english_is_left_of_answers_that_are_wrong(command: str, language: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS, encoding="utf-8")
    words = [command, str(file)]
    lines = answer(words, language).replace(str(file), "").splitlines()
    said = "\n".join(
        line for line in lines if "is not a number" not in line
    )  # what cannot be read is a fault: those are in English
    assert words_left(said, KEPT | names_of(words)) == set()


LONG = ("affine", "softmax_with_loss", "relu")  # of the pages of layers
TERMINAL = [run for run in RUNS if "-f" not in run and (run[0] != "layers" or run[-1] in ("layers", *LONG))]


def too_wide(words: list[str], language: str, columns: int) -> int:
    """How many lines of an answer are wider than its terminal."""
    return sum(text_width(line) > columns for line in answer(words, language, columns).splitlines())


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("words", TERMINAL, ids=lambda words: " ".join(Path(word).name for word in words))
def test_no_line_is_wider_than_the_terminal(words: list[str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROBLEMS)
    words = [f"{word}.yaml" if word in shipped() and words[0] != "layers" else word for word in words]
    for columns in WIDTHS:
        wide = too_wide(words, language, columns)
        assert wide == 0 or (
            words[0] == "draw" and wide <= too_wide(words, "en", columns)
        )  # a tree has its expressions as they are


def cells(line: str) -> str:
    """A line with an x for each cell that is not blank."""
    return "".join((" " if character == " " else "x") * text_width(character) for character in line)


def gaps(text: str) -> list[int]:
    """Of each table in an answer, how many columns of blanks run through all of its rows."""
    found = []
    for block in text.split("\n\n"):
        head, line, rows = block.partition("\n─")
        if line:
            lines = [cells(row) for row in [*head.splitlines()[-1:], *rows.splitlines()[1:]]]
            through = "".join("x" if any(row[k : k + 1] == "x" for row in lines) else " " for k in range(max(map(len, lines))))
            found.append(len(re.findall("  +", through.strip())))
    return found


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("words", [
    ["forward", "apple_ko"], ["forward", "apple_ja"], ["backward", "apple_ko"], ["backward", "apple_ja"], ["backward", "fan_out"],
    ["check", "apple"], ["gradcheck", "relu"], ["gradcheck", "apple_ja"],
], ids=" ".join)  # fmt: skip
def test_columns_stand_below_their_headers(words: list[str], language: str) -> None:
    english = gaps(answer(words, "en", 100))
    assert sum(english) > 2
    assert gaps(answer(words, language, 100)) == gaps(answer(words, language)) == english


@pytest.mark.parametrize(("language", "encoding", "word"), [("ko", "cp949", "노드"), ("ja", "cp932", "ノード")])
@pytest.mark.parametrize("words", [run for run in RUNS if "-f" not in run and run[-1] in (*SHELF, "apple", "relu", "two_layer_net")],
                         ids=" ".join)  # fmt: skip
def test_a_console_of_the_language_shows_it_whole(words: list[str], language: str, encoding: str, word: str) -> None:
    ran = bpcalc(*words, "--lang", language, encoding=encoding)
    assert (ran.code, "\\u" in ran.out, "\\x" in ran.out) == (0, False, False)
    assert word in bpcalc("forward", "apple", "--lang", language, encoding=encoding).out


@pytest.mark.parametrize("language", LANGUAGES)
def test_verdicts_keep_their_colours(language: str) -> None:
    right = bpcalc("check", "apple", "--lang", language, "--color", "always").out
    wrong = bpcalc("gradcheck", "relu", *CODE, "--lang", language, "--color", "always").out
    assert re.search("\x1b\\[32m(pass|맞음|正しい)\x1b", right)
    assert re.search("\x1b\\[1;31m(fail|틀림|誤り)\x1b", wrong) or re.search("\x1b\\[32m(pass|맞음|正しい)\x1b", wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language(language: str) -> None:
    assert f'<html lang="{language}">' in answer(["draw", "apple", "-f", "html"], language)
