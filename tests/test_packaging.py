"""Wheel, sdist and editable install: what is in them, and that each runs from another folder with the problems it carries."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

import backprop_cli

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "problems" / "README.md"
PROBLEMS = sorted(path.name for path in (ROOT / "problems").iterdir() if path.is_file() and path != GUIDE)
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_", "BPCALC_"))}

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=CLEAN, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel and the sdist, by kind."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, "-t", "sdist", "-t", "wheel", cwd=ROOT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return {"wheel": wheel, "sdist": sdist, "editable": ROOT}


def test_wheel_holds_the_package_and_the_problems_and_nothing_else(built: dict[str, Path]) -> None:
    names = zipfile.ZipFile(built["wheel"]).namelist()
    assert sorted(PurePosixPath(name).name for name in names if name.startswith("backprop_cli/problems/")) == PROBLEMS
    assert "backprop_cli/py.typed" in names
    files = {
        path.relative_to(ROOT).as_posix() for ending in ("py", "js", "css") for path in (ROOT / "backprop_cli").rglob(f"*.{ending}")
    }
    assert files <= set(names)
    assert {PurePosixPath(name).parts[0] for name in names} == {"backprop_cli", f"bpcalc-{backprop_cli.__version__}.dist-info"}


def test_wheel_names_its_licence_version_and_script(built: dict[str, Path]) -> None:
    wheel = zipfile.ZipFile(built["wheel"])
    info = f"bpcalc-{backprop_cli.__version__}.dist-info"
    metadata = wheel.read(f"{info}/METADATA").decode()
    assert "\nLicense-Expression: MIT\n" in metadata
    assert f"\nVersion: {backprop_cli.__version__}\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert "bpcalc = backprop_cli.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in wheel.namelist()


def test_sdist_holds_all_that_the_tests_need(built: dict[str, Path]) -> None:
    top = f"bpcalc-{backprop_cli.__version__}"
    with tarfile.open(built["sdist"]) as sdist:
        names = {name.removeprefix(f"{top}/") for name in sdist.getnames()}
    needed = [path for folder in ("backprop_cli", "problems", "tests") for path in (ROOT / folder).rglob("*") if path.is_file()]
    kept = {path.relative_to(ROOT).as_posix() for path in needed if path.suffix in {".py", ".yaml", ".json", ".md", ".js", ".css"}}
    assert kept | {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", ".ci/run"} <= names


@pytest.mark.parametrize("kind", ["wheel", "sdist", "editable"])
def test_installed_it_lists_and_runs_its_problems(kind: str, built: dict[str, Path], tmp_path: Path) -> None:
    python = environment(tmp_path / "env")
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    source = ["--editable", built[kind]] if kind == "editable" else [built[kind]]
    run(*install, "--ignore-installed", "--no-build-isolation", *source, cwd=tmp_path)
    script = python.parent / ("bpcalc.exe" if os.name == "nt" else "bpcalc")
    home = run(python, "-c", "import backprop_cli; print(backprop_cli.__file__)", cwd=tmp_path).strip()
    assert Path(home).is_relative_to(ROOT if kind == "editable" else tmp_path), "the one that was just installed"
    assert run(script, "backward", "apple", "-f", "value", cwd=tmp_path) == "2.2\n110.00000000000001\n200.0\n"
    listed = run(script, "problems", cwd=tmp_path).split()
    assert {Path(name).stem for name in PROBLEMS if name.endswith(".yaml")} <= set(listed)
    text = (ROOT / "problems" / "apple_ko.yaml").read_text(encoding="utf-8")
    assert run(script, "problems", "apple_ko", cwd=tmp_path) == text
    assert run(script, "--version", cwd=tmp_path).split()[-1] == backprop_cli.__version__


def environment(folder: Path) -> Path:
    """A new environment's Python, which sees the dependencies of this one after its own packages: nothing is downloaded."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    # Path files are read in the order of their names: an editable install's comes before this one.
    Path(site, "zz_dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python
