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
    fonts = {
        _variable(name): f'"{values[name]}", "{values[name]} stand-in", {generic}'
        for name, generic in _STAND_INS.items()
        if name in values
    }
    light, dark = dict(fonts), dict[str, str]()
    for name, value in values.items():
        if value.startswith("#"):
            (dark if name.startswith(_DARK) else light)[_variable(name.removeprefix(_DARK))] = value
    light["color-scheme"], dark["color-scheme"] = "light", "dark"
    chosen, without_script = '[data-md-color-scheme="slate"]', ":root:not([data-md-color-scheme])"
    return (
        _rule(":root", light)
        # Paper is light.
        + f"@media screen {{\n{_rule(chosen, dark)}}}\n"
        + f"@media screen and (prefers-color-scheme: dark) {{\n{_rule(without_script, dark)}}}\n"
    )


def _variable(name: str) -> str:
    return f"--publicatie-{name}"


def _rule(selector: str, values: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"
