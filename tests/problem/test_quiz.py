"""What a Quiz says before anything is read into it."""

from backprop_cli.problem.quiz import Quiz


def test_an_empty_quiz_draws_nothing_and_leaves_what_is_asked_to_expect():
    quiz = Quiz(7, {"title": {"": "{x}"}})
    assert (quiz.numbers, quiz.asked, quiz.rejects, quiz.place, quiz.texts) == ({}, None, None, 7, {"title": {"": "{x}"}})
