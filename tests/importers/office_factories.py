"""Word and OpenDocument files with what hand-made ones lack: text boxes, footnotes, macros, strict names, ODF."""

import zipfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.importers import factories

_W = nsdecls("w")
_BOX = f"""<w:r {_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{{0}}</w:txbxContent></wps:txbx>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{{0}}</w:txbxContent></v:textbox></w:pict>
</mc:Fallback></mc:AlternateContent></w:r>"""
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_with_text_boxes(path: Path, *lines: str) -> Path:
    """A cover whose words all stand in text boxes, then a paragraph."""
    document = docx.Document()
    for line in lines:
        inner = f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
        document.add_paragraph()._p.append(parse_xml(_BOX.format(inner)))
    document.add_paragraph("Words of the page.")
    document.sections[0].footer.paragraphs[0].text = "Secretariat of Trade, 2012"
    document.save(str(path))
    return path


def word_with_footnote(path: Path) -> Path:
    """A paragraph with a footnote."""
    document = docx.Document()
    paragraph = document.add_paragraph("Credit grew.")
    paragraph._p.append(parse_xml(f'<w:r {_W}><w:footnoteReference w:id="2"/></w:r>'))
    document.save(str(path))
    notes = (
        f'<w:footnotes {_W}><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/>'
        "<w:t>By nine per cent.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    _rewrite(
        path,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/word/footnotes.xml" ContentType="{_FOOTNOTES}"/></Types>',
    )
    relationship = f'<Relationship Id="rId99" Type="{_REL}/footnotes" Target="footnotes.xml"/></Relationships>'
    _rewrite(path, "word/_rels/document.xml.rels", "</Relationships>", relationship)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    return path


def word_with_macros(path: Path) -> Path:
    """A whole report, typed as a document with macros."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    factories.word(path)
    return _rewrite(path, "[Content_Types].xml", main, "application/vnd.ms-word.document.macroEnabled.main+xml")


def strict_word(path: Path) -> Path:
    """A whole report, saved as "Strict Open XML Document"."""
    factories.word(path)
    for part in (
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
    ):
        _rewrite(
            path,
            part,
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        )
        _rewrite(
            path,
            part,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/",
            "http://purl.oclc.org/ooxml/wordprocessingml/",
        )
    return path


_SPACES = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "meta": "meta"}
_SPACES |= {"fo": "xsl-fo-compatible"}
_NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"' for name, full in _SPACES.items())
_NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def open_document(path: Path, body: str, styles: str = "") -> Path:
    """An OpenDocument text with this XML as its body."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMES}><office:master-styles><style:master-page><style:footer>"
        "<text:p>Page 1</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {_NAMES}><office:meta><dc:title>Own title</dc:title>"
        "<dc:language>es-PE</dc:language></office:meta></office:document-meta>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _rewrite(path: Path, part: str, old: str, new: str) -> Path:
    return factories.rewritten(path, part, lambda content: content.replace(old.encode(), new.encode()))
