"""The signals of the human voice: on what has them, and on what only looks as if it has."""

import pytest

from webcarelint.linter import Linter
from webcarelint.model import Draft

# signal: (a reply and the words it is found at), replies that do not have it
CASES: dict[str, tuple[list[tuple[str, list[str]]], list[str]]] = {
    "afkorting": (
        [
            ("Stuur ons ff een DM aub.", ["ff", "DM", "aub"]),
            ("Meer info? DM'en mag ook.", ["info", "DM'en"]),
            ("Dat klopt idd, mss lukt het asap.", ["idd", "mss", "asap"]),
            ("Ik bel je zsm i.v.m. je vraag.", ["zsm", "i.v.m."]),
            ("Bel ons t/m vrijdag.", ["t/m"]),
        ],
        [
            "De NS en het GVB rijden weer, je BSN hebben we niet nodig.",
            "Mail naar info@winkel.nl of kijk op https://info.winkel.nl/pb",
            "De Dm Drogist zit om de hoek.",
            "Je schreef: “bel me asap”.",
            "Komt goed. Gr. Eva",
            "Dossier {{dossier_nr}} is klaar.",
            "Het informatiepunt is open.",
            "Over 5 min. vertrekt hij.",
        ],
    ),
    "spreektaal": (
        [
            ("Goeiemorgen, da's snel!", ["Goeiemorgen", "da's"]),
            ("Zet 'm op 't plein, dan zie je effe hoe hij staat.", ["'m", "'t", "effe"]),
            ("Hij staat klaar, daar ligt-ie.", ["-ie"]),
            ("Haha, dat is m'n favoriet.", ["Haha", "m'n"]),
            ("Dat is ni ok.", ["ni"]),
        ],
        [
            "Zo'n kaart is 's avonds goedkoper.",
            "De winkel aan 't Zand is open.",
            "Ga naar de Van 't Hoffstraat.",
            "Je pakket is in 's-Hertogenbosch.",
            "Kies een effen kleur.",
            "Je schreef: “da's mooi”.",
            "De actie was een hit.",
        ],
    ),
    "tussenwerpsel": (
        [
            ("Oeps, dat ging mis.", ["Oeps"]),
            ("Tja, dat is lastig joh.", ["Tja", "joh"]),
            ("Wat een gedoe zeg!", ["gedoe zeg"]),
            ("Ai, dat is vervelend zeg :(", ["Ai", "vervelend zeg"]),
            ("Fijn hè? Och, graag gedaan.", ["hè", "Och"]),
            ("Amai, dat is lang.", ["Amai"]),
        ],
        [
            "Hé Bram, dat klopt.",
            "Ha Noor, je pas is klaar.",
            "Zeg het maar.",
            "Ik zeg het door.",
            "Dit is niet door AI geschreven.",
            "De akker is 3 ha groot.",
            "Komt goed. ^EH",
            "Je schreef: “oeps”.",
        ],
    ),
    "non-verbaal": (
        [
            ("Top!! Fijn 😊", ["!!", "😊"]),
            ("Suuuper dat het lukt :)", ["Suuuper", ":)"]),
            ("Je kunt dit NIET ruilen.", ["NIET"]),
            ("Echt waar?!", ["?!"]),
            ("Jaaaa, hij is terug.", ["Jaaaa"]),
        ],
        [
            "Top! Fijn.",
            "De NS en het GVB rijden weer.",
            "Kijk op www.winkel.nl of https://a.nl/!!!x",
            "De ideeen en de tweeen zijn binnen.",
            "Maat XXXL is er weer.",
            "Je schreef: “NU BEN IK HET ZAT!!!”.",
            "Zie stap 8) van de lijst.",
        ],
    ),
    "partikel": (
        [
            ("Stuur maar even een DM.", ["maar", "even"]),
            ("Geen punt hoor!", ["hoor"]),
            ("Probeer het eens, dan komt het wel goed.", ["eens", "wel"]),
            ("Dat is toch even schrikken.", ["toch", "even"]),
            ("Loop gewoon binnen, je hoeft nou niets te tekenen.", ["gewoon", "nou"]),
            ("Bel maar.", ["maar"]),
        ],
        [
            "Dank je wel!",
            "Dat kan, maar niet vandaag.",
            "Ik hoor je niet goed.",
            "Wat ik hoor, klopt.",
            "We zijn het met je eens.",
            "De even nummers zijn vandaag aan de beurt.",
            "Dat duurt even lang als vorige keer.",
            "Het is om het even.",
            "Je kunt er toch niet in.",
            "Dat is heel gewoon.",
        ],
    ),
    "waardering": (
        [
            ("Bedankt voor je melding.", ["Bedankt"]),
            ("Goed dat je het meldt.", ["Goed dat je het meldt"]),
            ("We zijn blij met je tip.", ["blij met je tip"]),
            ("Scherp gezien, we passen het aan.", ["Scherp gezien"]),
            ("Wat lief van je!", ["Wat lief van je"]),
        ],
        [
            "Met dank aan onze monteurs.",
            "Goed dat de bus weer rijdt.",
            "Dankzij jou weten we het nu.",
            "Je schreef “bedankt hè”.",
            "Fijne dag!",
        ],
    ),
    "dialoog": (
        [
            ("Heb je een zaaknummer voor mij?", ["Heb je een zaaknummer voor mij?"]),
            ("Kan ik nog iets voor je doen?", ["Kan ik nog iets voor je doen?"]),
            ("Wil je ons een DM sturen?", ["Wil je ons een DM sturen"]),
        ],
        ["Fijn, hè?", "Stuur ons een DM.", "Kijk op https://a.nl/?b=1.", "Je schreef: “waar blijft het?”"],
    ),
    "humor": (
        [("Dat was een geintje 😜", ["geintje", "😜"]), ("Haha, goed gezien!", ["Haha"]), ("Met een knipoog van ons allemaal.", ["Met een knipoog"])],
        ["Dit is geen grap.", "Fijn 😊", "Het Hahamuseum is open.", "Je schreef: “haha, vertraging”."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "words"), [(name, text, words) for name, (has, _) in CASES.items() for text, words in has])
def test_an_element_is_found_at_its_words(linter: Linter, name: str, text: str, words: list[str]) -> None:
    spans = linter.check(Draft(text)).signals.get(name, ())
    assert [text[start:end].strip() for start, end in spans] == words


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (_, lacks) in CASES.items() for text in lacks])
def test_an_element_is_not_found_where_it_is_not(linter: Linter, name: str, text: str) -> None:
    assert [text[start:end] for start, end in linter.check(Draft(text)).signals.get(name, ())] == []
