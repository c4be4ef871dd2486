"""Word documents as bytes."""

from io import BytesIO

import docx


def word(*paragraphs: str, header: str = "", comment: str = "") -> bytes:
    """Return a document; a paragraph that begins with "# " is a heading."""
    document = docx.Document()
    for text in paragraphs:
        if text.startswith("# "):
            document.add_heading(text[2:], 1)
        else:
            document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if comment:
        document.add_comment(document.paragraphs[0].runs, comment, "Ana", "A")
    file = BytesIO()
    document.save(file)
    return file.getvalue()
