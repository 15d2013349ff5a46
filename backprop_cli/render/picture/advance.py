"""How wide a text is in a font of one pixel: the advance widths of DejaVu Sans, the widest common sans serif.

Another font leaves more air, never less.
"""

# In thousandths, from the blank to the tilde.
WIDTHS = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636,
    636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787,
    695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278,
    579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip
EM = 1.0  # of whatever is not in the list: no common letter is wider
BOLD = 1.2  # no letter of a bold text is wider than that beside its own plain shape


def advance(text: str, size: float, bold: bool = False) -> float:
    """The pixels that a text takes in a font of this size."""
    ems = sum(WIDTHS[ord(letter) - 32] / 1000 if " " <= letter <= "~" else EM for letter in text)
    return ems * size * (BOLD if bold else 1)
