from backprop_cli.render.records import records
from backprop_cli.report.rows import Column, Equation, Style, Table

TABLE = Table((Column("node"), Column("×", "layer"), Column("a label that is far too long")), ())


def test_one_field_a_line() -> None:
    text = "".join(records(TABLE, [("price", "×", Equation(["a"], ["1"])), ("사과", "", "2")], Style(width=40)))
    assert text == (
        "node   price\nlayer  ×\na label that is far too long\n  a = 1\n\n"
        "node   사과\na label that is far too long\n  2\n"
    )  # fmt: skip


def test_what_does_not_fit_goes_below_its_label() -> None:
    text = "".join(records(TABLE, [("a" * 30, "", ["[[1]", " [2]]"])], Style(width=20)))
    assert text == f"node\n  {'a' * 30}\na label that is far too long\n  [[1]\n   [2]]\n"


def test_a_record_that_is_not_the_first_stands_apart() -> None:
    assert next(iter(records(TABLE, [("x", "", "")], Style(width=20), first=False))) == "\n"
