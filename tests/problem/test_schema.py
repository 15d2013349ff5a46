"""The JSON Schema of problems: valid for every problem that comes with the tool, with the reader's keys and every layer."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from backprop_cli.layers import BY_CLASS_NAME, SHELF
from backprop_cli.problem import reader
from backprop_cli.problem.own_layers import definitions
from backprop_cli.problem.schema import schema
from backprop_cli.problem.values.reader import FORMS, NOTES

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


class Loader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: 1e3 is a number, yes is a text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern in {
    "int": r"^[-+]?[0-9]+$",
    "float": r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$",
    "bool": r"^(true|True|TRUE|false|False|FALSE)$",
    "null": r"^(~|null|Null|NULL|)$",
}.items():
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), None)
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def problem(text):
    return yaml.load(text, Loader)


def is_valid(text):
    return VALIDATOR.is_valid(problem(text))


def test_it_is_a_schema_and_json():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("path", sorted((ROOT / "problems").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_problem_that_comes_with_it_is_valid(path):
    assert [error.message for error in VALIDATOR.iter_errors(problem(path.read_text("utf-8")))] == []


def test_its_keys_are_the_reader_s():
    assert {*SCHEMA["properties"]} == {*reader.KEYS, "$schema"}
    assert {*SCHEMA["$defs"]["definition"]["properties"]} == {*definitions.KEYS}


@pytest.mark.parametrize("name", [*SHELF, *BY_CLASS_NAME])
def test_every_layer_is_offered_with_its_options(name):
    layer = BY_CLASS_NAME.get(name) or SHELF[name]
    written = list(layer.inputs) or ["a", "b"]
    options = {option: list(default) if isinstance(default, tuple) else default for option, default in layer.options.items()}
    call = {name: written, **options}
    assert VALIDATOR.is_valid({"variables": {"x": 1}, "nodes": {"y": call}})
    assert VALIDATOR.is_valid({"variables": {"x": 1}, "chain": ["x", {name: written[1:], **options, "name": "y"}]})
    assert not VALIDATOR.is_valid({"variables": {"x": 1}, "nodes": {"y": {**call, "no_such_option": 1}}})
    if not layer.variadic:
        assert not VALIDATOR.is_valid({"variables": {"x": 1}, "nodes": {"y": {**call, name: [*written, "z"]}}})
        assert not VALIDATOR.is_valid({"variables": {"x": 1}, "chain": ["x", {name: written}]})


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_value(form):
    content = {"value": 1, "file": "x.npz", "arange": 5, "eye": [3]}.get(form, [2, 3])
    value = {
        form: content,
        **{key: {"text": "a", "number": 0.5, "whole": 0, "integer": -1}[kind] for key, kind in FORMS[form].items()},
        **dict.fromkeys(NOTES, "a"),
    }
    assert VALIDATOR.is_valid({"variables": {"x": value}, "nodes": {"y": "x * 2"}})
    assert not VALIDATOR.is_valid({"variables": {"x": {**value, "sedd": 1}}, "nodes": {"y": "x * 2"}})


RIGHT = {
    "full": """
        $schema: schema.json
        title: Everything
        description: A problem with every key
        variables:
          W: {normal: [3, 2], scale: 1e-2, seed: 0}
          사과: 100
          b: [[1, 2], [3, 4]]
          a: {zeros: 3}
          v: {value: {ones: 2}, unit: won}
        constants: {t: {file: data/labels.npy}, c: {file: p.npz, key: W1}}
        layers:
          mine: {inputs: [x], let: {s: exp(-x)}, forward: 1 / (1 + s), backward: {x: dout * out * (1 - out)}}
          half: {inputs: x, description: one input, forward: x / 2}
        nodes: {y: mine(x), z: {mine: x}, w: {half: [x]}}
        chain:
          - x
          - affine: [W1, b1]
          - sigmoid
          - Affine(W2, b2)
          - {affine: [W2, b2], name: score}
          - {repeat: 3, steps: [sigmoid, {repeat: 2, steps: [mine]}]}
        output: w
        upstream: [1, 2]
        expect: {forward: {w: 3}, gradients: {x: [1, 2]}, tolerance: 1e-8}
    """,
    "calls": """
        variables: {x: [1, 2]}
        nodes:
          a: {mul: [x, 2]}
          b: {MulLayer: [a, x ** 2]}
          c: {sum: [b], axis: 0, keepdims: true}
          d: {exp: x}
          e: {reshape: x, shape: [2, -1]}
          f: {from_python: [x, a]}
          exp: exp(x)
    """,
    "replaced": """
        variables: {x: 1}
        layers: {relu: {inputs: [x, slope], forward: x * slope}}
        nodes: {y: {relu: [x, 2]}}
    """,
}
WRONG = {
    "a list at the top": "[1, 2]",
    "no variables": "nodes: {y: x * 2}",
    "no nodes and no chain": "variables: {x: 1}",
    "an unknown key": "{variables: {x: 1}, nodes: {y: x * 2}, node: {}}",
    "variables as a list": "{variables: [1], nodes: {y: x * 2}}",
    "a keyword as a name": "{variables: {lambda: 1}, nodes: {y: x * 2}}",
    "a name with a hyphen": "{variables: {a-b: 1}, nodes: {y: x * 2}}",
    "a name with a blank": "{variables: {a b: 1}, nodes: {y: x * 2}}",
    "a name that begins with a digit": "{variables: {1a: 1}, nodes: {y: x * 2}}",
    "a text as a value": "{variables: {x: 1_000}, nodes: {y: x * 2}}",
    "a quoted number": "{variables: {x: '1.1'}, nodes: {y: x * 2}}",
    "a truth value": "{variables: {x: true}, nodes: {y: x * 2}}",
    "no value": "{variables: {x: }, nodes: {y: x * 2}}",
    "an expression as a value": "{variables: {x: apple * 2}, nodes: {y: x * 2}}",
    "an empty array": "{variables: {x: []}, nodes: {y: x * 2}}",
    "a text in an array": "{variables: {x: [1, a]}, nodes: {y: x * 2}}",
    "an unknown form": "{variables: {x: {zeroes: [2]}}, nodes: {y: x * 2}}",
    "two forms": "{variables: {x: {zeros: [2], ones: [2]}}, nodes: {y: x * 2}}",
    "a size of 0": "{variables: {x: {zeros: [0]}}, nodes: {y: x * 2}}",
    "a fractional size": "{variables: {x: {zeros: [2.5]}}, nodes: {y: x * 2}}",
    "a negative seed": "{variables: {x: {normal: [2], seed: -1}}, nodes: {y: x * 2}}",
    "a file of another kind": "{variables: {x: {file: x.pkl}}, nodes: {y: x * 2}}",
    "a number as a node": "{variables: {x: 1}, nodes: {y: 2}}",
    "a name as a node": "{variables: {x: 1}, nodes: {y: x}}",
    "a list as a node": "{variables: {x: 1}, nodes: {y: [x]}}",
    "too many inputs": "{variables: {x: 1}, nodes: {y: {exp: [x, x]}}}",
    "one input of two": "{variables: {x: 1}, nodes: {y: {mul: x}}}",
    "an option of another layer": "{variables: {x: 1}, nodes: {y: {exp: x, axis: 0}}}",
    "a chain as a mapping": "{variables: {x: 1}, chain: {x: sigmoid}}",
    "an empty chain": "{variables: {x: 1}, chain: []}",
    "a repeat of 0": "{variables: {x: 1}, chain: [x, {repeat: 0, steps: [sigmoid]}]}",
    "a repeat without steps": "{variables: {x: 1}, chain: [x, {repeat: 2}]}",
    "a wrong step inside a repeat": "{variables: {x: 1}, chain: [x, {repeat: 2, steps: [{affine: [W]}]}]}",
    "a definition without forward": "{variables: {x: 1}, nodes: {y: x * 2}, layers: {a: {inputs: [x]}}}",
    "a definition with an unknown key": "{variables: {x: 1}, nodes: {y: x * 2}, layers: {a: {inputs: x, forward: x, back: {}}}}",
    "an input twice": "{variables: {x: 1}, nodes: {y: x * 2}, layers: {a: {inputs: [x, x], forward: x}}}",
    "an unknown key of expect": "{variables: {x: 1}, nodes: {y: x * 2}, expect: {grads: {x: 2}}}",
    "a text as tolerance": "{variables: {x: 1}, nodes: {y: x * 2}, expect: {tolerance: small}}",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_right_problems(text):
    assert [error.message for error in VALIDATOR.iter_errors(problem(text))] == []


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_wrong_problems(text):
    assert not is_valid(text)


def test_what_the_wrong_problems_are_made_from_is_right():
    assert is_valid("{variables: {x: 1}, nodes: {y: x * 2}}")
    assert is_valid("{variables: {x: 1}, chain: [x, {repeat: 2, steps: [{affine: [W, b]}]}]}")


@pytest.mark.parametrize(
    "answer",
    ["12", "_", "'?'", "1/3", "'(2 + 3) * 4'", "[1, _, 1/3]", "[[_, 2], ['?', 4]]", "{value: _, unit: won}", "{file: x.npy}"],
)
def test_answers_may_be_texts(answer):
    assert is_valid(f"variables: {{x: 1}}\nnodes: {{y: x * x}}\nexpect: {{forward: {{y: {answer}}}, gradients: {{x: {answer}}}}}")
    assert is_valid(f"variables: {{x: {answer}}}\nnodes: {{y: x * x}}") == (answer in ("12", "{file: x.npy}"))


def test_a_comma_that_cut_an_answer_is_seen():
    assert not is_valid("variables: {x: 1}\nnodes: {y: x * x}\nexpect: {forward: {y: 12,5}}")
