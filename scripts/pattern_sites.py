"""Find every call of `re` in the tree, with the patterns that it is given.

Patterns are read from the source code. The expression of a pattern is evaluated with the constants of its
module, and with what the surrounding function assigns before it. For arguments of that function there are
example values, chosen by annotation.
"""

from __future__ import annotations

import ast
import importlib
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("indexer", "webui")
ANYWHERE = {"search", "finditer", "findall", "sub", "subn", "split"}
"""Methods whose matches may begin anywhere in a text."""
METHODS = {*ANYWHERE, "match", "fullmatch"}
FLAGS = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "finditer": 2, "findall": 2, "split": 3}
"""The position of the flags among the arguments; it is 4 for all other methods."""
EXAMPLES: dict[str, tuple[object, ...]] = {
    "str": ("x",),
    "bool": (False, True),
    "tuple[str, ...]": (("x",), ("x", "y"), ("一", "x", "y")),
}
"""Example values for arguments that go into patterns, by annotation."""


@dataclass(frozen=True, slots=True)
class PatternSite:
    """A call of `re`: its file, its line, the constant or function that contains it, and its patterns.

    `searched` says that a match may begin anywhere; `flags` are the flags of `re`.
    """

    path: Path
    line: int
    name: str
    patterns: tuple[str, ...]
    flags: int
    searched: bool

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.name}"


@dataclass(frozen=True, slots=True)
class _RegexCall:
    """A call of `re` in a syntax tree, and the nodes around it, innermost last."""

    method: str
    node: ast.Call
    around: tuple[ast.AST, ...]

    @property
    def name(self) -> str:
        """The innermost function around the call, or the constant to which its value is assigned."""
        for node in reversed(self.around):
            match node:
                case ast.FunctionDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
                    return name
        return "?"


def sites() -> Iterator[PatternSite]:
    """Yield every call of `re` in the tree."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    trees = {path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    used = {path: list(_methods(tree)) for path, tree in trees.items()}
    everywhere = [one for methods in used.values() for one in methods]
    for path, tree in trees.items():
        for call in _calls(tree, ()):
            module = importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
            methods = used[path] if call.name.startswith("_") else everywhere
            yield PatternSite(
                path,
                call.node.lineno,
                call.name,
                tuple(dict.fromkeys(_patterns(call, vars(module)))),
                _flags(call, vars(module)),
                _is_searched(call, methods),
            )


def _calls(node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[_RegexCall]:
    """Yield the calls of `re` below a node."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=method)) if (
                method in METHODS or method == "compile"
            ):
                yield _RegexCall(method, child, (*around, node))
        yield from _calls(child, (*around, node))


def _methods(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield a name and each method that is called on it: for `_word().match`, `_word` and `match`."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr=method):
                yield name, method
            case ast.Attribute(value=ast.Call(func=ast.Name(id=name)), attr=method):
                yield name, method


def _is_searched(call: _RegexCall, methods: list[tuple[str, str]]) -> bool:
    """Tell whether a match may begin anywhere; if nothing shows how the pattern is used, it may."""
    if call.method != "compile":
        return call.method in ANYWHERE
    if isinstance(call.around[-1], ast.Attribute):  # re.compile(...).match
        return call.around[-1].attr in ANYWHERE
    asked = {method for name, method in methods if name == call.name} & METHODS
    return not asked or bool(asked & ANYWHERE)


def _flags(call: _RegexCall, constants: dict[str, Any]) -> int:
    """Return the flags that a call is given."""
    given = [keyword.value for keyword in call.node.keywords if keyword.arg == "flags"]
    given += call.node.args[FLAGS.get(call.method, 4) :]
    return int(_value(given[0], constants)) if given else 0


def _patterns(call: _RegexCall, constants: dict[str, Any]) -> Iterator[str]:
    """Yield the patterns of a call, one for each combination of example values."""
    functions = [one for one in call.around if isinstance(one, ast.FunctionDef)]
    given = {
        argument.arg: _examples(ast.unparse(argument.annotation), constants)
        for function in functions
        for argument in (*function.args.args, *function.args.kwonlyargs)
        if argument.annotation
    }
    for node in call.around:
        match node:
            case ast.For(target=ast.Name(id=name), iter=members):
                given[name] = _members(members, constants)
    known = {name: examples for name, examples in given.items() if examples}
    for values in product(*known.values()):
        names = {**constants, **dict(zip(known, values, strict=True))}
        for function in functions:
            _assign(function, call.node, names)
        with suppress(Exception):  # a pattern that cannot be read is reported by the caller
            found = _value(call.node.args[0], names)
            yield found.pattern if isinstance(found, re.Pattern) else found


def _examples(annotation: str, constants: dict[str, Any]) -> tuple[object, ...]:
    """Return example values for an annotation.

    For a class of the module, these are its instances in the module's tuples.
    """
    kind = constants.get(annotation)
    if annotation in EXAMPLES or not isinstance(kind, type):
        return EXAMPLES.get(annotation, ())
    held = [one for value in constants.values() if isinstance(value, tuple) for one in value]
    return tuple(one for one in held if isinstance(one, kind))


def _members(node: ast.expr, constants: dict[str, Any]) -> tuple[object, ...]:
    """Return what a loop iterates over."""
    with suppress(Exception):
        return tuple(_value(node, constants))
    return ()


def _assign(function: ast.FunctionDef, until: ast.expr, known: dict[str, Any]) -> None:
    """Execute those assignments of a function that come before an expression, as far as possible."""
    for statement in function.body:
        if statement.lineno < until.lineno and isinstance(statement, (ast.Assign, ast.If)):
            with suppress(Exception):  # it needs values that exist only at run time
                exec(compile(ast.Module([statement], []), "pattern", "exec"), known)  # noqa: S102 - our own


def _value(node: ast.expr, known: dict[str, Any]) -> Any:  # noqa: ANN401
    return eval(compile(ast.Expression(node), "pattern", "eval"), dict(known))  # noqa: S307 - our own source
