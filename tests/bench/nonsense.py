"""Questions without an answer in any collection of policy lessons: word salads, keyboard mashing, small talk.

They are not those that the limit of ``close`` was set with.
"""

from __future__ import annotations

import random

_SALADS = {
    "en": "walrus trampoline mitten tuba gravy comet pillow hedgehog yodel lantern marmalade kazoo feather volcano "
    "sandal popcorn ostrich cello waffle icicle",
    "es": "morsa trampolín guante tuba salsa cometa almohada erizo farol mermelada pluma volcán sandalia palomitas "
    "avestruz violonchelo gofre carámbano",
    "pt": "morsa trampolim luva tuba molho cometa travesseiro ouriço lanterna geleia pena vulcão sandália pipoca "
    "avestruz violoncelo bolacha pingente",
    "fr": "morse trampoline moufle tuba sauce comète oreiller hérisson lanterne confiture plume volcan sandale maïs "
    "autruche violoncelle gaufre glaçon",
}
_TALK = (
    "how do I descale a kettle",
    "what should I name my goldfish",
    "easy card tricks",
    "why is the sky blue",
    "how to fold a paper plane",
    "good morning",
    "funny cat videos",
    "how many days until christmas",
    "lyrics of happy birthday",
    "best pillow for side sleepers",
    "cómo limpiar una tetera",
    "qué nombre le pongo a mi pez",
    "trucos de cartas fáciles",
    "por qué el cielo es azul",
    "buenos días",
    "cómo hacer un avión de papel",
    "vídeos de gatos graciosos",
    "letra de cumpleaños feliz",
    "como limpar uma chaleira",
    "que nome dou ao meu peixe",
    "truques de cartas fáceis",
    "por que o céu é azul",
    "bom dia",
    "como dobrar um avião de papel",
    "vídeos de gatos engraçados",
    "letra de parabéns a você",
    "comment détartrer une bouilloire",
    "quel nom donner à mon poisson rouge",
    "tours de cartes faciles",
    "pourquoi le ciel est bleu",
    "bonjour à tous",
    "comment plier un avion en papier",
    "vidéos de chats drôles",
    "paroles de joyeux anniversaire",
    "qwerty",
    "blah blah blah",
    "lorem ipsum",
    "12345",
    "aaaa",
    "hello world",
)


def _made_up(count: int) -> list[str]:
    chance = random.Random(2026)
    salads = [
        " ".join(chance.sample(words.split(), chance.randint(1, 5)))
        for words in _SALADS.values()
        for _ in range(count // 5)
    ]
    mash = ["".join(chance.choices("bcdfghjklmnpqrstvwxzaeiou", k=chance.randint(4, 14))) for _ in range(count // 5)]
    return salads + mash


NONSENSE = (*_TALK, *_made_up(200 - len(_TALK)))
