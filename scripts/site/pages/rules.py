"""The rules of `rapport check` for authors: each with its reason and an example, at an address of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape

from scripts.rule_texts import FAMILIES, LEVELS, RuleText
from scripts.site.context import Context

_CODE = re.compile(r"(`+)(.+?)\1")
_FAMILY = Markup('<h2 id="{id}">{title}</h2>\n<div class="regels">\n{rules}\n</div>')
_CONTENTS = Markup('<ul class="regels-inhoud">{}</ul>')
_LINK = Markup('<li><a href="#{id}">{title}</a> <span>{codes}</span></li>')
_RULE = Markup(
    '<section class="regel" id="{id}" aria-labelledby="{id}-titel">\n'
    '<h3 id="{id}-titel"><a href="#{id}"><code>{code}</code></a> {summary}</h3>\n'
    '<p class="regel-soort"><span class="regel-{level}">{level}</span>{fix}</p>\n{reasons}'
    '<dl><dt>Fout</dt><dd class="regel-onjuist">{wrong}</dd><dt>Goed</dt><dd class="regel-juist">{right}</dd></dl>\n'
    "</section>"
)
_FIX = Markup(" <span><code>--fix</code> herstelt dit</span>")


def rule_list(context: Context) -> Markup:
    """Every rule by family, as HTML; '' if the rules were not handed over. They are documented in Dutch only."""
    families = [(family, list(texts)) for family, texts in groupby(context.extras.rules(), key=lambda t: t.family)]
    links = (
        _LINK.format(id=_id(family), title=_marked(FAMILIES[family]), codes=_range(texts)) for family, texts in families
    )
    parts = [
        _FAMILY.format(id=_id(family), title=_marked(FAMILIES[family]), rules=Markup("\n").join(map(_rule, texts)))
        for family, texts in families
    ]
    return Markup("\n").join([_CONTENTS.format(Markup("").join(links)), *parts]) if parts else Markup("")


def _rule(text: RuleText) -> Markup:
    return _RULE.format(
        id=text.anchor,
        code=text.code,
        summary=_marked(text.summary),
        level=LEVELS[text.level],
        fix=_FIX if text.fixable else "",
        reasons=Markup("").join(Markup("<p>{}</p>\n").format(_marked(reason)) for reason in text.reasons),
        wrong=_marked(text.wrong),
        right=_marked(text.right),
    )


def _id(family: str) -> str:
    return f"regels-{family.lower()}"


def _range(texts: Iterable[RuleText]) -> str:
    codes = [text.code for text in texts]
    return codes[0] if len(codes) == 1 else f"{codes[0]}–{codes[-1]}"


def _marked(text: str) -> Markup:
    """Text as HTML, with what stands between backticks as code; a citation in it is no citation."""
    pieces, at = [], 0
    for match in _CODE.finditer(text):
        code = escape(match.group(2).strip()).replace("[@", Markup("[&#64;"))
        pieces += [escape(text[at : match.start()]), Markup("<code>{}</code>").format(code)]
        at = match.end()
    return Markup("").join([*pieces, escape(text[at:])])
