"""Settings: ``policysearch.toml`` and ``POLICYSEARCH_*`` environment variables, read once, frozen, passed by hand.

An environment variable outranks the file: ``POLICYSEARCH_PORT=8080`` sets ``port``. Relative paths are relative to the
settings file's folder (without a file: the current folder).
"""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from policysearch.model.errors import SettingsError
from policysearch.model.message import message
from policysearch.regular_files import read_regular_file
from policysearch.setting_values import BY_TYPE, CITATION_STYLES, CONVERTERS, LANGUAGES, MEANING_OFF, SMTP_SECURITIES

FILE_NAME = "policysearch.toml"
EMBEDDED = "whoosh"  # the engine that needs no other machine than this one
_PREFIX = "POLICYSEARCH_"
_SETTINGS_FILE = "settings"  # POLICYSEARCH_SETTINGS names the file for ``wsgi``
_LIKE_A_NAME = 0.75
MAX_FILE = 1_000_000  # bytes of the file, or of one with a password
MAXIMA = {
    "searchlog_days": 36_500,
    "hsts": 315_360_000,
    "rate_limit": 1_000_000,
    "trusted_proxies": 100,
    "cache_size": 1_000_000,
    "alerts_days": 3_650,
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

    ``site_name`` is per language. ``citation_style`` is the style that citations are shown in first.
    ``searchlog_days`` is how long searches are stored. ``hsts`` is the number of
    seconds for which browsers shall use https alone, 0 to say nothing. ``rate_limit`` is in requests a
    minute from one address, 0 for no limit, and does not apply to the networks in ``rate_limit_exempt``.
    ``trusted_proxies`` is the number of proxies in front whose word about addresses counts. ``metrics`` opens the
    address /metrics, ``access_log`` writes a line for each request, ``mcp`` opens the
    endpoint for assistants at /mcp. ``cache_size`` is the
    number of results in the cache of each process; those of the whole collection are kept besides. ``engine`` names
    the engine; ``opensearch_*`` say where its cluster is: timeout and deadline are the seconds of one try and of
    all tries of a question. ``state`` is the folder of digests and locks, None for ``<index>/state``. ``meaning`` is
    "off", "bundled" or the address of a server of embeddings; of it, ``meaning_model`` and ``meaning_question_model``
    name the models for texts and for questions (empty: the same), the prefixes stand before each,
    ``meaning_revision`` is changed when the model behind a name changes, and the key is given by itself or in a
    file. ``smtp_*`` name the mail server through which e-mail alerts are sent; without ``smtp_host`` there are none.
    Their addresses are in ``alerts_path``, each for ``alerts_days`` unless its reader keeps it longer. ``file`` is the
    file that was read, None if there was none.
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
    citation_style: str = CITATION_STYLES[0]
    searchlog: bool = True
    searchlog_path: Path = Path("searchlog.sqlite3")
    searchlog_days: int = 400
    hsts: int = 0
    rate_limit: int = 0
    rate_limit_exempt: tuple[str, ...] = ()
    trusted_proxies: int = 0
    metrics: bool = False
    access_log: bool = False
    mcp: bool = False
    cache_size: int = 512
    engine: str = EMBEDDED
    opensearch_hosts: tuple[str, ...] = ("http://127.0.0.1:9200",)
    opensearch_prefix: str = "policysearch"
    opensearch_replicas: int = 1
    opensearch_account: str = ""
    opensearch_password: str = field(default="", repr=False)
    opensearch_password_file: Path | None = None
    opensearch_ca: Path | None = None
    opensearch_timeout: float = 3.0
    opensearch_deadline: float = 10.0
    state: Path | None = None
    meaning: str = MEANING_OFF
    meaning_model: str = ""
    meaning_question_model: str = ""
    meaning_question_prefix: str = ""
    meaning_text_prefix: str = ""
    meaning_revision: str = ""
    meaning_key: str = field(default="", repr=False)
    meaning_key_file: Path | None = None
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = SMTP_SECURITIES[0]
    smtp_ca: Path | None = None
    smtp_account: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_password_file: Path | None = None
    smtp_sender: str = ""
    alerts_path: Path = Path("alerts.sqlite3")
    alerts_days: int = 400
    file: Path | None = None

    @property
    def state_folder(self) -> Path:
        """Return the folder of what is this machine's own: digests of materials, the lock of builds."""
        return self.state or self.index / "state"

    @property
    def attachments_folder(self) -> Path:
        """Return the folder of the copies of attachments that readers get, each named by its SHA-256.

        Each engine has its own: a build removes what no generation of its engine names.
        """
        return self.index / ("attachments" if self.engine == EMBEDDED else f"attachments-{self.engine}")

    def name(self, language: str) -> str:
        """Return the site's name in ``language``, or in another language if it has none in this one."""
        return self.site_name.get(language) or next(iter(self.site_name.values()))


SECRETS = ("opensearch_password", "smtp_password")  # from the environment or a file of its own, never shown
__all__ = ["LANGUAGES", "NAMES", "SECRETS", "Settings", "read", "secrets_of", "take_secrets"]
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
    return _with_passwords(_resolve_paths(Settings(**converted), file))


def take_secrets(environment: MutableMapping[str, str]) -> None:
    """Remove the passwords from ``environment`` once they were read: servers and other programs get copies of it."""
    for name in SECRETS:
        environment.pop(f"{_PREFIX}{name.upper()}", None)


def secrets_of(settings: Settings) -> dict[str, str]:
    """Return the passwords as variables of an environment, for a process of ours that reads the settings anew."""
    return {f"{_PREFIX}{name.upper()}": value for name in SECRETS if (value := getattr(settings, name))}


def _find_file(path: Path | None) -> Path | None:
    if path is None:
        return Path(FILE_NAME) if Path(FILE_NAME).is_file() else None
    if not path.is_file():
        raise SettingsError(
            message("There is no settings file {path}.", path=path),
            "Name one with --settings, or leave the option out.",
        )
    return path


def _read_file(path: Path) -> dict[str, object]:
    try:
        values: dict[str, object] = tomllib.loads(read_regular_file(path, MAX_FILE).decode("utf-8-sig"))
    except (ValueError, OSError, RecursionError) as error:  # the first is that of TOML, of UTF-8 and of numbers
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error).replace("\n", " ")
        raise SettingsError(f"{path}: {reason}.", "Mend the file; it is TOML: name = value.") from error
    for name in SECRETS:
        if name in values:
            raise SettingsError(
                message("{path}: the password does not belong in this file.", path=path),
                message(
                    "Put it into a file of its own that {name}_file names, or into {prefix}{upper}.",
                    name=name,
                    prefix=_PREFIX,
                    upper=name.upper(),
                ),
            )
    for name in values:
        if name not in NAMES:
            close = get_close_matches(name, NAMES, 1)
            hint = (
                message("Did you mean {close}?", close=close[0])
                if close
                else message("Known: {names}.", names=", ".join(NAMES))
            )
            raise SettingsError(message("{path}: there is no setting {name!r}.", path=path, name=name), hint)
    return values


def _read_environment(environment: Mapping[str, str]) -> dict[str, object]:
    names = {f"{_PREFIX}{name.upper()}": name for name in NAMES}
    for key in environment:
        if key.startswith(_PREFIX) and key not in names and key != f"{_PREFIX}{_SETTINGS_FILE.upper()}":
            close = get_close_matches(key.removeprefix(_PREFIX).lower(), NAMES, 1, _LIKE_A_NAME)
            if close:  # other names are another program's: container platforms make such variables
                hint = message("Did you mean {prefix}{upper}?", prefix=_PREFIX, upper=close[0].upper())
                raise SettingsError(message("There is no setting {key!r} in the environment.", key=key), hint)
    return {names[key]: value for key, value in environment.items() if key in names}


def _resolve_paths(settings: Settings, file: Path | None) -> Settings:
    folder = file.parent if file else Path()
    paths = {name: value for name in NAMES if isinstance(value := getattr(settings, name), Path)}
    resolved: dict[str, Any] = {name: folder / path for name, path in paths.items()}
    return dataclasses.replace(settings, file=file, **resolved)


def _with_passwords(settings: Settings) -> Settings:
    """Return ``settings`` with the passwords of their files; one from the environment outranks its file."""
    files = {name: getattr(settings, f"{name}_file") for name in SECRETS if not getattr(settings, name)}
    passwords: dict[str, Any] = {name: _password(f"{name}_file", file) for name, file in files.items() if file}
    return dataclasses.replace(settings, **passwords)


def _password(name: str, file: Path) -> str:
    try:
        return read_regular_file(file, MAX_FILE).decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or message("it is no text")
        raise SettingsError(
            message("The setting {name}: {file} cannot be read: {reason}.", name=name, file=file, reason=reason)
        ) from error


def _without_password(text: str) -> str:
    """Return ``text`` without the names and passwords that stand in its addresses."""
    return re.sub(r"//[^/\s]*@", "//…@", text)


def _convert(name: str, value: object) -> object:
    default = getattr(Settings(), name)
    try:
        converted = CONVERTERS[name](value) if name in CONVERTERS else BY_TYPE[type(default)](value)
        if name in MAXIMA and isinstance(converted, int) and converted > MAXIMA[name]:
            raise ValueError(message("it takes a whole number up to {name}", name=MAXIMA[name]))
    except (ValueError, TypeError) as error:
        hint = message("See the README's settings.")
        value_text = message("what it is") if name in SECRETS else _shortened(_without_password(repr(value)))
        raise SettingsError(
            message(
                "The setting {name} cannot be {value_text}: {error}.", name=name, value_text=value_text, error=error
            ),
            hint,
        ) from error
    return converted


def _shortened(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:100]}…"
