"""`-o FILE`: whole or not at all, in UTF-8, and never over what should stay."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from backprop_cli.cli.app import built
from backprop_cli.cli.console import HELD
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.cli.output_file import OutputFile
from backprop_cli.render import ENDINGS, FORMS, LATEX, PICTURES
from tests.cli.running import PROBLEMS, bpcalc
from tests.cli.test_process import PROGRAM, ROOT

posix = pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX systems")
ANSWERING = [name for name in COMMANDS if any(param.name == "file" for param in built(name).params)]
ON_A_PROBLEM = [name for name in COMMANDS if any(param.name == "set" for param in built(name).params)]
CLASS = PROBLEMS / "class"
# What shows Korean letters.
MORE = {
    "problems": ["apple_ko"],
    "mark": [str(CLASS / "answers"), "--key", str(CLASS / "key"), "--students", str(CLASS / "roster.csv"), "-q"],
}


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a problem; nothing may be left in it under a name that nobody gave."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_bytes((PROBLEMS / "apple_ko.yaml").read_bytes())
    yield tmp_path
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def form_of(command: str) -> str:
    """A form that the command has, whatever the ending of its file."""
    return "text" if command == "draw" else "json"


def words(command: str) -> list[str]:
    return [command, "p.yaml"] if command in ON_A_PROBLEM else [command, *MORE.get(command, [])]


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "cp1252", "ascii"])
@pytest.mark.parametrize("command", ANSWERING)
def test_every_command_that_answers_writes_what_it_prints_and_always_in_utf8(command: str, encoding: str, desk: Path) -> None:
    printed = bpcalc(*words(command))
    ran = bpcalc(*words(command), "-o", "answer.yaml" if command == "problems" else "answer", encoding=encoding)
    assert (ran.code, ran.out, ran.err) == (printed.code, "", printed.err)
    (written,) = desk.glob("answer*")
    if command != "gradcheck":  # says how long it took
        assert written.read_bytes() == printed.raw
    assert written.read_text(encoding="utf-8") != ""


def test_help_writes_no_file() -> None:
    assert bpcalc("help", "-o", "answer").code == 2
    assert "no option of help is called '-o'" in bpcalc("help", "-o", "answer").err


@pytest.mark.parametrize("ending", [ending for ending, form in ENDINGS.items() if form in PICTURES])
def test_the_ending_says_the_form_of_a_picture(ending: str, desk: Path) -> None:
    file = desk / f"picture{ending}"
    assert bpcalc("draw", "p.yaml", "-q", "-o", file.name).code == 0
    assert file.read_bytes() == bpcalc("draw", "p.yaml", "-q", "-f", ENDINGS[ending]).raw


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_says_the_form(ending: str, desk: Path) -> None:
    form, file = ENDINGS[ending], desk / f"answer{ending.upper()}"
    ran = bpcalc("backward", "p.yaml", "-o", file.name, env={"BPCALC_FORMAT": "value"})
    if form in FORMS:
        assert (ran.code, ran.err) == (0, "")
        assert file.read_bytes() == bpcalc("backward", "p.yaml", "-f", form).raw
    else:
        assert (ran.code, ran.out) == (2, "")
        drawn = f"{ending} files are pictures, which only draw writes"
        formulas = f"{ending} files are formulas, which only explain writes"
        said = drawn if form in PICTURES else formulas if form == LATEX.name else f"no command writes {ending} files"
        assert said in ran.err
        assert not file.exists()
    assert bpcalc("backward", "p.yaml", "-o", file.name, "-f", "json", "--force").code == 0
    assert json.loads(file.read_text(encoding="utf-8"))["command"] == "backward"


@pytest.mark.parametrize("name", ["answer", "answer.dat", ".json"])
def test_an_ending_that_says_nothing_leaves_the_command_s_first_form(name: str, desk: Path) -> None:
    assert bpcalc("forward", "p.yaml", "-o", name).code == 0
    assert (desk / name).read_bytes() == bpcalc("forward", "p.yaml").raw
    (desk / name).unlink()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["check", "p.yaml", "-o", "a.yaml"], "check has no yaml form: that is an expect: block, of forward and backward"),
        (["layers", "-o", "a.yml"], "layers has no yaml form"),
        (["schema", "-o", "a.csv"], "the schema is JSON"),
        (["problems", "apple", "-o", "a.csv"], "'apple' is printed as it is, a .yaml file"),
        (["problems", "apple", "-f", "json"], "'apple' is printed as it is, a .yaml file"),
        (["problems", "notes_faults.py", "-o", "a.yaml"], "'notes_faults.py' is printed as it is, a .py file"),
        (["forward", "p.yaml", "-o", ""], "-o needs the name of a file, not ''"),
        (["forward", "p.yaml", "-o=a.json"], "-o needs the name of a file, not '=a.json'"),
        (["forward", "p.yaml", "-o", "--force"], "-o needs the name of a file, not '--force'"),
        (["forward", "p.yaml", "-o", "a\0b"], "-o needs the name of a file"),
        (["forward", "p.yaml", "--force"], "--force goes with -o FILE"),
        (["forward", "p.yaml", "-o", "."], "'.' is a folder: name a file in it"),
        (["forward", "p.yaml", "-o", "new/"], "'new/' is a folder: name a file in it"),
        (["forward", "p.yaml", "-o", "new/a.json"], "there is no folder 'new'"),
        (["forward", "p.yaml", "-o", "p.yaml/a.json"], "there is no folder 'p.yaml'"),
        (["backward", "p.yaml", "--output", "x.svg"], "no variable or node is called 'x.svg'"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is(line: list[str], said: str, desk: Path) -> None:
    ran = bpcalc(*line)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert [path.name for path in desk.iterdir()] == ["p.yaml"]


def test_whoever_takes_output_for_a_file_learns_of_the_other_option() -> None:
    for command in ("backward", "gradcheck"):
        for name in ("x.svg", "out.json", "out/answer"):
            assert "-o FILE writes the answer to a file; --output names a node" in bpcalc(command, "p.yaml", "--output", name).err
    assert "-o FILE" not in bpcalc("backward", "p.yaml", "--output", "price.9").err


def test_shipped_files_are_copied_as_they_are(desk: Path) -> None:
    for name, file in (("apple", "apple.yml"), ("notes_faults.py", "mine.py")):
        assert bpcalc("problems", name, "-o", file).code == 0
        assert bpcalc("problems", name).raw == (desk / file).read_bytes()


@pytest.mark.parametrize("command", ANSWERING)
def test_a_file_that_exists_stays_unless_it_is_said_twice(command: str, desk: Path) -> None:
    old = desk / "answer.yaml" if command == "problems" else desk / "answer"
    old.write_text("old")
    ran = bpcalc(*words(command), "-o", old.name)
    assert (ran.code, ran.out, old.read_text()) == (2, "", "old")
    assert ran.err == f"error: -o: '{old.name}' exists already: name another file, or write over it with --force\n"
    assert bpcalc(*words(command), "-o", old.name, "--force").code == 0
    assert old.read_text(encoding="utf-8") != "old"


def test_that_a_file_exists_is_said_before_any_work(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backprop_cli.cli.read_file.read_file", lambda *_: pytest.fail("the problem was read"))
    (desk / "a.txt").touch()
    for command in ON_A_PROBLEM:
        assert bpcalc(command, "p.yaml", "-o", "a.txt").code == 2


@posix
def test_a_file_that_is_replaced_keeps_its_rights_and_a_link_to_it_stays(desk: Path) -> None:
    (desk / "real").write_text("old")
    (desk / "real").chmod(0o640)
    (desk / "link").symlink_to("real")
    assert bpcalc("forward", "p.yaml", "-o", "link").code == 2
    assert bpcalc("forward", "p.yaml", "-o", "link", "--force").code == 0
    assert (desk / "link").is_symlink()
    assert stat.S_IMODE((desk / "real").stat().st_mode) == 0o640
    assert "220" in (desk / "real").read_text(encoding="utf-8")


@posix
def test_a_new_file_has_the_rights_that_any_has(desk: Path) -> None:
    old = os.umask(0o027)
    try:
        assert bpcalc("forward", "p.yaml", "-o", "a").code == 0
    finally:
        os.umask(old)
    assert stat.S_IMODE((desk / "a").stat().st_mode) == 0o640


@pytest.mark.parametrize("command", ON_A_PROBLEM)
@pytest.mark.parametrize(
    "way", ["itself", "./itself", "absolute", pytest.param("symbolic link", marks=posix), "hard link", "layers"]
)
def test_what_the_answer_is_made_from_is_never_written_over(command: str, way: str, desk: Path) -> None:
    (desk / "mine.py").write_text("class Mine:\n    def forward(self, x): return x\n    def backward(self, dout): return dout\n")
    target = {"./itself": "./p.yaml", "absolute": str(desk / "p.yaml"), "layers": "mine.py"}.get(way, "p.yaml")
    if way == "symbolic link":
        target = "link.yaml"
        (desk / target).symlink_to("p.yaml")
    if way == "hard link":
        target = "twin.yaml"
        (desk / target).hardlink_to(desk / "p.yaml")
    before = (desk / target).read_bytes()
    layers = ["--layers", "mine.py"] if way == "layers" else []
    for more in ([], ["--force"]):
        ran = bpcalc(command, "p.yaml", *layers, "-f", form_of(command), "-o", target, *more)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"error: -o: '{target}' is what the answer is made from, and never written over: name another file\n"
    assert (desk / target).read_bytes() == before


@pytest.mark.parametrize("command", ON_A_PROBLEM)
def test_a_file_on_standard_input_is_not_written_over_either(command: str, desk: Path) -> None:
    with open("p.yaml", "rb") as stdin:
        line = [*PROGRAM, command, "-", "-f", form_of(command), "-o", "p.yaml", "--force"]
        ran = subprocess.run(line, stdin=stdin, capture_output=True, env={**os.environ, "PYTHONPATH": ROOT}, check=False)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"'p.yaml' is what the answer is made from" in ran.stderr
    assert (desk / "p.yaml").read_bytes() == (PROBLEMS / "apple_ko.yaml").read_bytes()


def test_of_many_files_none_is_written_over(desk: Path) -> None:
    (desk / "q.yaml").write_bytes((desk / "p.yaml").read_bytes())
    for target in ("p.yaml", "q.yaml"):
        assert bpcalc("check", ".", "-f", "json", "-o", target, "--force").code == 2
    assert (desk / "p.yaml").read_bytes() == (desk / "q.yaml").read_bytes() == (PROBLEMS / "apple_ko.yaml").read_bytes()


@pytest.mark.parametrize("command", ON_A_PROBLEM)
def test_an_array_file_is_not_written_over_either(command: str, desk: Path) -> None:
    (desk / "w.csv").write_text("1\n2\n")
    (desk / "q.yaml").write_text("variables: {w: {file: w.csv}}\nnodes: {y: sum(w)}\nexpect: {forward: {y: 3}}\n")
    for line in (["q.yaml"], ["p.yaml", "--set", "사과={file: w.csv}"]):
        ran = bpcalc(command, *line, "-f", form_of(command), "-o", "w.csv", "--force")
        assert (ran.code, ran.out, (desk / "w.csv").read_text()) == (2, "", "1\n2\n")
        assert "error: -o: 'w.csv' is what the answer is made from" in ran.err


def test_nor_is_one_that_the_upstream_gradient_comes_from(desk: Path) -> None:
    (desk / "w.csv").write_text("1\n2\n")
    (desk / "q.yaml").write_text("variables: {x: [1, 2]}\nnodes: {y: x * 2}\n")
    ran = bpcalc("backward", "q.yaml", "--upstream", "{file: w.csv}", "-o", "w.csv", "--force")
    assert (ran.code, ran.out, (desk / "w.csv").read_text()) == (2, "", "1\n2\n")


def test_a_dash_is_standard_output() -> None:
    assert bpcalc("forward", "p.yaml", "-o", "-") == bpcalc("forward", "p.yaml")
    assert bpcalc("forward", "p.yaml", "-o", "-", "--force", "-f", "json") == bpcalc("forward", "p.yaml", "--json")


def test_a_table_in_a_file_is_at_its_natural_width_and_has_colours_only_where_they_are_asked_for(desk: Path) -> None:
    terminal = {"COLUMNS": "30", "TERM": "xterm", "FORCE_COLOR": "1"}
    assert bpcalc("backward", "p.yaml", "-o", "a.txt", terminal=True, env=terminal).code == 0
    assert (desk / "a.txt").read_bytes() == bpcalc("backward", "p.yaml").raw
    assert bpcalc("backward", "p.yaml", "-o", "b.txt", "--color", "always").code == 0
    assert (desk / "b.txt").read_bytes() == bpcalc("backward", "p.yaml", "--color", "always").raw


def test_json_in_a_file_keeps_its_letters_whatever_the_console(desk: Path) -> None:
    assert bpcalc("backward", "p.yaml", "-o", "a.json", encoding="ascii").code == 0
    assert "지불금액" in (desk / "a.json").read_text(encoding="utf-8")


def test_lines_end_as_everywhere(desk: Path) -> None:
    for name in ("a.csv", "a.txt"):
        bpcalc("backward", "p.yaml", "-o", name)
        assert b"\r" not in (desk / name).read_bytes()


# Devices and pipes


@posix
@pytest.mark.parametrize("target", ["/dev/null", "/dev/stdout", "/dev/stderr", "/dev/fd/1"])
def test_devices_and_streams_are_written_through(target: str, desk: Path) -> None:
    """A stream that the shell has turned into a file goes on where it is: what was in the file stays."""
    (desk / "out").write_text("before\n")
    with open("out", "ab") as out:
        stream = "stderr" if target == "/dev/stderr" else "stdout"
        ran = subprocess.run(
            [*PROGRAM, "forward", "p.yaml", "-f", "value", "-o", target], env={**os.environ, "PYTHONPATH": ROOT}, check=False, **{stream: out}
        )  # fmt: skip
    assert ran.returncode == 0
    assert (desk / "out").read_text() == "before\n" + "220.00000000000003\n" * (target != "/dev/null")
    assert not os.path.islink(target) or os.path.exists(target)


@posix
def test_a_named_pipe_is_written_through(desk: Path) -> None:
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text()))
    reader.start()
    assert bpcalc("forward", "p.yaml", "-f", "value", "-o", "pipe").code == 0
    reader.join(30)
    assert read == ["220.00000000000003\n"]
    assert stat.S_ISFIFO((desk / "pipe").stat().st_mode)


@posix
def test_a_pipe_whose_reader_left_is_silent() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = bpcalc("forward", "p.yaml", "-o", f"/dev/fd/{writer}")
    finally:
        os.close(writer)
    assert (ran.code, ran.out, ran.err) == (141, "", "")


@posix
def test_a_stream_that_is_not_open_is_one_line() -> None:
    ran = bpcalc("forward", "p.yaml", "-o", "/dev/fd/987")
    assert (ran.code, ran.out, ran.err) == (2, "", "error: cannot write '/dev/fd/987': Bad file descriptor\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_device_is_one_line() -> None:
    ran = bpcalc("forward", "p.yaml", "-o", "/dev/full")
    assert (ran.code, ran.out, ran.err) == (2, "", "error: cannot write '/dev/full': No space left on device\n")


# Whole or not at all


class Full:
    """A file on a disk that is full at the first byte, at the flush, or only when the last byte must be kept."""

    def __init__(self, stream: BinaryIO, fails: str) -> None:
        self.stream: BinaryIO = stream
        self.fails = fails

    def __getattr__(self, name: str) -> object:
        if name == self.fails:
            self.stream.close()
            raise OSError(errno.ENOSPC, "No space left on device")
        return getattr(self.stream, name)


@pytest.mark.parametrize("fails", ["write", "flush", "fileno", "close"])
@pytest.mark.parametrize("old", [None, "old"])
def test_a_full_disk_is_one_line_and_leaves_nothing_behind(
    fails: str, old: str | None, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if old is not None:
        (desk / "a.json").write_text(old)
    beside = OutputFile.beside
    monkeypatch.setattr(OutputFile, "beside", lambda self: Full(beside(self), fails))
    ran = bpcalc("forward", "p.yaml", "-o", "a.json", "--force")
    assert (ran.code, ran.out, ran.err) == (2, "", "error: cannot write 'a.json': No space left on device\n")
    assert {path.name: path.read_text() for path in desk.glob("a*")} == ({} if old is None else {"a.json": old})


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("at", ["beside", "write", "flush", "finish", "replace"])
def test_whatever_ends_the_writing_leaves_nothing_behind(
    at: str, error: BaseException, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "a.json").write_text("old")

    def end(*_: object) -> None:
        raise error

    monkeypatch.setattr(*(("os.replace", end) if at == "replace" else (OutputFile, at, end)))
    assert bpcalc("forward", "p.yaml", "-o", "a.json", "--force").code == (130 if isinstance(error, KeyboardInterrupt) else 2)
    assert (desk / "a.json").read_text() == "old"


def test_an_answer_that_breaks_off_after_its_first_part_leaves_nothing_behind(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def text(*_: object) -> Iterator[str]:
        yield "x" * 2 * HELD
        assert len(list(desk.glob(".bpcalc-*"))) == 1  # so much is on the disk already
        raise MemoryError

    monkeypatch.setattr("backprop_cli.render.json.text", text)
    assert bpcalc("forward", "p.yaml", "-o", "a.json").code == 2
    assert [path.name for path in desk.iterdir()] == ["p.yaml"]


def test_a_file_that_came_up_meanwhile_stays(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: (desk / "a.json").write_text("theirs"))
    assert bpcalc("forward", "p.yaml", "-o", "a.json").code == 2
    assert (desk / "a.json").read_text() == "theirs"


@posix
def test_ctrl_c_while_the_file_is_written_leaves_nothing_behind(desk: Path) -> None:
    """A real signal, to a real process, with half of the answer on the disk."""
    (desk / "slow.py").write_text(
        "import os, sys, time\n"
        "def sync(number):\n    print(os.listdir(), flush=True)\n    time.sleep(60)\n"
        "os.fsync = sync\n"
        "class MulLayer:\n    def forward(self, x, y):\n        return x * y\n    def backward(self, dout):\n        return dout, dout\n"
    )
    line = [*PROGRAM, "forward", "p.yaml", "--layers", "slow.py", "-o", "a.json"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": ROOT}) as process:
        assert process.stderr is not None
        assert b".bpcalc-" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert sorted(path.name for path in desk.iterdir() if path.name != "__pycache__") == ["p.yaml", "slow.py"]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_what_may_not_be_written_is_one_line(desk: Path) -> None:
    (desk / "shut").mkdir(mode=0o500)
    (desk / "old").write_text("old")
    (desk / "old").chmod(0o400)
    for target in ("shut/a.json", "old"):
        ran = bpcalc("forward", "p.yaml", "-o", target, "--force")
        assert (ran.code, ran.out, ran.err) == (2, "", f"error: -o: '{target}' may not be written: permission denied\n")


def test_a_name_that_the_system_refuses_is_one_line() -> None:
    ran = bpcalc("forward", "p.yaml", "-o", "a" * 300)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: cannot write 'aaa")


def test_without_it_nothing_of_it_is_imported() -> None:
    code = (
        "import sys; from backprop_cli.cli import run; run(sys.argv[1:]); sys.exit('backprop_cli.cli.output_file' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, "forward", "p.yaml"], capture_output=True, cwd=".", env={**os.environ, "PYTHONPATH": ROOT}, check=False).returncode == 0  # fmt: skip
