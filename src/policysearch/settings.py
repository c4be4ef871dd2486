"""Settings: ``policysearch.toml`` and ``POLICYSEARCH_*`` environment variables, read once, frozen, passed by hand.

An environment variable outranks the file: ``POLICYSEARCH_PORT=8080`` sets ``port``. Relative paths are relative to the
settings file's folder (without a file: the current folder).
"""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from policysearch.model.errors import SettingsError

LANGUAGES = ("en", "es", "pt", "fr")
FILE_NAME = "policysearch.toml"
_PREFIX = "POLICYSEARCH_"
_SETTINGS_FILE = "settings"  # POLICYSEARCH_SETTINGS names the file for ``wsgi``
_LIKE_A_NAME = 0.75
_HOST = re.compile(r"[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
MAXIMA = {
    "searchlog_days": 36_500,
    "hsts": 315_360_000,
    "rate_limit": 1_000_000,
    "trusted_proxies": 100,
    "cache_size": 1_000_000,
}
_SITE_NAMES = {
    "en": "Policy lessons",
    "es": "Lecciones de política pública",
    "pt": "Lições de política pública",
    "fr": "Leçons de politique publique",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a site. ``public_url`` has no slash at its end and may have a path prefix.

    ``site_name`` is per language. ``searchlog_days`` is how long searches are stored. ``hsts`` is the number of
    seconds for which browsers shall use https alone, 0 to say nothing. ``rate_limit`` is in requests a
    minute from one address, 0 for no limit, and does not apply to the networks in ``rate_limit_exempt``.
    ``trusted_proxies`` is the number of proxies in front whose word about addresses counts. ``cache_size`` is the
    number of results in the cache of each process. ``engine`` names the engine; ``state`` is the folder of digests and
    locks, None for ``<index>/state``. ``file`` is the file that was read, None if there was none.
    """

    materials: Path = Path("materials")
    index: Path = Path("index")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    public_url: str = ""
    site_name: Mapping[str, str] = field(default_factory=lambda: dict(_SITE_NAMES))
    institution: str = ""
    logo: str = ""
    contact: str = ""
    terms: str = ""
    searchlog: bool = True
    searchlog_path: Path = Path("searchlog.sqlite3")
    searchlog_days: int = 400
    hsts: int = 0
    rate_limit: int = 0
    rate_limit_exempt: tuple[str, ...] = ()
    trusted_proxies: int = 0
    cache_size: int = 512
    engine: str = "whoosh"
    state: Path | None = None
    file: Path | None = None

    @property
    def state_folder(self) -> Path:
        """Return the folder of what is this machine's own: digests of materials, the lock of builds."""
        return self.state or self.index / "state"

    @property
    def attachments_folder(self) -> Path:
        """Return the folder of the copies of attachments that readers get, each named by its SHA-256."""
        return self.index / "attachments"

    def name(self, language: str) -> str:
        """Return the site's name in ``language``, or in another language if it has none in this one."""
        return self.site_name.get(language) or next(iter(self.site_name.values()))


NAMES = tuple(f.name for f in dataclasses.fields(Settings) if f.name != "file")


def read(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings file ``path`` and the environment. None is ``policysearch.toml`` here, if there is one.

    Raises SettingsError that names the file, the setting and the values it takes.
    """
    environment = os.environ if environment is None else environment
    file = _find_file(path)
    values = _read_file(file) if file else {}
    values |= _read_environment(environment)
    converted: dict[str, Any] = {name: _convert(name, value) for name, value in values.items()}
    return _resolve_paths(Settings(**converted), file)


def _find_file(path: Path | None) -> Path | None:
    if path is None:
        return Path(FILE_NAME) if Path(FILE_NAME).is_file() else None
    if not path.is_file():
        raise SettingsError(f"There is no settings file {path}.", "Name one with --settings, or leave the option out.")
    return path


def _read_file(path: Path) -> dict[str, object]:
    try:
        values: dict[str, object] = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as error:
        reason = str(error).replace("\n", " ")
        raise SettingsError(f"{path}: {reason}.", "Mend the file; it is TOML: name = value.") from error
    for name in values:
        if name not in NAMES:
            close = get_close_matches(name, NAMES, 1)
            hint = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(NAMES)}."
            raise SettingsError(f"{path}: there is no setting {name!r}.", hint)
    return values


def _read_environment(environment: Mapping[str, str]) -> dict[str, object]:
    names = {f"{_PREFIX}{name.upper()}": name for name in NAMES}
    for key in environment:
        if key.startswith(_PREFIX) and key not in names and key != f"{_PREFIX}{_SETTINGS_FILE.upper()}":
            close = get_close_matches(key.removeprefix(_PREFIX).lower(), NAMES, 1, _LIKE_A_NAME)
            if close:  # other names are another program's: container platforms make such variables
                hint = f"Did you mean {_PREFIX}{close[0].upper()}?"
                raise SettingsError(f"There is no setting {key!r} in the environment.", hint)
    return {names[key]: value for key, value in environment.items() if key in names}


def _resolve_paths(settings: Settings, file: Path | None) -> Settings:
    folder = file.parent if file else Path()
    return dataclasses.replace(
        settings,
        file=file,
        materials=folder / settings.materials,
        index=folder / settings.index,
        searchlog_path=folder / settings.searchlog_path,
        state=folder / settings.state if settings.state else None,
    )


def _convert(name: str, value: object) -> object:
    default = getattr(Settings(), name)
    try:
        converted = _CONVERTERS[name](value) if name in _CONVERTERS else _BY_TYPE[type(default)](value)
        if name in MAXIMA and isinstance(converted, int) and converted > MAXIMA[name]:
            raise ValueError(f"it takes a whole number up to {MAXIMA[name]}")
    except (ValueError, TypeError) as error:
        hint = "See the README's settings."
        raise SettingsError(f"The setting {name} cannot be {_shortened(repr(value))}: {error}.", hint) from error
    return converted


def _shortened(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:100]}…"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("it takes a text in quotes")
    return value.strip()


def _path(value: object) -> Path:
    text = _text(value)
    if "\0" in text:
        raise ValueError("it takes the name of a file or folder")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # of an unknown user
        raise ValueError("there is no such home folder") from error


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("it takes a whole number")
    number = int(value)
    if number < 0:
        raise ValueError("it takes a whole number from 0")
    return number


def _flag(value: object) -> bool:
    flags = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
    if str(value).lower() not in flags:
        raise ValueError("it takes true or false")
    return flags[str(value).lower()]


def _port(value: object) -> int:
    number = _count(value)
    if not 0 < number < 65_536:
        raise ValueError("it takes a number from 1 to 65535")
    return number


def _workers(value: object) -> int:
    number = _count(value)
    if not 0 < number <= 64:
        raise ValueError("it takes a number from 1 to 64")
    return number


def _address(value: object) -> str:
    text = _text(value).rstrip("/")
    if text:
        parts = urlsplit(text)
        is_plain = not parts.query and not parts.fragment and not re.search(r"\s", text)
        if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or not is_plain:
            raise ValueError("it takes an address such as https://www.example.org/search")
        if parts.port == 0:
            raise ValueError("it takes a port from 1 to 65535")
    return text


def _logo(value: object) -> str:
    text = _text(value)
    parts = urlsplit(text)
    is_elsewhere = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc)
    is_here = not parts.scheme and not parts.netloc
    if re.search(r"[\s\x00]", text) or not (is_elsewhere or is_here or parts.scheme == "data"):
        raise ValueError("it takes an address such as https://www.example.org/logo.svg")
    return text


def _networks(value: object) -> tuple[str, ...]:
    entries = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(entries, list):
        raise ValueError('it takes a list such as ["203.0.113.0/24"]')
    return tuple(str(ip_network(_text(entry))) for entry in entries)


def _names(value: object) -> Mapping[str, str]:
    if isinstance(value, str):
        return dict.fromkeys(LANGUAGES, value)
    if not isinstance(value, dict) or not value or set(value) - set(LANGUAGES):
        raise ValueError(f"it takes a text, or a table of texts by language ({', '.join(LANGUAGES)})")
    return {language: _text(name) for language, name in value.items()}


_BY_TYPE: dict[type, Callable[[object], object]] = {str: _text, int: _count, bool: _flag}
_CONVERTERS: dict[str, Callable[[object], object]] = {
    "materials": _path,
    "index": _path,
    "searchlog_path": _path,
    "state": _path,
    "port": _port,
    "workers": _workers,
    "public_url": _address,
    "logo": _logo,
    "rate_limit_exempt": _networks,
    "site_name": _names,
}
