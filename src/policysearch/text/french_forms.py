"""French participles and feminines, made alike with the infinitive and the masculine, on the folded form.

Participles whose noun means something else stay as they are: contenu, revenu, permis, compromis, produit, détenu.
"""

from __future__ import annotations

import re
from functools import cache

from policysearch.text.word_forms import word_set

_AGREED = "(?:e|es|s)?$"
_PARTICIPLES = tuple(
    (re.compile(pattern + _AGREED), infinitive)
    for pattern, infinitive in (
        (r"^(adm|em|om|prom|soum|transm|retransm)is", r"\1ettre"),
        (r"^(appr)is", r"\1endre"),
        (r"^(acqu|conqu|requ)is", r"\1erir"),
        (r"^(red|trad|introd|detr|constr|reconstr|instr|ded)uit", r"\1uire"),
        (r"^(off|ouv|rouv|couv|recouv|decouv|souff)ert", r"\1rir"),
        (r"^(excl|concl)u", r"\1ure"),
        (r"^(incl)us", r"\1ure"),
        (r"^(re|per|con|de)cu", r"\1cevoir"),
        (r"^(ob|main|sou|re|entre|abs)tenu", r"\1tenir"),
        (r"^(par|inter|sur|de|con|contre)venu", r"\1venir"),
        (r"(?<=[vrtfp])endu", "endre"),
        (r"(?<=.)(and|ond|erd|ord)u", r"\1re"),
        (r"^(re|me)?connu", r"\1connaitre"),
        (r"^(ap|com|dis|re)paru", r"\1paraitre"),
        (r"^(de|e|ins|pres|sous|trans|re)crit", r"\1crire"),
        (r"^(inter|pre|contre)dit", r"\1dire"),
        (r"^(att|restr|etr|et|astr|enfr)eint", r"\1eindre"),
        (r"^poursuivi", "poursuivre"),
        (r"^(con)?vaincu", r"\1vaincre"),
        (r"^(inter|cor)?rompu", r"\1rompre"),
        (r"^(com|de|a)?battu", r"\1battre"),
        (r"^(prev)u", r"\1oir"),
        (r"^(res)olu", r"\1oudre"),
        (r"^(re)?elu", r"\1elire"),
        (r"^(acc|dec)ru", r"\1roitre"),
    )
)
_ANY = re.compile(f"(?:[cdlnprtv]u|clus|is|uit|ert|crit|dit|eint|uivi){_AGREED}")  # most words end in none
_FEMININE = re.compile(r"(?<=...)euses?$")


def french_base(word: str) -> str:
    """Return the infinitive of a participle, the masculine of a word in -euse, or the folded ``word`` as it is."""
    if _FEMININE.search(word):
        return _masculine(word)
    if not _ANY.search(word):
        return word
    for pattern, infinitive in _PARTICIPLES:
        if pattern.search(word):
            return pattern.sub(infinitive, word)
    return word


def _masculine(word: str) -> str:
    """Return vendeur for vendeuse; adjectives (nerveuse, curieuse, luxueuse) stay as they are."""
    base = _FEMININE.sub("", word)
    is_adjective = base.endswith(("i", "u")) or f"{base}eux" in _adjectives()
    return word if is_adjective else f"{base}eur"


@cache
def _adjectives() -> frozenset[str]:
    return word_set("fr_eux")
