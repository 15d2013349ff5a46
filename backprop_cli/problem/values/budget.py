"""How much memory arrays may take, counted before any is made; and which files they came from."""

from backprop_cli.errors import LimitError


class Budget:
    """`limit` bytes for all the arrays of a problem; float64 takes eight for each entry. `files`: those that were read for it."""

    __slots__ = ("files", "limit", "taken")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken = 0
        self.files: list[str] = []

    def take(self, count_of_floats: int, what: str) -> None:
        """Count an array in. Raises LimitError where it does not fit any more; then nothing is counted."""
        size = 8 * count_of_floats
        if self.taken + size > self.limit:
            before = f" beside the {size_in_words(self.taken)} of other arrays" if self.taken else ""
            raise LimitError(
                f"{what} needs {size_in_words(size)}{before}: the limit is {size_in_words(self.limit)} in all",
                hint="--max-memory raises it",
            )
        self.taken += size


def size_in_words(size: int) -> str:
    """A number of bytes as people say it: 800 bytes, 7.5 GiB."""
    if size < 1024:
        return f"{size} bytes"
    power = min((size.bit_length() - 1) // 10, 8)
    tenths = (10 * size) >> (10 * power)  # whole numbers: a size may be beyond what a float holds
    if tenths > 10**6:
        return f"more than 1000 {UNITS[-1]}"
    whole, tenth = divmod(tenths, 10)
    return f"{whole}{f'.{tenth}' if tenth else ''} {UNITS[power]}"


UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB")
