"""One tuple says which modules the shelf is made of, and in which order it is shown."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from shutil import copytree, ignore_patterns

import backprop_cli
from backprop_cli import layers
from backprop_cli.layers import BY_CLASS_NAME, FAMILIES, SHELF


def families_in_order() -> list[str]:
    return list(dict.fromkeys(kind.__module__.rpartition(".")[2] for kind in SHELF.values()))


def test_every_module_that_defines_layers_is_a_family() -> None:
    for module in iter_modules(layers.__path__, "backprop_cli.layers."):
        import_module(module.name)
    missing = set(families_in_order()) - set(FAMILIES)
    assert not missing, f"add {missing} to FAMILIES in backprop_cli/layers/__init__.py: its place there is that on the shelf"


def test_the_shelf_has_the_order_of_the_families() -> None:
    assert families_in_order() == list(FAMILIES)
    assert [kind.name for kind in BY_CLASS_NAME.values()] == list(SHELF)


def test_the_order_holds_where_a_family_imports_a_later_one(tmp_path: Path) -> None:
    """layout imports subscript, and so defines its layers after those."""
    copy = copytree(Path(backprop_cli.__file__).parent, tmp_path / "backprop_cli", ignore=ignore_patterns("__pycache__"))
    text = (copy / "layers" / "__init__.py").read_text(encoding="utf-8")
    assert '"subscript", "layout"' in text
    changed = text.replace('"subscript", "layout"', '"layout", "subscript"')
    (copy / "layers" / "__init__.py").write_text(changed, encoding="utf-8")
    program = "from backprop_cli.layers import *; print(list(SHELF) == [kind.name for kind in BY_CLASS_NAME.values()], *SHELF)"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    alike, *names = done.stdout.split()
    assert alike == "True"
    assert names.index("subscript") == names.index("concat") + 1
