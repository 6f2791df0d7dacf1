"""Reading a house style from `webcarelint.toml`, or from `[tool.webcarelint]` in a pyproject.toml.

What wins: the chosen `[profiles.NAME]`, then `[house_style]`, then the default. Tables of rules are merged per rule.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webcarelint.errors import HouseStyleError
from webcarelint.house_style.shipped import located
from webcarelint.house_style.style import HouseStyle, OnError, Override, Register, Sector, Variety
from webcarelint.model import Channel, Gate, Severity
from webcarelint.toml_places import line_of, read_toml

CONFIG_NAME = "webcarelint.toml"
Text = Annotated[str, Field(min_length=1)]


class OverrideModel(BaseModel):
    model_config = ConfigDict(extra="forbid")

    enabled: bool | None = None
    severity: Severity | None = None
    gate: Gate | None = None
    weight: Annotated[float, Field(ge=0, le=100)] | None = None
    at_most: Annotated[float, Field(ge=0)] | None = None


class StyleModel(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = ""
    register_: Register = Field(default="spiegel", alias="register")
    variety: Variety = "nl-NL"
    sector: Sector = "profit"
    sign_off: list[Text] | Text = Field(default_factory=list)
    agents: list[Text] = Field(default_factory=list)
    organisation_names: list[Text] = Field(default_factory=list)
    phone_numbers: list[Text] = Field(default_factory=list)
    mail_addresses: list[Text] = Field(default_factory=list)
    ibans: list[Text] = Field(default_factory=list)
    own_channels: list[Text] = Field(default_factory=list)
    banned_words: list[Text] = Field(default_factory=list)
    allowed_words: list[Text] = Field(default_factory=list)
    default_channel: Channel = "unknown"
    pass_mark: Annotated[float, Field(ge=0, le=100)] = 75.0
    pipeline: Text = "nl_webcare_sm"
    packs: list[Text] = Field(default_factory=list)
    on_error: OnError | None = None
    rules: dict[str, OverrideModel] = Field(default_factory=dict)


SETTINGS = tuple(field.alias or name for name, field in StyleModel.model_fields.items())


@dataclass(frozen=True, slots=True)
class Found:
    """A file with a house style, and the keys that lead to its table."""

    path: Path
    prefix: tuple[str, ...]
    table: Mapping[str, Any]


def find_config(start: Path) -> Path | None:
    """The nearest webcarelint.toml, or pyproject.toml with [tool.webcarelint], in `start` or a folder above it."""
    for folder in (start, *start.parents):
        own = folder / CONFIG_NAME
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and "[tool.webcarelint" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def load_house_style(path: Path | None, profile: str | None = None) -> HouseStyle:
    """The house style of a file, of a name that comes with the package, or the default one without a file.

    Raises HouseStyleError, with `path:line`, or with the nearest name.
    """
    if path is None:
        if profile is not None:
            raise HouseStyleError(
                f"Er is geen huisstijl gevonden om profiel '{profile}' uit te halen. Maak er een met 'webcarelint init', of wijs hem aan met --config."
            )
        return HouseStyle()
    found = _read(path)
    layers = [(found.prefix, _base(found))]
    if profile is not None:
        layers.append((_profile_prefix(found, profile), _profile(found, profile)))
    for prefix, table in layers:
        _validate(found.path, prefix, table)
    return _merged(found.path, layers)


def profile_names(path: Path) -> list[str]:
    profiles = _read(path).table.get("profiles", {})
    return sorted(profiles) if isinstance(profiles, dict) else []


def _read(path: Path) -> Found:
    path = located(path)
    raw = read_toml(path, HouseStyleError)
    if path.name == "pyproject.toml":
        table = raw.get("tool", {}).get("webcarelint")
        if table is None:
            raise HouseStyleError("Hier staat geen [tool.webcarelint] in:", path)
        return Found(path, ("tool", "webcarelint"), table)
    for key in raw:
        if key not in ("house_style", "profiles"):
            _fail(path, (key,), f"Onbekende sleutel '{key}'.{_nearest(key, ('house_style', 'profiles', *SETTINGS))}")
    return Found(path, (), raw)


def _base(found: Found) -> Mapping[str, Any]:
    """The table of settings: [house_style], or in a pyproject.toml [tool.webcarelint] itself."""
    if "house_style" in found.table:
        return _as_table(found, "house_style")
    return {key: value for key, value in found.table.items() if key != "profiles"} if found.prefix else {}


def _as_table(found: Found, name: str) -> Mapping[str, Any]:
    value = found.table[name]
    if not isinstance(value, dict):
        _fail(found.path, (*found.prefix, name), f"'{name}' moet een tabel zijn: [{name}].")
    return value


def _profile_prefix(found: Found, profile: str) -> tuple[str, ...]:
    return (*found.prefix, "profiles", profile)


def _profile(found: Found, profile: str) -> Mapping[str, Any]:
    profiles = _as_table(found, "profiles") if "profiles" in found.table else {}
    if profile not in profiles:
        names = ", ".join(sorted(profiles)) or "geen"
        _fail(found.path, (*found.prefix, "profiles"), f"Onbekend profiel '{profile}'. Er zijn: {names}.")
    table = profiles[profile]
    if not isinstance(table, dict):
        _fail(found.path, _profile_prefix(found, profile), f"Het profiel '{profile}' moet een tabel zijn.")
    return table


def _validate(path: Path, prefix: tuple[str, ...], table: Mapping[str, Any]) -> None:
    try:
        StyleModel.model_validate(table)
    except ValidationError as cause:
        error = cause.errors(include_url=False)[0]
        loc = tuple(
            part for part in error["loc"] if not (isinstance(part, str) and part.startswith(("list[", "constrained-", "function-")))
        )
        _fail(path, (*_with_house_style(path, prefix), *loc), _sentence(error, loc))


def _with_house_style(path: Path, prefix: tuple[str, ...]) -> tuple[str, ...]:
    return ("house_style",) if path.name != "pyproject.toml" and not prefix else prefix


def _sentence(error: Mapping[str, Any], loc: tuple[str | int, ...]) -> str:
    name = str(next((part for part in reversed(loc) if isinstance(part, str)), ""))
    match error["type"]:
        case "extra_forbidden":
            known = OverrideModel.model_fields if len(loc) > 2 and loc[0] == "rules" else SETTINGS
            return f"Onbekende instelling '{name}'.{_nearest(name, known)}"
        case "literal_error":
            return f"'{name}' mag alleen {error['ctx']['expected'].replace(' or ', ' of ')} zijn, niet '{error['input']}'."
        case _:
            return f"De waarde van '{name}' klopt niet ({error['msg']})."


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f" Bedoel je '{close[0]}'?" if close else ""


def _fail(path: Path, key: tuple[str | int, ...], sentence: str) -> NoReturn:
    raise HouseStyleError(sentence, path, line_of(path, key))


def _merged(path: Path, layers: list[tuple[tuple[str, ...], Mapping[str, Any]]]) -> HouseStyle:
    values: dict[str, Any] = {}
    rules: dict[str, dict[str, Any]] = {}
    origins: dict[str, str] = {}
    for prefix, table in layers:
        place = _with_house_style(path, prefix)
        for key, value in table.items():
            if key == "rules":
                for rule, settings in value.items():
                    rules.setdefault(rule, {}).update(settings)
                    for setting in settings:
                        origins[f"rules.{rule}.{setting}"] = f"{path}:{line_of(path, (*place, 'rules', rule, setting))}"
            else:
                values[key] = _frozen(key, value)
                origins[key] = f"{path}:{line_of(path, (*place, key))}"
    overrides = tuple((rule, Override(**settings)) for rule, settings in sorted(rules.items()))
    if "packs" in values:
        values["packs"] = tuple(str((path.parent / pack).resolve()) for pack in values["packs"])
    return HouseStyle(**values, rules=overrides, origins=tuple(sorted(origins.items())))


def _frozen(key: str, value: Any) -> Any:
    if key == "sign_off" and isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value
