from backprop_cli.report.blocks import below, beside, bracketed, equation_line, operand

TALL = ["[[1]", " [2]]"]


def test_blocks_stand_side_by_side() -> None:
    assert beside(TALL, " @ ", ["[3]"]) == ["[[1]  @ [3]", " [2]]      "]


def test_brackets_close_level_with_the_last_line() -> None:
    assert bracketed(TALL) == ["([[1]  ", "  [2]])"]
    assert below(TALL, ")") == ["", ")"]


def test_a_negative_number_gets_parentheses_behind_an_operator() -> None:
    assert operand(["-2"]) == ["(-2)"]
    assert operand(["2"]) == ["2"]
    assert operand(TALL) == TALL


def test_a_line_that_ends_in_a_block() -> None:
    assert equation_line("y = ", TALL) == "y = [[1]\n     [2]]"
