"""Documents of every format, whole and defective, made for a test."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TITLE = "Workshop on Credit Guarantees"
WHEN = "Lima, Peru: July 24-25, 2012"
LESSONS = ("Guarantee funds need clear rules.", "Chile and Peru pooled their risks.")


def word(path: Path) -> Path:
    """A whole report: title, days, a table, highlights."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(WHEN)
    document.add_paragraph("Organized by the Ministry of Economy and Finance with funding from the European Union")
    table = document.add_table(rows=0, cols=2)
    for cells in (("Country", "Funds"), ("Chile", "3")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.add_heading("Highlights", 1)
    for lesson in LESSONS:
        document.add_paragraph(lesson, style="List Bullet")
    document.save(str(path))
    return path


def word_with_secrets(path: Path) -> Path:
    """A comment, a tracked deletion and insertion, hidden text."""
    document = docx.Document()
    paragraph = document.add_paragraph("Seen words.")
    document.add_comment(paragraph.runs, text="COMMENTED", author="A", initials="A")
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="9" w:author="A"><w:r><w:delText>DELETED</w:delText></w:r></w:del>')
    )
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="8" w:author="A"><w:r><w:t> Inserted words.</w:t></w:r></w:ins>')
    )
    hidden = document.add_paragraph().add_run("HIDDEN")
    hidden.font.hidden = True
    document.save(str(path))
    return path


def word_with_entity(path: Path) -> Path:
    """A document whose main part declares an outside entity."""
    return rewritten(word(path), "word/document.xml", _with_entity)


def word_bomb(path: Path) -> Path:
    """A small file that unpacks to much."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b" " * 60_000_000)
    return path


def word_with_long_table(path: Path, rows: int) -> Path:
    """A table of very many rows."""
    row = "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
    table = f"<w:tbl>{row * rows}</w:tbl>".encode()
    return rewritten(word(path), "word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + table))


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _with_entity(xml: bytes) -> bytes:
    head, _, rest = xml.partition(b"?>")
    return head + b'?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rest.replace(b"Peru", b"&x;", 1)


def deck(path: Path) -> Path:
    """Slides with notes; the last is hidden."""
    presentation = pptx.Presentation()
    for number, (title, text) in enumerate(((TITLE, WHEN), ("Highlights", "\n".join(LESSONS)), ("Hidden", "HIDDEN"))):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
        slide.notes_slide.notes_text_frame.text = "SPOKEN"
        if number == 2:
            slide.element.set("show", "0")
    presentation.save(str(path))
    return path


def pdf(path: Path, pages: Sequence[Sequence[str]], encrypted: bool = False) -> Path:
    """Pages of lines, the first of each page in larger letters."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for lines in pages:
        drawn = "".join(
            f"BT /F1 {18 if n == 0 else 11} Tf 60 {740 - 20 * n} Td ({line.translate(_ESCAPES)}) Tj ET\n"
            for n, line in enumerate(lines)
        ).encode("cp1252", "replace")
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>"
        )
        kids.append(len(objects))
    font = len(objects) + 1
    objects = [o % (n - 1, font) if o.startswith(b"<</Type/Page/") else o for n, o in enumerate(objects, 1)]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    path.write_bytes(_pdf_file(objects, encrypted))
    return path


_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def _pdf_file(objects: list[bytes], encrypted: bool) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    lock = b""
    if encrypted:
        key = b"<" + b"41" * 32 + b">"
        lock = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O %s/U %s>>" % (key, key)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, lock, start))
    return out.getvalue()
