"""The house style as CSS variables: every colour of `design.yml` light and dark, and the two families of fonts."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.design import design

_DARK = "dark_"
# What stands in while a font of the house is not there, with its measures (`assets/02-fonts.css`).
_STAND_INS = {"serif": "serif", "sans": "sans-serif"}


def variables() -> str:
    """A style sheet that sets `--publicatie-<name>` for every colour and font family of the house."""
    values = design()
    colours = {name: value for name, value in values.items() if value.startswith("#")}
    fonts = {
        name: f'"{values[name]}", "{values[name]} stand-in", {generic}'
        for name, generic in _STAND_INS.items()
        if name in values
    }
    light = fonts | {name: value for name, value in colours.items() if not name.startswith(_DARK)}
    dark = {name.removeprefix(_DARK): value for name, value in colours.items() if name.startswith(_DARK)}
    return _rule(":root", light) + _rule('[data-md-color-scheme="slate"]', dark)


def _rule(selector: str, values: Mapping[str, str]) -> str:
    lines = "".join(f"  --publicatie-{name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"
