"""The JSON Schema of problem files, for editors; drawn from the shelf of layers and the table of values."""

from keyword import kwlist
from typing import Any

from backprop_cli.layers import BY_CLASS_NAME, SHELF, Layer
from backprop_cli.phrases import LANGUAGES
from backprop_cli.problem.problem import KINDS
from backprop_cli.problem.quiz_range import KEYS as RANGE_KEYS
from backprop_cli.problem.values.notation import MOST_AXES
from backprop_cli.problem.values.reader import FORMS, NOTES, ONE_SIZE

Schema = dict[str, Any]

# What is no name, in a regular expression that ECMAScript and Python read alike: ASCII blanks and punctuation but "_".
NO_NAME = r"\s!-/:-@\[-^`{-~"
TEXT: Schema = {"type": ["string", "number", "boolean"]}  # an editor takes `title: 5` for a number; it is read as a text
EXPRESSION: Schema = {"type": ["string", "number"]}
NUMBER_OF: dict[str, Schema] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "whole": {"type": "integer", "minimum": 0},
    "integer": {"type": "integer"},
}


def schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a problem file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A problem for bpcalc",
        "type": "object",
        "required": ["variables"],
        "anyOf": [{"required": ["nodes"]}, {"required": ["chain"]}],
        "additionalProperties": False,
        "properties": properties(),
        # A definition may replace a layer of the shelf; where there are none, calls of the shelf's layers are held to it.
        "if": {"not": {"required": ["layers"]}},
        "then": {
            "properties": {
                "nodes": {"additionalProperties": reference("shelf_call")},
                "chain": {"items": reference("shelf_step")},
            }
        },
        "$defs": definitions(),
    }


def properties() -> dict[str, Schema]:
    """The top-level keys."""
    return {
        "$schema": {"type": "string", "description": "where this schema lies"},
        "title": {**reference("text"), "description": "shown above tables and pictures"},
        "description": {**reference("text"), "description": "shown below the title"},
        "variables": by_name(reference("value"), "what gradients are taken for"),
        "constants": by_name(reference("value"), "labels, masks, sizes: never differentiated"),
        "layers": by_name(reference("definition"), "layers that this problem defines itself"),
        "nodes": by_name(reference("node"), "name → expression or layer call, in any order"),
        "chain": chain(),
        "output": {"type": "string", "description": "the node to differentiate; default: the one that no other reads"},
        "upstream": {**reference("value"), "description": "the gradient that enters the output; default 1, or all ones"},
        "expect": expect(),
        "quiz": quiz(),
    }


def definitions() -> dict[str, Schema]:
    return {
        "text": {"anyOf": [TEXT, by_language()]},
        "name": {"type": "string", "pattern": f"^[^\\d{NO_NAME}][^{NO_NAME}]*$", "not": {"enum": list(kwlist)}},
        "value": {"anyOf": [{"type": "number"}, reference("array"), *map(value_form, FORMS)]},
        "array": {"type": "array", "minItems": 1, "items": {"anyOf": [{"type": "number"}, reference("array")]}},
        "answer": {"anyOf": [EXPRESSION, reference("answers"), answer_with_notes(), reference("value")]},
        "answers": {"type": "array", "minItems": 1, "items": {"anyOf": [EXPRESSION, reference("answers")]}},
        "shape": {"anyOf": [SIZE, {"type": "array", "minItems": 1, "maxItems": MOST_AXES, "items": SIZE}]},
        "inputs": {"anyOf": [EXPRESSION, {"type": "null"}, {"type": "array", "items": EXPRESSION}]},
        "option": option_schema(),
        "node": {"anyOf": [{"type": "string", "not": {"pattern": f"^[^{NO_NAME}]*$"}}, call_schema({})]},
        "step": {"anyOf": [{"enum": shelf_names()}, {"type": "string"}, call_schema({"name": reference("name")}), repeat("step")]},
        "definition": definition_schema(),
        "shelf_call": {"anyOf": [{"not": {"type": "object"}}, *strict_calls(0, {})]},
        "shelf_step": {"anyOf": [*strict_calls(1, {"name": reference("name")}), {"not": {"type": "object"}}, repeat("shelf_step")]},
    }


SIZE: Schema = {"type": "integer", "minimum": 1}
ONE_SIZE_OF: Schema = {"anyOf": [SIZE, {"type": "array", "items": SIZE, "minItems": 1, "maxItems": 1}]}


def reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def by_name(entry: Schema, description: str) -> Schema:
    return {"type": "object", "description": description, "propertyNames": reference("name"), "additionalProperties": entry}


def by_language() -> Schema:
    """A text in several languages."""
    properties = dict.fromkeys(LANGUAGES, TEXT)
    return {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": properties}


def shelf_names() -> list[str]:
    return [*SHELF, *BY_CLASS_NAME]


# Values


def value_form(form: str) -> Schema:
    """One way of writing a value as a mapping."""
    content = {
        "value": reference("value"), "file": {"type": "string", "pattern": r"\.([nN][pP][yYzZ]|[cC][sS][vV])$"},
        "onehot": reference("value"), **dict.fromkeys(ONE_SIZE, ONE_SIZE_OF),
    }  # fmt: skip
    options = {key: NUMBER_OF[kind] for key, kind in FORMS[form].items()}
    notes = dict.fromkeys(NOTES, TEXT)
    return {
        "type": "object",
        "required": [form, *(["classes"] if form == "onehot" else [])],
        "additionalProperties": False,
        "properties": {form: content.get(form, reference("shape")), **options, **notes},
    }


def answer_with_notes() -> Schema:
    form = value_form("value")
    return {**form, "properties": {**form["properties"], "value": reference("answer")}}


def expect() -> Schema:
    """Answers are numbers and arrays, in texts also fractions, sums and the blanks _ and ?."""
    answers: Schema = {"type": "object", "additionalProperties": reference("answer")}
    return {
        "type": "object",
        "description": "answers that `bpcalc check` compares",
        "additionalProperties": False,
        "properties": {"forward": answers, "gradients": answers, "tolerance": {"type": "number", "minimum": 0}},
    }


def quiz() -> Schema:
    """What `bpcalc quiz` draws, asks and throws away."""
    number: Schema = {"type": "number"}
    span = {"type": "object", "required": ["from", "to"], "additionalProperties": False}
    names: Schema = {"type": "array", "items": {"type": "string"}}
    reject: Schema = {"anyOf": [EXPRESSION, {"type": "array", "minItems": 1, "items": EXPRESSION}]}
    return {
        "type": "object",
        "description": "sheets for a class: `bpcalc quiz`",
        "additionalProperties": False,
        "properties": {
            "numbers": by_name({**span, "properties": dict.fromkeys(RANGE_KEYS, number)}, "what is drawn for each student"),
            "ask": {
                "type": "object",
                "description": "the answers that a sheet asks for; default: what expect: names",
                "additionalProperties": False,
                "properties": dict.fromkeys(KINDS, names),
            },
            "reject": {**reject, "description": "numbers for which an expression holds are drawn again"},
        },
    }


# Layers


def option_schema() -> Schema:
    whole: Schema = {"type": "array", "items": {"type": "integer"}}
    return {"anyOf": [{"type": ["number", "boolean", "null", "string"]}, whole]}


def call_schema(more: dict[str, Schema]) -> Schema:
    """A layer call of any layer: the names and options of the shelf are offered, others are allowed."""
    options = {key: reference("option") for layer in SHELF.values() for key in layer.options}
    layers = dict.fromkeys(shelf_names(), reference("inputs"))
    both = {key: {"anyOf": [reference("inputs"), reference("option")]} for key in layers.keys() & options.keys()}
    return {"type": "object", "minProperties": 1, "properties": {**layers, **options, **both, **more}}


def strict_calls(given: int, more: dict[str, Schema]) -> list[Schema]:
    """A schema for each layer of the shelf, and one for all other names. given: how many inputs stand before the written ones."""
    other = {"type": "object", "propertyNames": {"not": {"enum": shelf_names()}}, "not": {"required": ["repeat"]}}
    return [*(strict_call(name, layer, given, more) for table in (SHELF, BY_CLASS_NAME) for name, layer in table.items()), other]


def strict_call(name: str, layer: type[Layer], given: int, more: dict[str, Schema]) -> Schema:
    options = {key: {**reference("option"), "default": json_default(default)} for key, default in layer.options.items()}
    return {
        "type": "object",
        "required": [name],
        "additionalProperties": False,
        "properties": {name: inputs_of(layer, given), **options, **more},
    }


def inputs_of(layer: type[Layer], given: int) -> Schema:
    """The inputs that a call writes down: a list of the right length; one alone; none, or nothing, where none is left."""
    if layer.variadic:
        return reference("inputs")
    count = len(layer.inputs) - given
    listing: Schema = {"type": "array", "minItems": count, "maxItems": count, "items": EXPRESSION}
    alone: Schema = EXPRESSION if count == 1 else {"enum": ["", None]} if count == 0 else {"not": {}}
    return {"anyOf": [listing, alone], "description": layer_line(layer)}


def layer_line(layer: type[Layer]) -> str:
    return f"{layer.name}({', '.join(layer.inputs)}) = {layer.formula}" if layer.formula else layer.name


def json_default(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default


def definition_schema() -> Schema:
    """A layer of the problem's own."""
    rules = by_name(EXPRESSION, "steps with a name, for forward and backward")
    names: Schema = {"type": "array", "minItems": 1, "uniqueItems": True, "items": reference("name")}
    return {
        "type": "object",
        "required": ["inputs", "forward"],
        "additionalProperties": False,
        "properties": {
            "description": TEXT,
            "inputs": {"anyOf": [reference("name"), names]},
            "let": rules,
            "forward": {**EXPRESSION, "description": "the layer's value, from its inputs and let"},
            "backward": {**rules, "description": "input → its gradient, from dout, out, the inputs and let"},
            "meant": {
                "type": "boolean",
                "description": "the gradient is meant to differ from the slope: gradcheck does not judge it",
            },
        },
    }


# Chains


def chain() -> Schema:
    return {
        "type": "array",
        "description": "layers in series; the first item is where it starts",
        "minItems": 1,
        "prefixItems": [{**reference("name"), "description": "a variable, constant or node"}],
        "items": reference("step"),
    }


def repeat(step: str) -> Schema:
    return {
        "type": "object",
        "required": ["repeat", "steps"],
        "additionalProperties": False,
        "properties": {"repeat": SIZE, "steps": {"type": "array", "minItems": 1, "items": reference(step)}},
    }
