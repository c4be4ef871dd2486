"""Small collections of materials."""

from pathlib import Path

from policysearch.materials import checking

FRONT = "---\ntitle: {title}\nstart: 2010-09-21\nthemes: [ict]\n---\n\n## Highlights\n\n- {lesson} {{#h1}}\n"
LESSON = "Small firms that export learn faster than those that sell at home alone, said all who took part."
THEMES = "- id: ict\n  label: {en: ICT, es: TIC, pt: TIC, fr: TIC}\n"


def write(folder: Path, slug: str, title: str, lesson: str) -> None:
    """Write a workshop with one highlight, on line 9."""
    (folder / f"{slug}.md").write_text(FRONT.format(title=title, lesson=lesson), "utf-8")


def write_themes(folder: Path, text: str = THEMES) -> None:
    """Write the file of themes."""
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "themes.yml").write_text(text, "utf-8")


def codes(folder: Path) -> list[str]:
    """Return the codes of all problems."""
    return [problem.code for problem in checking.check(folder).problems]
