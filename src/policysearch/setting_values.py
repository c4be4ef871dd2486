"""The values that settings take: a converter returns what a setting becomes, or raises ValueError with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from policysearch.model.mail_address import mail_address
from policysearch.model.message import message

LANGUAGES = ("en", "es", "pt", "fr")
CITATION_STYLES = ("apa", "chicago", "iso690")
SMTP_SECURITIES = ("starttls", "tls", "none")
MEANING_OFF, MEANING_BUNDLED = "off", "bundled"
_ADDRESS = message("it takes an address such as https://www.example.org/search")
_PICTURE = message("it takes an address such as https://www.example.org/logo.svg")
_NETWORKS = message('it takes a list such as ["203.0.113.0/24"]')
_HOST = re.compile(r"[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


def plain_text(value: object) -> str:
    """Return a text without white space around it."""
    if not isinstance(value, str):
        raise ValueError("it takes a text in quotes")
    return value.strip()


def path(value: object) -> Path:
    """Return the path of a file or folder; ``~`` is the user's home."""
    text = plain_text(value)
    if not text or "\0" in text:  # an empty one would be the current folder
        raise ValueError("it takes the name of a file or folder")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # of an unknown user
        raise ValueError("there is no such home folder") from error


def optional_path(value: object) -> Path | None:
    """Return the path of a file or folder, None for none: containers pass on variables that are empty."""
    return path(value) if plain_text(value) else None


def count(value: object) -> int:
    """Return a whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("it takes a whole number")
    try:
        number = int(value)
    except ValueError:
        raise ValueError("it takes a whole number") from None
    if number < 0:
        raise ValueError("it takes a whole number from 0")
    return number


def flag(value: object) -> bool:
    """Return True or False."""
    flags = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
    if str(value).lower() not in flags:
        raise ValueError("it takes true or false")
    return flags[str(value).lower()]


def port(value: object) -> int:
    """Return a port."""
    number = count(value)
    if not 0 < number < 65_536:
        raise ValueError("it takes a number from 1 to 65535")
    return number


def workers(value: object) -> int:
    """Return a number of processes."""
    number = count(value)
    if not 0 < number <= 64:
        raise ValueError("it takes a number from 1 to 64")
    return number


def address(value: object) -> str:
    """Return an address without a slash at its end; empty for none."""
    text = plain_text(value).rstrip("/")
    if text:
        parts = _address_parts(text)
        is_plain = not parts.query and not parts.fragment and not re.search(r"\s", text)
        if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or not is_plain:
            raise ValueError(_ADDRESS)
        try:
            is_port = parts.port is None or parts.port > 0
        except ValueError:  # above 65535
            is_port = False
        if not is_port:
            raise ValueError("it takes a port from 1 to 65535")
    return text


def _address_parts(text: str, sentence: str = _ADDRESS) -> SplitResult:
    """Return the parts of an address; raise ValueError with ``sentence`` where it has none."""
    try:
        return urlsplit(text)
    except ValueError:
        raise ValueError(sentence) from None


def prefix(value: object) -> str:
    """Return a text as it is, with the space at its end."""
    if not isinstance(value, str):
        raise ValueError("it takes a text in quotes")
    return value


def meaning(value: object) -> str:
    """Return "off", "bundled", or an address without a slash at its end. An empty text is off, as of a container."""
    text = plain_text(value)
    if text.lower() in (MEANING_OFF, MEANING_BUNDLED, ""):
        return text.lower() or MEANING_OFF
    try:
        server = address(text)
    except ValueError:
        server = ""
    server = server.removesuffix("/embeddings")  # which the protocol adds
    if not server:
        raise ValueError("it takes off, bundled, or an address such as https://embeddings.example.org/v1")
    return server


def logo(value: object) -> str:
    """Return the address of a picture."""
    text = plain_text(value)
    parts = _address_parts(text, _PICTURE)
    is_elsewhere = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc)
    is_here = not parts.scheme and not parts.netloc
    if re.search(r"[\s\x00]", text) or not (is_elsewhere or is_here or parts.scheme == "data"):
        raise ValueError(_PICTURE)
    return text


def networks(value: object) -> tuple[str, ...]:
    """Return networks in their canonical form."""
    entries = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(entries, list):
        raise ValueError(_NETWORKS)
    texts = [plain_text(entry) for entry in entries]
    try:
        return tuple(str(ip_network(text)) for text in texts)
    except ValueError:
        raise ValueError(_NETWORKS) from None


def names(value: object) -> Mapping[str, str]:
    """Return a text per language; one text is that of all."""
    if isinstance(value, str):
        return dict.fromkeys(LANGUAGES, value)
    if not isinstance(value, dict) or not value or set(value) - set(LANGUAGES):
        raise ValueError(
            message("it takes a text, or a table of texts by language ({languages})", languages=", ".join(LANGUAGES))
        )
    return {language: plain_text(name) for language, name in value.items()}


def hosts(value: object) -> tuple[str, ...]:
    """Return the addresses of a cluster's nodes."""
    entries = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(entries, list) or not entries:
        raise ValueError('it takes a list such as ["https://node1.example.org:9200"]')
    hosts = tuple(address(entry) for entry in entries)
    if not all(hosts) or any(urlsplit(host).path for host in hosts):
        raise ValueError('it takes addresses such as "https://node1.example.org:9200"')
    if len({urlsplit(host).scheme for host in hosts}) > 1:
        raise ValueError("all of them are https, or none is")
    return hosts


def index_prefix(value: object) -> str:
    """Return the beginning of indexes' names."""
    text = plain_text(value)
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,63}", text) or text.endswith("-"):
        raise ValueError("it takes lower-case letters, digits and hyphens")
    return text


def copies(value: object) -> int:
    """Return a number of copies."""
    number = count(value)
    if number > 8:
        raise ValueError("it takes a number from 0 to 8")
    return number


def seconds(value: object) -> float:
    """Return a number of seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("it takes a number of seconds")
    try:
        number = float(value)
    except ValueError:
        raise ValueError("it takes a number of seconds") from None
    if not 0.1 <= number <= 300.0:
        raise ValueError("it takes a number of seconds from 0.1 to 300")
    return number


def citation_style(value: object) -> str:
    """Return the name of a citation style."""
    return _one_of(CITATION_STYLES, value)


def smtp_host(value: object) -> str:
    """Return the name or the IP address of a mail server; empty for none."""
    text = plain_text(value)
    if text and not re.fullmatch(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}", text):
        raise ValueError("it takes the name of a host such as mail.example.org")
    return text


def smtp_security(value: object) -> str:
    """Return how the connection to a mail server is encrypted."""
    return _one_of(SMTP_SECURITIES, value)


def sender(value: object) -> str:
    """Return an e-mail address; empty for none."""
    text = plain_text(value)
    return mail_address(text) if text else ""


BY_TYPE: dict[type, Callable[[object], object]] = {str: plain_text, int: count, bool: flag}
CONVERTERS: dict[str, Callable[[object], object]] = {
    "materials": path,
    "index": path,
    "searchlog_path": path,
    "state": optional_path,
    "citation_style": citation_style,
    "meaning": meaning,
    "meaning_question_prefix": prefix,
    "meaning_text_prefix": prefix,
    "meaning_key_file": optional_path,
    "port": port,
    "workers": workers,
    "public_url": address,
    "logo": logo,
    "rate_limit_exempt": networks,
    "site_name": names,
    "smtp_host": smtp_host,
    "smtp_port": port,
    "smtp_security": smtp_security,
    "smtp_ca": optional_path,
    "smtp_password_file": optional_path,
    "smtp_sender": sender,
    "alerts_path": path,
    "opensearch_hosts": hosts,
    "opensearch_prefix": index_prefix,
    "opensearch_replicas": copies,
    "opensearch_password_file": optional_path,
    "opensearch_ca": optional_path,
    "opensearch_timeout": seconds,
    "opensearch_deadline": seconds,
}


def _one_of(names: Sequence[str], value: object) -> str:
    name = plain_text(value)
    if name not in names:
        raise ValueError(message("it takes one of {names}", names=", ".join(names)))
    return name
