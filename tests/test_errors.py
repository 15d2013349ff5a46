"""What can be wrong with what a user wrote: sentences of a bounded length, and a bounded number of them."""

import pytest

from backprop_cli import errors
from backprop_cli.errors import LONGEST, BpcalcError, Enough, Faults, Found, Place, SourceError, cut_sentence

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, BpcalcError)]


def test_a_place_reads_as_editors_take_it() -> None:
    assert repr(Place("p.yaml", 3, 14)) == "p.yaml:3:14"


def test_a_sentence_with_a_name_as_long_as_a_file_is_cut_in_its_middle() -> None:
    sentence = "begins " + "x" * 10_000 + " ends"
    cut = cut_sentence(sentence)
    assert len(cut) <= LONGEST + 3
    assert (cut[:7], cut[-5:]) == ("begins ", " ends")
    error = BpcalcError(sentence, hint=sentence)
    assert error.message == error.hint == str(error) == cut
    assert cut_sentence("x" * LONGEST) == "x" * LONGEST


def test_each_stage_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes)) > 10


def test_the_reading_ends_with_the_error_after_the_last_that_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Found, "MOST", 2)
    found = Found([SourceError("one")])
    found.append(SourceError("two"))
    found.append(SourceError("only said", severity="warning"))
    with pytest.raises(Enough):
        found.append(SourceError("three"))
    assert [fault.message for fault in found] == ["one", "two", "only said"]
    assert found.errors == 2


def test_all_the_faults_of_a_file_are_one_error_that_counts_them() -> None:
    fault = Faults([SourceError("one")], 70, at_least=True)
    assert (fault.message, fault.total, len(fault.faults), fault.at_least) == ("70 faults", 70, 1, True)
