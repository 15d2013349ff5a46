"""What a problem says of itself, `title:` and `description:`: a text, or a mapping of languages to texts."""

from backprop_cli.errors import BpcalcError, StructureError
from backprop_cli.phrases import LANGUAGES
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Mapping, Tree
from backprop_cli.suggest import did_you_mean


def read_texts(source: Source, key: str, tree: Tree, place: int, faults: list[BpcalcError]) -> dict[str, str]:
    """The texts under a key by language, a text without one under ""; what is wrong is added to the faults, with its place."""

    def fault(message: str, hint: str, place: int, length: int = 1) -> None:
        faults.append(StructureError(message, source.place(place, length), hint))

    if isinstance(tree, str):
        return {"": tree.strip()} if tree.strip() else {}
    if not isinstance(tree, Mapping) or not (tree.keys or tree.broken):
        fault(f"{key}: is a text", f'{key}: "Apples with tax", or in several languages {key}: {{en: "Apples"}}', place)
        return {}
    texts: dict[str, str] = {}
    for name, name_place, text, text_place in zip(tree.keys, tree.key_places, tree.values, tree.places, strict=True):
        if name not in LANGUAGES:
            hint = did_you_mean(name, LANGUAGES) or f"a language is {', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}"
            fault(f"{key}: '{name}' is no language that bpcalc speaks", hint, name_place, len(name))
        elif not isinstance(text, str) or not text.strip():
            fault(f"{key}: a text belongs under {name}", f'{name}: "Apples with tax"', text_place)
        else:
            texts[name] = text.strip()
    return texts
