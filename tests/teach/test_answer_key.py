"""What is right for each student."""

from backprop_cli.teach.answer_key import AnswerKey
from backprop_cli.teach.draws import Draws
from tests.problems import problem_of_bytes

TEXT = """\
variables: {x: 3, y: 4}
nodes: {z: x * y}
expect: {forward: {z: 12}, gradients: {x: 4}, tolerance: 0.01}
quiz: {numbers: {x: {from: 1, to: 1000000}}}
"""


def key(drawn: bool, text: str = TEXT, **how: float) -> AnswerKey:
    return AnswerKey(Draws(problem_of_bytes(text), "p1", 2), drawn, **how)


def right(one: AnswerKey, student: str) -> list[object]:
    found = one.right(student)
    return [found.done.answer(asked.kind, asked.number) for asked in one.asked]


def test_without_a_seed_all_have_the_numbers_of_the_file_and_share_their_reasons() -> None:
    one = key(drawn=False)
    assert right(one, "kim") == right(one, "lee") == [12.0, 4.0]
    assert one.right("kim") is one.right("lee")


def test_with_a_seed_each_has_numbers_of_their_own_and_has_them_again() -> None:
    one = key(drawn=True)
    kim = one.right("kim").done.values[0]
    assert right(one, "kim") == [4 * kim, 4.0]
    assert right(one, "lee") != right(one, "kim") == right(key(drawn=True), "kim")


def test_without_numbers_to_draw_the_seed_is_nothing() -> None:
    assert right(key(True, TEXT.partition("quiz:")[0]), "kim") == [12.0, 4.0]


def test_what_is_asked_and_how_it_is_judged() -> None:
    one = key(True, TEXT.replace("quiz: {", "quiz: {ask: {gradients: [y]}, "))
    assert [(asked.kind, asked.name) for asked in one.asked] == [("gradient", "y")]
    assert one.measure == (0.01, False)
    assert key(True, tolerance=0.5).measure == (0.5, False)
