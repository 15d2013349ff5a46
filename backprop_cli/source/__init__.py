"""A file → a tree of texts with places; what is wrong before anybody asks what it means is refused here.

cli/read_file.py calls `load` or `from_bytes`, problem/reader.py `parse`. YAML goes through yaml_document.py, yaml_events.py and
compose.py, JSON through json_document.py; what usually goes wrong in YAML is explained in traps/.
"""

from backprop_cli.source.files import from_bytes, load, on_disk, read_up_to
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Document, Listing, Mapping, Tree

__all__ = ["Document", "Listing", "Mapping", "Source", "Tree", "from_bytes", "load", "on_disk", "parse", "read_up_to"]


def parse(source: Source) -> Document:
    """Read a text into its tree. Never raises for what is wrong in it: the faults are the document's."""
    if source.json:
        from backprop_cli.source.json_document import read_json

        return read_json(source)
    from backprop_cli.source.yaml_document import read_yaml

    return read_yaml(source)
