"""What was counted nationally in public webcare, and how the same is counted in an archive. Base rates, never norms.

Each published figure keeps its own year, corpus and denominator; two counts of the same thing stand side by side and are never averaged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from webcarelint.archive.quantities import Share, read_share, share, share_of
from webcarelint.archive.scored import Scored, collect, first_row
from webcarelint.archive.scores import SIGNAL
from webcarelint.model import PUBLIC_CHANNELS, Strength

REGULARLY: Final = 0.5
"""An account signs regularly when at least this share of its replies holds initials. Our definition: the source gives none."""

STRENGTH: Final[Strength] = "corpus-baseline"
NOTE: Final = (
    "Landelijke tellingen uit 2015–2019, vooral Twitter en Facebook. Ze beschrijven hoe er werd geschreven, niet hoe het hoort: een antwoord met "
    "een emoji is niet fout omdat maar 5 % er een heeft. Sindsdien zijn kanalen en schrijvers veranderd."
)
SVW_2018: Final = "Coosto, in Stand van Webcare 2018 (Upstream)"
COOSTO_2015: Final = "Coosto, eerste helft 2015, via NRC en CustomerFirst"
COOSTO_2019: Final = "Coosto, de 50 actiefste Nederlandse webcareteams op Twitter"
_OPEN: Final = (*sorted(PUBLIC_CHANNELS), "unknown")


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as it was published. `share` is 0 to 1; None when no share can be derived from it."""

    words: str
    year: str
    source: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is counted: replies with `signal`, among those with any of `among` (all when empty), on `channels`."""

    name: str
    title: str
    signal: str
    denominator: str
    published: tuple[Published, ...]
    caveat: str = ""
    among: tuple[str, ...] = ()
    channels: tuple[str, ...] = _OPEN


@dataclass(frozen=True, slots=True)
class Compared:
    """An archive beside the published figures. `here` is None when the scores lack the signal."""

    name: str
    title: str
    denominator: str
    here: Share | None
    published: tuple[Published, ...]
    caveat: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Account:
    """How one account signs; None is the account of replies that name none."""

    account: str | None
    initials: Share
    regularly: bool


@dataclass(frozen=True, slots=True)
class Signing:
    """Which share of the accounts signs with initials regularly; accounts with few replies are counted in `too_few` only."""

    here: Share
    accounts: tuple[Account, ...]
    too_few: int
    minimum: int
    definition: str
    published: tuple[Published, ...]
    caveat: str
    strength: Strength


SIGNED: Final = Published("75 % van de accounts", "2018", SVW_2018, 0.75)
BASELINES: Final[tuple[Baseline, ...]] = (
    Baseline(
        "je",
        "Je of jij",
        "je-vorm",
        "openbare antwoorden die de klant met je of u aanspreken",
        (Published("99 %", "2018", SVW_2018, 0.99), Published("90 %", "2015", COOSTO_2015, 0.90)),
        "Twee tellingen met elk een eigen jaar en corpus; ze verschillen, en zijn niet te middelen. Bij overheid, zorg en bank kan u juist passen.",
        among=("je-vorm", "u-vorm"),
    ),
    Baseline(
        "u",
        "U",
        "u-vorm",
        "openbare antwoorden die de klant met je of u aanspreken",
        (Published("0,7 %", "2018", SVW_2018, 0.007),),
        "Een antwoord met je én u telt bij allebei.",
        among=("je-vorm", "u-vorm"),
    ),
    Baseline(
        "emoji",
        "Emoji of emoticon",
        "emoji",
        "openbare antwoorden",
        (Published("5 %", "2018", SVW_2018, 0.05),),
        "De bron zegt niet waarvan dit 5 % is; waarschijnlijk van de antwoorden. De bron telde emoticons.",
    ),
    Baseline(
        "excuus",
        "Een excuus",
        "excuus",
        "openbare antwoorden, niet alleen die op klachten",
        (Published("9 %", "2018", SVW_2018, 0.09),),
    ),
    Baseline(
        "ik",
        "Ik",
        "ik-vorm",
        "openbare antwoorden met ik of wij",
        (Published("88 %", "2015", COOSTO_2015, 0.88),),
        "De bron noemt haar noemer niet. Een antwoord met ik én wij telt bij allebei.",
        among=("ik-vorm", "wij-vorm"),
    ),
    Baseline(
        "wij",
        "Wij",
        "wij-vorm",
        "openbare antwoorden met ik of wij",
        (),
        "Hiervan is geen landelijk cijfer gepubliceerd.",
        among=("ik-vorm", "wij-vorm"),
    ),
    Baseline(
        "onze-excuses",
        "Onze excuses",
        "onze-excuses",
        "openbare antwoorden met onze of mijn excuses",
        (Published("72 %", "2015", COOSTO_2015, 0.72),),
        "Binnen excuses, niet binnen alle antwoorden.",
        among=("onze-excuses", "mijn-excuses"),
    ),
    Baseline(
        "mijn-excuses",
        "Mijn excuses",
        "mijn-excuses",
        "openbare antwoorden met onze of mijn excuses",
        (Published("28 %", "2015", COOSTO_2015, 0.28),),
        "Binnen excuses, niet binnen alle antwoorden.",
        among=("onze-excuses", "mijn-excuses"),
    ),
    Baseline(
        "dm",
        "Verder in een DM",
        "dm-verzoek",
        "antwoorden op Twitter (X), en die waarvan het kanaal onbekend is",
        (Published("ruim 22 %", "rond 2019", COOSTO_2019, 0.22),),
        "Geteld bij de 50 actiefste teams op Twitter.",
        channels=("twitter", "unknown"),
    ),
    Baseline(
        "vervelend",
        "Het woord ‘vervelend’",
        "vervelend",
        "openbare antwoorden",
        (Published("100.000 berichten in een half jaar", "2015", COOSTO_2015, None),),
        "Een aantal zonder noemer: er is geen percentage uit af te leiden.",
    ),
)


def compare_with_baselines(scored: Scored) -> tuple[Compared, ...]:
    """Each baseline beside the same count in these scores."""
    counted = baseline_sums(scored)
    row = first_row(scored.judged, [one for sums in counted.values() for one in sums])
    found: Mapping[str, Share] = {name: read_share(row, name) for name in counted}
    return tuple(
        Compared(b.name, b.title, b.denominator, found.get(b.name), b.published, b.caveat, STRENGTH) for b in BASELINES
    )  # fmt: skip


def baseline_sums(scored: Scored) -> dict[str, list[pl.Expr]]:
    """For a table per period: baseline -> sums for its share."""
    return {
        baseline.name: share_of(baseline.name, _has(baseline), _among(baseline))
        for baseline in BASELINES
        if {SIGNAL + name for name in (baseline.signal, *baseline.among)} <= scored.columns
    }


def _has(baseline: Baseline) -> pl.Expr:
    return pl.col(SIGNAL + baseline.signal)


def _among(baseline: Baseline) -> pl.Expr:
    on = pl.col("channel").is_in(baseline.channels)
    return on & pl.any_horizontal(SIGNAL + name for name in baseline.among) if baseline.among else on


def signing(scored: Scored, minimum: int) -> Signing | None:
    """Which accounts sign regularly. None when the scores do not say who signs."""
    if SIGNAL + "initialen" not in scored.columns:
        return None
    public = scored.judged.filter(pl.col("channel").is_in(_OPEN))
    rows = collect(public.group_by("account").agg(share_of("initials", pl.col(SIGNAL + "initialen"))))
    shares = {row["account"]: read_share(row, "initials") for row in rows}
    enough = [Account(name, found, (found.share or 0) >= REGULARLY) for name, found in shares.items() if found.of >= max(minimum, 1)]
    accounts = tuple(sorted(enough, key=lambda account: (-account.initials.of, account.account or "")))
    return Signing(
        here=share(sum(account.regularly for account in accounts), len(accounts)),
        accounts=accounts,
        too_few=len(shares) - len(accounts),
        minimum=minimum,
        definition=f"Een account tekent regelmatig als minstens {REGULARLY:.0%} van zijn openbare antwoorden initialen heeft. Dat is onze grens; de bron noemt er geen.".replace(
            "%", " %"
        ),
        published=(SIGNED,),
        caveat="Een aandeel van accounts, niet van antwoorden.",
        strength=STRENGTH,
    )
