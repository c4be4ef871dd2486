"""Questions without an answer in any collection of policy lessons, made by chance: the limit of ``close`` was not set
with them.

Five kinds in equal parts: random words of a language, letters and keys, pasted numbers and ids, names of people, and
talk of kitchens and pets.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable

_WORDS = {
    "en": "acorn beetle candle drizzle eyelash feather goblin hiccup igloo jigsaw kettle lullaby mustache nostril "
    "otter puddle quilt ribbon sneeze thimble ukulele vampire whistle yawn zipper moonlight pebble squirrel cradle "
    "doughnut elbow fiddle gargoyle honeycomb itch juggle",
    "es": "abanico bostezo cosquilla duende erizo flauta grillo hipo iguana jilguero lagartija murciélago nube ombligo "
    "payaso quesito rana sombrero tijera uña vampiro yoyó zapato luciérnaga burbuja cuna pestaña charco ardilla trébol "
    "bigote sirena peluche caracol merengue acertijo",
    "pt": "abelha bigode cócega duende espirro flauta grilo umbigo jabuti lagartixa morcego nuvem orelha palhaço "
    "queijinho rã soluço tesoura unha vampiro ioiô zíper vagalume bolha berço cílio poça esquilo trevo sereia pelúcia "
    "caracol suspiro charada fantasma travessa",
    "fr": "abeille bâillement chatouille dentelle éternuement flûte grillon hoquet igloo jonquille lézard moustache "
    "nuage oreille pantoufle quiche ruban soupir tisane vampire yoyo zèbre luciole bulle berceau cil flaque écureuil "
    "trèfle sirène peluche escargot meringue devinette fantôme toupie",
}
_FIRST = (
    "Olivia Liam Hannah Gareth Agnes Boris Ximena Rodrigo Lucía Joaquín Inês Thiago Beatriz Caetano Élodie Baptiste "
    "Margaux Clément Ingrid Dmitri Yuki Amina"
).split()
_LAST = (
    "Whitfield Ashcroft Pemberton Gallagher Zúñiga Arancibia Etxeberria Villalobos Figueiredo Vasconcelos Meireles "
    "Lefebvre Rousselot Delacroix Fontaine Lindqvist Okafor Takahashi"
).split()
_TALK = (
    "how long do I boil an egg",
    "my dog is afraid of thunder",
    "what rhymes with orange",
    "best moisturiser for dry elbows",
    "can parrots eat grapes",
    "who sang that song in the film",
    "good night sweet dreams",
    "how to get gum out of hair",
    "is my crush in love with me",
    "spoilers of the last episode",
    "cuánto tarda en hervir un huevo",
    "mi perro tiene miedo a los truenos",
    "chistes cortos para niños",
    "cómo quitar chicle del pelo",
    "buenas noches que descanses",
    "quién canta esa canción",
    "qué significa soñar con dientes",
    "peinados fáciles con trenzas",
    "mi loro no quiere hablar",
    "recetas de croquetas de mi abuela",
    "quanto tempo para cozinhar um ovo",
    "meu cachorro tem medo de trovão",
    "piadas curtas para crianças",
    "como tirar chiclete do cabelo",
    "boa noite durma bem",
    "quem canta essa música",
    "o que significa sonhar com dente",
    "penteados fáceis com tranças",
    "meu papagaio não quer falar",
    "receita de bolinho da vovó",
    "combien de temps pour un œuf à la coque",
    "mon chien a peur du tonnerre",
    "blagues courtes pour enfants",
    "comment enlever un chewing-gum des cheveux",
    "bonne nuit fais de beaux rêves",
    "qui chante cette chanson",
    "que signifie rêver de dents",
    "coiffures faciles avec des tresses",
    "mon perroquet ne veut pas parler",
    "la recette des crêpes de mamie",
)
_ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn")
_LETTERS = "abcdefghijlmnoprstuvxyz"


def nonsense(count: int = 200, seed: int = 2026) -> list[str]:
    """Return ``count`` questions, a fifth of each kind; the same ones for the same seed."""
    chance = random.Random(seed)
    kinds = (_salad, _letters, _pasted, _name, _talk(chance))
    return [kinds[number % len(kinds)](chance) for number in range(count)]


def _salad(chance: random.Random) -> str:
    words = _WORDS[chance.choice([*_WORDS])].split()
    return " ".join(chance.sample(words, chance.randint(1, 5)))


def _letters(chance: random.Random) -> str:
    if chance.random() < 0.5:
        row = chance.choice(_ROWS)
        start = chance.randrange(len(row) - 3)
        return row[start : start + chance.randint(3, 8)] * chance.randint(1, 2)
    words = ("".join(chance.choices(_LETTERS, k=chance.randint(3, 9))) for _ in range(chance.randint(1, 4)))
    return " ".join(words)


def _pasted(chance: random.Random) -> str:
    digits = "".join(chance.choices("0123456789", k=12))
    return chance.choice(
        (
            str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            f"{chance.getrandbits(160):040x}",
            f"978 {digits[0]} {digits[1:4]} {digits[4:9]} {digits[9]}",
            f"INV {digits[:4]} {digits[4:9]}",
            f"+{digits[:2]} {digits[2:5]} {digits[5:8]} {digits[8:]}",
            f"ref {chance.getrandbits(32):08X} p {digits[:3]}",
            digits,
        )
    )


def _name(chance: random.Random) -> str:
    return " ".join([chance.choice(_FIRST), *chance.sample(_LAST, chance.randint(1, 2))])


def _talk(chance: random.Random) -> Callable[[random.Random], str]:
    """Return a kind that says each sentence once before it says any again."""
    order = iter([sentence for _ in range(25) for sentence in chance.sample(_TALK, len(_TALK))])
    return lambda _chance: next(order)
