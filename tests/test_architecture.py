"""The house: which room may know which, and how large a room may be.

The rules are those of CONTRIBUTING.md; here they are read from the import statements of every module.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
MODULES = sorted(SCRIPTS.rglob("*.py"))

# A module below the first may import nothing below the second.
MUST_NOT_KNOW = [
    ("publication", ["rules", "site", "editions", "word", "findings"]),
    ("design", ["rules", "site", "editions", "word"]),
    ("rules", ["site", "editions", "word"]),
    ("site", ["rules", "editions", "word"]),
    ("editions", ["rules", "site"]),
    ("word", ["rules", "site"]),
    ("redline", ["rules", "site", "editions", "word", "findings"]),
    ("sources", ["rules", "site", "editions", "word", "findings"]),
    ("findings", ["publication.load", "rules", "site", "editions", "word"]),
]
# Only these modules may import these packages.
ONLY_HERE = [
    (["mkdocs", "mkdocs_bibtex", "material"], ["site.adapter"]),
    (["typst"], ["editions"]),
    (["pybtex"], ["publication", "site.adapter"]),  # the adapter: errors of mkdocs-bibtex
    (["pypandoc"], []),  # only its binary is used
]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 45


def name_of(path: Path) -> str:
    """The module's dotted name below scripts, as in 'publication.load'."""
    parts = path.relative_to(SCRIPTS).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> Iterator[str]:
    """The dotted name of everything that a module imports, wherever in the module it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_below(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_know_only_what_they_may(path: Path) -> None:
    name = name_of(path)
    imported = list(imports(path))
    for room, others in MUST_NOT_KNOW:
        if is_below(name, room):
            known = {f"scripts.{other}" for other in others}
            assert not [module for module in imported if any(is_below(module, other) for other in known)]
    for packages, homes in ONLY_HERE:
        if not any(is_below(name, home) for home in homes):
            assert not [module for module in imported if any(is_below(module, package) for package in packages)]


def test_only_one_module_knows_where_pandoc_is() -> None:
    for path in MODULES:
        if name_of(path) != "publication.pandoc":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
            assert not {"executable", "get_pandoc_path"} & {*names, *imports(path)} or "pandoc" not in names, path


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    for function in functions:
        assert function.end_lineno is not None
        assert function.end_lineno - function.lineno < LONGEST_FUNCTION, function.name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body
