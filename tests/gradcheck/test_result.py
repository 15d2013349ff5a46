"""What a gradient check comes to: the verdict of the whole, and how many entries have which."""

from backprop_cli.gradcheck.result import VERDICTS, Culprit, Result, worst

from .checking import check, chk


def test_the_whole_is_its_worst() -> None:
    assert VERDICTS == ("pass", "meant", "kink", "inconclusive", "nonfinite", "fail")
    assert worst(["pass", "kink"]) == "kink"
    assert worst(["nonfinite", "fail", "pass"]) == "fail"
    assert worst([]) == "pass"


def test_the_summary_counts() -> None:
    summary = check("variables: {x: [0, 1]}\nnodes: {y: relu(x)}").summary()
    assert {key: summary[key] for key in ("entries", "pass", "kink", "fail")} == {"entries": 2, "pass": 1, "kink": 1, "fail": 0}
    assert summary["forward_passes"] > 0
    assert summary["seconds"] > 0


def test_the_summary_counts_each_verdict() -> None:
    result = Result("y", "auto", 0, 1.0)
    assert result.summary() == {
        **dict.fromkeys(("entries", "pass", "fail", "kink", "inconclusive", "nonfinite", "meant", "forward_passes"), 0),
        "seconds": 0.0,
    }
    result.checks = [chk(1.0, 1.0, verdict) for verdict in ("pass", "fail", "pass", "kink", "nonfinite", "pass")]
    counts = {"entries": 6, "pass": 3, "fail": 1, "kink": 1, "inconclusive": 0, "nonfinite": 1}
    assert {key: result.summary()[key] for key in counts} == counts


def test_a_check_without_entries_passes_unless_something_raised_or_a_layer_is_wrong() -> None:
    result = Result("y", "auto", 0, 1.0)
    result.conclude(raised=False)
    assert result.verdict == "pass"
    result.conclude(raised=True)
    assert result.verdict == "fail"
    result.culprits = [Culprit("n", "mine", "x", None, None, None, "")]
    result.conclude(raised=False)
    assert result.verdict == "fail"
