"""Kinds of edits in the small publication; what each of them comes to stands in golden/."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.word.editor import Reviewer

Edit = Callable[[Reviewer], None]


def zotero(title: str, key: str = "", locator: str = "") -> str:
    """The instruction of the field that Zotero makes of a citation."""
    data = {"title": title, "type": "book", "author": [{"family": "De Vries", "given": "C."}]}
    data |= {"issued": {"date-parts": [[2021]]}} | ({"citation-key": key} if key else {})
    item = {"id": 1, "itemData": data} | ({"locator": locator, "label": "page"} if locator else {})
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationID': 'x', 'citationItems': [item]})}"


EDITS: dict[str, Edit] = {
    "nothing": lambda _: None,
    # words
    "a word replaced": lambda r: r.replace("eerste zin", "allereerste zin"),
    "a word inserted": lambda r: r.insert_behind("De tweede", " korte"),
    "a word inserted at the start": lambda r: r.insert_before("Dit is", "Kijk: "),
    "a word inserted at the end": lambda r: r.insert_behind("midden in de zin", " alhier"),
    "a word deleted": lambda r: r.replace("eerste ", ""),
    "the first word deleted": lambda r: r.replace("Een alinea tussen", "Alinea tussen"),
    "a letter changed": lambda r: r.replace("hoofdstuk.", "hoofdstek."),
    "a full stop becomes a question mark": lambda r: r.replace("twee lijsten.", "twee lijsten?"),
    "special characters typed": lambda r: r.insert_behind("twee lijsten", " *niet* [vet] <b> a_b _c_ @jan & `code`"),
    "quotes and dashes typed": lambda r: r.insert_behind("twee lijsten", " – “zogezegd” ‘dus’"),
    "words over a line end replaced": lambda r: r.replace("hoofdstuk. De tweede", "boek. Een tweede"),
    "several words in one sentence": lambda r: (r.replace("derde", "vierde"), r.replace("erin.", "daarin.")),
    # sentences
    "a sentence inserted": lambda r: r.insert_behind("zin van het hoofdstuk.", " Een nieuwe zin. En nog een."),
    "a sentence behind a note": lambda r: r.insert_before("De derde zin", "Een nieuwe zin. "),
    "a sentence deleted": lambda r: r.replace("Dit is de eerste zin van het hoofdstuk. ", ""),
    "a sentence where lines are long": lambda r: r.insert_behind("enkele regel.", " Een zin erbij."),
    "two sentences become one": lambda r: r.replace(" Met nog een zin", ", met nog een zin"),
    # markup
    "a word in bold replaced": lambda r: r.replace("vet woord", "dik woord"),
    "bold words deleted": lambda r: r.replace("vet woord ", ""),
    "a word behind bold": lambda r: r.insert_behind(" en een ", "heel ", bold=False),
    "a word in front of bold": lambda r: r.insert_behind("De derde zin heeft een", " erg"),
    "a bold word typed": lambda r: r.insert_behind("eerste zin", " zeker", bold=True),
    "part of bold and more deleted": lambda r: r.replace("woord en een ", ""),
    "a label replaced": lambda r: r.replace("Punt twee:", "Punt 2:"),
    "a label deleted": lambda r: r.replace("Punt twee: ", ""),
    "the words of a link": lambda r: r.replace("koppeling", "verwijzing"),
    "a link deleted": lambda r: r.replace("koppeling ", ""),
    "italics in a quotation": lambda r: r.replace("één", "twee"),
    "code changed": lambda r: r.replace("x = 1", "x = 2"),
    "words made bold": lambda r: r.look("eerste zin", bold=True),
    "bold taken away": lambda r: r.look("vet woord"),
    # paragraphs
    "a paragraph inserted": lambda r: r.insert_paragraph("Een alinea tussen", "Een nieuwe alinea. Van twee zinnen."),
    "a paragraph that looks like a list": lambda r: r.insert_paragraph("Een alinea tussen", "1. geen lijst"),
    "a heading inserted": lambda r: r.insert_paragraph("Een alinea tussen", "Een nieuwe kop", "Heading2"),
    "a list item inserted": lambda r: r.insert_paragraph("Punt twee:", "Een nieuw punt.", like=True),
    "a numbered item inserted": lambda r: r.insert_paragraph("Stap een", "Stap anderhalf", like=True),
    "a paragraph deleted": lambda r: r.delete_paragraph("Een alinea tussen"),
    "the last paragraph deleted": lambda r: r.delete_paragraph("De laatste alinea"),
    "a paragraph with a note deleted": lambda r: r.delete_paragraph("Een alinea met een eigen"),
    "a list item deleted": lambda r: r.delete_paragraph("Punt drie:"),
    "a heading replaced": lambda r: r.replace("Een paragraaf", "Een andere kop"),
    "a heading deleted": lambda r: r.delete_paragraph("Een paragraaf"),
    "a paragraph split": lambda r: r.split("Nog een zin met twee"),
    "a list item split": lambda r: r.split("Een tweede zin bij"),
    "paragraphs joined": lambda r: r.join("Dit is de eerste", "Een alinea met een eigen"),
    "list items joined": lambda r: r.join("Punt twee:", "Punt drie:"),
    "a paragraph moved": lambda r: r.move_paragraph("De laatste alinea", "Dit is de eerste"),
    "a paragraph with a note moved": lambda r: r.move_paragraph("Een alinea met een eigen", "Een alinea tussen"),
    "a list item moved": lambda r: r.move_paragraph("Punt drie:", "Punt een:"),
    "a paragraph moved to another chapter": lambda r: r.move_paragraph("De laatste alinea", "De opening"),
    # notes and citations
    "a note deleted": lambda r: r.delete_note("noemt een bron."),
    "a note with words of its own deleted": lambda r: r.delete_note("eigen noot"),
    "a note moved": lambda r: r.move_note("noemt een bron.", "eerste zin"),
    "a note with words of its own moved": lambda r: r.move_note("eigen noot", "eerste zin"),
    "a note with words of its own moved to another chapter": lambda r: r.move_note("eigen noot", "De opening"),
    "a note copied": lambda r: r.copy_note("noemt een bron.", "eerste zin"),
    "a note with words of its own copied": lambda r: r.copy_note("eigen noot", "eerste zin"),
    "a note typed": lambda r: r.add_note("eerste zin", "Zie bijlage 2. Daar staat meer."),
    "a note typed as a known reference": lambda r: r.add_note(
        "eerste zin", "Smit, B. (2019). Het tweede voorbeeld. Leiden: Boekerij."
    ),
    "a note typed as an unknown reference": lambda r: r.add_note(
        "eerste zin", "Bakker, D. (2018). Iets anders. Delft."
    ),
    "a note typed as part of a known reference": lambda r: r.add_note(
        "eerste zin", "Smit, B. (2019). Het tweede voorbeeld. Leiden."
    ),
    "a known work cited with Zotero": lambda r: r.add_note(
        "eerste zin", "Smit (2019)", zotero("Anders", "smit2019", "7")
    ),
    "an unknown work cited with Zotero": lambda r: r.add_note("eerste zin", "De Vries (2021)", zotero("Iets nieuws")),
    "an unknown work named in the text": lambda r: r.insert_behind("eerste zin", " (Jansen, 2021)"),
    "a known work named in the text": lambda r: r.insert_behind("eerste zin", " (Smit, 2019)"),
    "words of a note replaced": lambda r: r.replace("eigen woorden", "andere woorden"),
    "words of a note's second paragraph replaced": lambda r: r.replace("De tweede alinea noemt", "De laatste noemt"),
    "words behind a citation in a note": lambda r: r.insert_behind(" voor meer", " hierover"),
    "the text of a reference edited": lambda r: r.replace("van samenwerking", "van werken", in_notes=True),
    "an entry of the reference list edited": lambda r: r.replace("voorbeeld van samen", "voorbeeld van mede"),
    "a citation moved within a note": lambda r: r.replace(" voor meer", "", in_notes=True),
    "a work added to a note": lambda r: r.add_field("noemt een bron.", "Smit (2019)", zotero("Anders", "smit2019")),
    "words typed behind a reference": lambda r: r.add_to_note("noemt een bron.", " Zie ook bijlage 2."),
    "notes merged": lambda r: (
        r.add_field("noemt een bron.", "Smit (2019)", zotero("Anders", "smit2019")),
        r.delete_note("de uitleg van punt twee."),
    ),
    "a note emptied": lambda r: r.replace("Een noot met eigen woorden. Zie ", "", in_notes=True),
    # what the edition makes
    "the reference list edited": lambda r: r.delete_paragraph("Geciteerd in noot"),
    "the title edited": lambda r: r.replace("Een kleine studie", "Een grote studie"),
    "a cell of a table": lambda r: r.replace("15", "16"),
    "a caption": lambda r: r.replace("twee jaar", "drie jaar"),
    "a comment": lambda r: r.comment("eerste zin", "Klopt dit?"),
    "a comment on a changed sentence": lambda r: (r.replace("derde", "vierde"), r.comment("erin", "Waarin?")),
}
