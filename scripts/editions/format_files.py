"""The data files of print formats: those that come with the program and those in `formats/` of a project.

A project's file goes before the program's own of that name. What each key means stands in formats/README.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.process import extractOne

from scripts.editions.edition import EditionFormat
from scripts.editions.steps import FINISH, PREPARE
from scripts.publication.errors import PublicationError
from scripts.publication.settings import Setting, read_settings
from scripts.publication.text_files import read_text

FOLDER = Path(__file__).with_name("formats")
_KEYS = (
    *("like", "extension", "suffix", "writer", "on_request", "filters", "more_filters", "template", "reference"),
    *("options", "variables", "colours", "prepare", "finish"),
)
_MERGED = {"options", "variables", "colours"}


@dataclass(frozen=True, slots=True)
class _FormatFile:
    """One data file: its folder, and its settings by key."""

    path: Path
    settings: Setting

    def path_of(self, setting: Setting) -> Path:
        """The existing file that a setting names: beside the data file, or else among the program's own."""
        name = setting.text()
        found = next((folder / name for folder in (self.path.parent, FOLDER) if (folder / name).is_file()), None)
        if found is None:
            raise setting.problem(f"‘{name}’ bestaat niet")
        return found


def format_names(project: Path | None = None) -> tuple[str, ...]:
    """The names of the formats that are made when nobody names any: all but those made on request only."""
    return tuple(name for name in _files(project) if not edition_format(name, project).on_request)


def check_names(names: Iterable[str], project: Path | None = None) -> None:
    """PublicationError for the first name that is not that of a format, and for a data file that is wrong."""
    for name in names:
        edition_format(name, project)


def extensions(names: Iterable[str], project: Path | None = None) -> list[str]:
    """The extension of the file that each of these formats makes."""
    return [edition_format(name, project).extension for name in names]


def edition_format(name: str, project: Path | None = None) -> EditionFormat:
    """Read the format of that name; PublicationError for one that does not exist or has an error in its file."""
    files = _files(project)
    if name not in files:
        raise PublicationError(f"onbekend formaat ‘{name}’; kies uit {', '.join(files)}")
    file = _read(files[name], project)
    found: dict[str, tuple[_FormatFile, Setting]] = {}
    merged: dict[str, dict[str, tuple[_FormatFile, Setting]]] = {key: {} for key in _MERGED}
    filters: list[Path] = []
    for layer in _layers(file, files, project):
        for key, setting in layer.settings.pairs():
            found[key] = (layer, setting)
            if key in _MERGED:
                merged[key] |= {inner: (layer, value) for inner, value in setting.pairs()}
            if key == "filters":
                filters = [layer.path_of(item) for item in setting.items()]
            elif key == "more_filters":
                filters += [layer.path_of(item) for item in setting.items()]
    return _format(name, file, found, merged, tuple(filters))


def _files(project: Path | None) -> dict[str, Path]:
    folders = [FOLDER, project / "formats"] if project else [FOLDER]
    return dict(sorted((path.stem, path) for folder in folders for path in folder.glob("*.yml")))


def _layers(file: _FormatFile, files: Mapping[str, Path], project: Path | None) -> list[_FormatFile]:
    """The file, in front of it the one that it is `like`, and so on."""
    layers = [file]
    while name := (like := layers[0].settings.child("like")).text():
        # A project's own `pdf` may be like the program's.
        path = FOLDER / f"{name}.yml" if files.get(name) == layers[0].path else files.get(name)
        if path is None or not path.is_file() or path in [layer.path for layer in layers]:
            raise like.problem(f"er is geen ander formaat ‘{name}’ om op te lijken")
        layers.insert(0, _read(path, project))
    return layers


def _read(path: Path, project: Path | None) -> _FormatFile:
    inside = project is not None and path.is_relative_to(project)
    shown = path.relative_to(project).as_posix() if inside and project else path.name
    settings, _ = read_settings(read_text(path, shown).text, shown)
    for key, setting in settings.pairs():
        if key not in _KEYS:
            near = extractOne(key, _KEYS, score_cutoff=60)
            raise setting.problem(f"onbekende sleutel ‘{key}’" + (f"; bedoelt u ‘{near[0]}’?" if near else ""))
    return _FormatFile(path, settings)


def _format(
    name: str,
    file: _FormatFile,
    found: Mapping[str, tuple[_FormatFile, Setting]],
    merged: Mapping[str, Mapping[str, tuple[_FormatFile, Setting]]],
    filters: tuple[Path, ...],
) -> EditionFormat:
    def text(key: str, *, needed: bool = False) -> str:
        value = found[key][1].text() if key in found else ""
        if needed and not value:
            raise file.settings.problem(f"‘{key}’ ontbreekt")
        return value

    def path(key: str) -> Path | None:
        return found[key][0].path_of(found[key][1]) if text(key) else None

    def values(key: str) -> dict[str, str]:
        return {inner: setting.text() for inner, (_, setting) in merged[key].items()}

    return EditionFormat(
        name=name,
        extension=text("extension", needed=True),
        suffix=text("suffix"),
        writer=text("writer", needed=True),
        on_request=text("on_request") == "true",
        filters=filters,
        template=path("template"),
        reference=path("reference"),
        options={option: _option(*value) for option, value in merged["options"].items()},
        variables=values("variables"),
        colours=values("colours"),
        prepare=_steps(found, "prepare", PREPARE),
        finish=_steps(found, "finish", FINISH),
    )


def _option(file: _FormatFile, setting: Setting) -> str:
    """A value, or the path of the file beside the formats that it names."""
    value = setting.text()
    return str(file.path_of(setting)) if "/" in value or "." in value else value


def _steps(found: Mapping[str, tuple[_FormatFile, Setting]], key: str, known: Mapping[str, object]) -> tuple[str, ...]:
    steps = tuple(found[key][1].items()) if key in found else ()
    for step in steps:
        if step.text() not in known:
            raise step.problem(f"onbekende stap ‘{step.text()}’; kies uit {', '.join(sorted(known))}")
    return tuple(step.text() for step in steps)
