"""Is there a time for what comes next? Every expression of time is read in its clause, and most are about something else.

'Morgen', 'vóór half vier', 'binnen twee dagen' are terms when something is going to happen then for this customer. They are not
in the past tense, in opening hours, in the customer's own deadline, in what is usual, or at an event.
"""

from collections.abc import Iterator
from typing import Final

import pcre2
import regex

from webcarelint.model import Span
from webcarelint.reading import Clause, Reading, View, compiled, quick
from webcarelint.signals.registry import signal

_MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|aug|sept?|okt|nov|dec)\b\.?"
_PART = r"(?:ochtend|middag|avond|nacht|voormiddag|namiddag|morgen|vroeg|noen)"
_DAY = rf"(?:maan|dins|woens|donder|vrij|zater|zon)dag{_PART}?"
_NUMBER = r"(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|veertien|twintig|dertig)"
_COUNT = rf"(?:een (?:\d+|{_NUMBER})-?tal|(?:\d+|{_NUMBER}|anderhalve?|half)(?: ?(?:-|–|à|tot|of|a|tot en met) ?(?:\d+|{_NUMBER}))?)"
_HOURS = r"(?:eenen|tweeën|drieën|vieren|vijven|zessen|zevenen|achten|negenen|tienen|elven|twaalven)"
_FEAST = r"(?:kerst(?:mis)?|pasen|pinksteren|nieuwjaar|oud en nieuw|sinterklaas|moederdag|vaderdag|carnaval|hemelvaart)"
_UNIT = r"(?:(?:werk|kalender|bank|volle |volgende )?(?:nachtjes|dag(?:en|je)?|week|weken|weekjes?|maand(?:en)?|maandjes?|uren|uurtjes?|uur|minu(?:ut|ten)|minuutjes?|min\b|kwartier(?:tje)?|etmaal|nachten)|u\b)"
_LENGTH = rf"(?:{_COUNT} ?{_UNIT}|(?:een )?half ?uur(?:tje)?|(?:een )?kwartier(?:tje)?|(?:een )?uurtje|(?:een )?(?:goed|klein|dik|krap|ruim|kleine|goede|dikke) (?:uur(?:tje)?|kwartier(?:tje)?|week|maand|half ?uur)|(?:het|de|een) (?:uur|kwartier|halfuur|half uur|week|maand|dag|etmaal|jaar|kwartaal)|een (?:dag|week|maand|uur) of (?:twee|drie|vier|vijf|zes|acht|tien|\d+)|drie kwartier)"
_CLOCK = rf"(?:\d{{1,2}}(?:[.:]\d\d)? ?(?:uur|u(?:\d\d)?)\b|\d{{1,2}}[.:]\d\d\b|half {_NUMBER}|(?:kwart|vijf|tien) (?:voor|over) (?:half )?{_NUMBER}|{_NUMBER} uur|middernacht|(?:het )?middaguur)"
_THIS = (
    rf"(?:vandaag(?! de dag)|later (?:vandaag|deze (?:week|maand)|op de dag)|(?:de|een) (?:eerst)?volgende (?:werk)?dag|eerstvolgende (?:werk)?dag|(?:ma|di|wo|do|vr|za|zo)\.?(?= \d{{1,2}}[ /-])|overmorgen|morgen(?:{_PART})?|van(?:ochtend|morgen|middag|namiddag|voormiddag|avond|nacht)|deze (?:week|maand|middag|avond|ochtend|namiddag|voormiddag|{_DAY})|dit weekend"
    rf"|(?:aanstaande|komende?|volgende?|a\.s\.|dit) (?:week|maand|weekend|kwartaal|jaar|seizoen|schooljaar|winter|zomer|herfst|lente|nacht|{_DAY})|dezelfde dag|per direct|v(?:an )?de? week)"
)
_EDGE = rf"(?:(?:aan )?(?:het )?eind(?:e)? (?:v\.?/?d\.? |van )?(?:de|deze|volgende|komende)? ?(?:week|maand|dag|middag|ochtend|{_MONTH})|(?:aan |in )?(?:het )?begin (?:volgende|komende|van (?:de|volgende|komende)) (?:week|maand|middag|ochtend|avond)|(?:begin|half|medio|eind) {_MONTH}|in de loop van (?:de )?(?:{_THIS}|{_DAY}|dag|middag|ochtend|week|namiddag|voormiddag)|(?:nog )?(?:voor|na|vóór|in|tegen) het (?:weekend|einde van de (?:week|maand|dag)|eind van de (?:week|maand|dag))|(?:nog )?(?:voor|vóór|na|rond|tegen) (?:de |het |einde )?(?:sluitingstijd|etenstijd|eten|donker|ochtend|nacht|vakantie|zomer(?:vakantie)?|winter|feestdagen|avond|middag|lunch|bouwvak|{_FEAST})\b|(?:voor|vóór|na|tegen|rond|om) {_HOURS}|einde? (?:dag|werkdag|middag|ochtend|week|maand)|van het weekend|de (?:eerste|1e|laatste) (?:dag )?van de (?:(?:volgende|komende|nieuwe) )?(?:maand|week)|in de (?:eerste|tweede) helft van (?:{_MONTH}|de (?:week|maand))|het (?:eerste|tweede|derde|vierde) kwartaal|half {_NUMBER}(?! (?:pakje|blik|pond|liter))|de (?:\d+e|eerste|tweede|derde|laatste) week van {_MONTH}|week \d{{1,2}}\b)"
_DATE = rf"(?:de \d{{1,2}}(?:e|ste|de)\b(?! (?:verdieping|etage|klas|keer|dag|persoon))|\d{{1,2}}(?:e|ste|de)? {_MONTH})"
_SLASHED = r"(?:\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?(?![\d/%]))"
_SLOT = r"(?:\{\{[^{}\n]{1,40}\}\}|\{[\w .]{1,40}\}|<%=[^%\n]{1,60}%>|<<[^<>\n]{1,40}>>|%[\w.]{2,40}%|\[[\w .]{1,40}\])"
_SLOT_TIME = (
    r"(?:(?=[^\s\]}>]{0,3}\s?[^\]}>\n]{0,30}(?:dat(?:um|e)|tijd|time|start|begin|ein?d|deadline|dag\b|dagen|day|verval|termijn|uur|moment|cutoff|window|slot\b))"
    + _SLOT
    + r")"
)
_SHORT_DAY = r"(?:ma|di|wo|do|vr|za|zo)"
_POINT = rf"(?:{_THIS}|{_EDGE}|{_DATE}|{_DAY}(?: {_DATE}| {_SLASHED})?)"
_TIME = quick(
    rf"(?<![\p{{L}}\d@#/.-])(?P<hit>"
    rf"(?:(?P<prep>uiterlijk|ten laatste|vanaf|tegen|rond|omstreeks|om|op|tussen|per|tot|v[oó]{{2}}r|voor|sinds|van|naar|na|met ingang van|d\.d\.|dd\.?)(?: (?:op|de|uiterlijk|ongeveer|circa|zo'n|rond|ergens|begin|een post van))? )?"
    rf"(?:{_POINT}(?:,? (?:om|rond|v[oó]{{2}}r|voor|tussen|tegen|vanaf|na|tot|omstreeks)? ?(?:de lunch|{_CLOCK}(?: (?:en|of|tot|-|–) {_CLOCK})?))?)"
    rf"|(?:vanaf|per|medio|begin|eind|tegen|rond|pas in) {_MONTH}|(?:op|v[oó]{{2}}r|uiterlijk|vanaf|tot|per|tegen) {_SLASHED}|{_COUNT} minuutjes|(?:reken op|ga uit van|houd? rekening met|geef (?:het|hem|ons)(?: nog)?|gun (?:het|ons)|levertijd:?|doorlooptijd:?|wachttijd:?|bedraagt) (?:ongeveer |circa |nog |zo'n )?{_LENGTH}"
    rf"|(?:uiterlijk|ten laatste|vanaf|tegen|rond|omstreeks|om|op|tussen|tot|v[oó]{{2}}r|voor|na|post van) (?:ongeveer |circa |zo'n |rond |uiterlijk )?(?:{_CLOCK}|(?:{_NUMBER}|\d{{1,2}}) en (?:{_CLOCK}|{_NUMBER}\b|\d{{1,2}}\b(?! euro)))"
    rf"|(?:uiterlijk|binnen|over|in|na|(?:tussen|binnen) nu en|reken op|(?:duurt|duren|duur|vergt|kost|neemt)(?: \p{{L}}+){{1,3}}?|meestal|doorgaans|normaal|normaliter|standaard|±|~|minimaal|minstens|(?:duurt|duren|duur|vergt|kost|neemt|nog|wordt|is|zijn)(?: (?:nog|nu|dit|het|ons|meestal|doorgaans|gemiddeld|maximaal|hooguit|ongeveer|circa|zo'n|naar schatting|normaal))*|maximaal|max\.?|hooguit|hoogstens|ongeveer|circa|ca\.|gemiddeld|zo['’]?n|ruim|met)(?: (?:binnen|over|de|een|komende|nu|ongeveer|circa|zo['’]?n|hooguit|maximaal|uiterlijk|max\.|ca\.|dik|ruim|nog|de komende|de eerste|eerstvolgende|kleine|goed|slechts))* {_LENGTH}"
    rf"|tussen (?:de )?{_COUNT} en {_COUNT} ?{_UNIT}|{_COUNT} ?(?:werk)?(?:dagen|weken|uur|minuten)(?= (?:duren|in beslag|geduld|nodig))"
    rf"|(?:(?<=[.!?\n] )|(?<=\A)){_LENGTH}(?=,? ?(?:[.!]|$|dan\b))|in {_MONTH}(?! \d{{4}})|vanaf (?:de|je|uw|jullie|jouw) (?:(?:eerst)?volgende |nieuwe )?(?:factuur|nota|rekening|afrekening|incasso|afschrijving) (?:van |in )?(?:{_MONTH}|(?:volgende|komende) maand)|na de (?:lunch|middag|middagpauze|vakantie|zomer|feestdagen)|(?:komende?|dit|deze) (?:winter|zomer|voorjaar|najaar)"
    # an open slot of a template: 'tussen {{start}} en {{eind}}', '<<X>> werkdagen'
    rf"|(?:uiterlijk|vanaf|tegen|rond|om|op|tussen|tot|v[oó]{{2}}r|uiterlijk voor|na|binnen|over) (?:de |het |uiterlijk )?{_SLOT_TIME}(?: (?:en|tot|-|–) {_SLOT})?(?: ?{_UNIT})?"
    rf"|(?:(?:binnen|over|uiterlijk|in|na|bedraagt|maximaal|circa|ongeveer|duurt)(?: \p{{L}}+){{0,2}} )?(?<!om ){_SLOT} ?(?:werk)?(?:dag(?:en)?|weken|uur|uren|minuten)"
    rf"|(?:er|uiterlijk|v[oó]{{2}}r|tegen|op) {_SHORT_DAY}(?= (?:weer|op|in|bij|terug|tussen|voor|om|of)\b|[.,!?]|$)"
    rf"|(?:heeft|hebben|heb|krijgt?|krijgen) (?:er|daar|hier|daarvoor|hiervoor) (?:\p{{L}}+ ){{0,2}}?{_LENGTH}"
    rf"|(?<!tot ){_LENGTH} na (?:het|uw|je|jouw|ontvangst|dit|deze|de (?!aankoop|bestelling|levering))"
    rf")(?![\p{{L}}\d])",
    pcre2.IGNORECASE,
)
_US: Final = frozenset(["ik", "wij"])
_CUSTOMER: Final = frozenset(["klant"])
_NOT_US: Final = frozenset(["klant", "derde", "geen"])
_PAST_PREP: Final = frozenset(["sinds", "d.d.", "dd", "dd."])
_FUTURE = regex.compile(
    r"\b(?:morgen|overmorgen|volgende|komende?|aanstaande|a\.s\.|nog|met|reken|tussen nu|in (?:\d|een|twee|drie|vier|vijf)|uiterlijk|binnen|over (?:\d|een|twee|drie)|ten laatste)",
    regex.IGNORECASE,
)
_BEFORE = regex.compile(
    r"\b(?:afgelopen|vorige|gisteren|sinds|al|reeds|al ruim|meer dan|langer dan|ruim|elke|iedere|altijd|wekelijks|dagelijks|op werkdagen|'s|van tevoren|(?:brief|mail|bericht|melding|aanvraag|factuur|nota|bestelling|schrijven|klacht|reactie|bon|gesprek|vergadering|uitnodiging|krant|editie|boeking|order) van|zoals|niet|anders dan|tot \d+|goede|fijne|prettige|mooie|gezellige|leuke|sterkte|elke eerste|vlak|ook|besteld,?|een \p{L}+e|de (?:eerste|laatste|tweede|derde)|(?:ma|di|wo|do|vr|za|zo) ?[-–] ?(?:ma|di|wo|do|vr|za|zo)|van [\d.:]+(?: \p{L}+)?(?: tot en met| t/m)?|t/m|tot en met|-|–)(?: op| de| het)? ?$",
    regex.IGNORECASE,
)
_AFTER = regex.compile(
    rf"^(?:\s*(?:!|\.)?\s*$(?<=x)| (?:per (?:dag|week|maand|jaar|uur)|geleden|van tevoren|vooraf|te laat|te vroeg|vertraging|wachten|wachttijd|gewacht|in de (?:rij|wacht)|lang\b|voor vertrek|bedenktijd|geldig|garantie|oud\b|open\b|dicht\b|gesloten|(?:t/m|tot en met|tot|–|-) (?:{_POINT}|{_CLOCK}|\d)|(?:\p{{L}}+ ){{0,2}}van \d|en (?:op )?{_DAY}|achter elkaar|lopen|reizen|fietsen|vliegen|zoet|durende?|gratis|proberen|korting|abonnement|toeslag|pauze|besproken|afgesproken|beloofd|gemeld|aangegeven|besteld|geboekt|na (?:aankoop|afloop|vertrek|aankomst)))",
    regex.IGNORECASE,
)
_FAREWELL = regex.compile(
    rf"(?:(?:^|[.!?,\n] ?|\p{{So}} ?)(?:(?:en |dan |graag |misschien |hopelijk |wie weet )*tot)|\b(?:weekend|avond|dag|groet\w*|liefs) en tot) (?:{_POINT}|{_CLOCK})(?: (?:dan|dus))?(?=\s*(?:[!.]|$|\p{{So}}))",
    regex.IGNORECASE | regex.MULTILINE,
)
_OPENING = regex.compile(
    r"\b(?:bereikt?|open|opent|openen|geopend|opening\w*|(?<!te )sluit(?:en)?(?! (?:\w+ ){0,5}(?:aan|af)\b| we| ik)|gesloten|volzet|uitverkocht|dicht|bereikbaar|te bereiken|terecht|inloop\w*|spreekuur|aanwezig|bemand|zit(?:ten)? (?:\w+ ){0,4}klaar|zijn (?:we|wij) er|is (?:hij|ze|zij) er|bezetting|drukst|kantooruren|loketten|welkom|telefonisch te|telefoon op)\b",
    regex.IGNORECASE,
)
_EVENT = regex.compile(
    r"\b(?:trein\w*|(?<!in (?:de|uw|je) )(?<!jouw )bus(?:sen)?|rijd(?:t|en) (?:er|de|het|onze|alle)|gestaakt|stroom|wegens|in verband met|tram|metro|veerpont|pont|vlucht\w*|vertrek|vertrektijd|vertrekt(?! (?:\w+ ){0,3}(?:uit ons|uit het|naar (?:je|u|jou)))|landt|landing|boarding|instap\w*|inchecken|check-in|voorstelling\w*|wedstrijd\w*|concert\w*|film|docu\w*|aflevering\w*|uitzending|markt|kerstmarkt|les|lessen|cursus|workshop|feest\w*|festival|toernooi|lezing|rondleiding|proefperiode|eindigt|eindigen|(?:abonnement|contract|lidmaatschap) stopt|tafel(?:tje)? (?:staat|is)|wintertijd|zomertijd|draait er|livemuziek|optreden|sale|actie|aanbieding|open dag|examen\w*|tentamen\w*|deadline|verjaardag|avondje|show|optocht|bijeenkomst|inloopavond|raadsvergadering|staking|vindt (?:\w+ )*plaats|vinden (?:\w+ )*plaats|plaatsvinden|webinar|info-?avond|marathon|kamp|training|braderie|tentoonstelling|expo|uitverkoop|solden|black friday|\w*verkoop|opendeurdag|tarief|(?:kost|kosten) (?:€|\d+[.,]\d\d|\d+ euro|niets|niks|je|u|een (?!dag|week|maand|uur|kwartier)|de)|geldig|vervalt|verloopt|geldt|gelden|betaalt|verbruik|abonnement loopt|contract loopt|inschrijven|voeren|dienstregeling)\b",
    regex.IGNORECASE,
)
_AGAIN = regex.compile(
    r"\b(?:weer|terug|opnieuw|hervat\w*|hersteld?|herstel|opgelost|verholpen|verwacht\w*|teruggestort|teruggeboekt|terugbetaald|terugbetaling|gerestitueerd|stort\w*|vergoed\w*|omgezet|nieuwe|vervangende|extra|omgeboekt|vervang\w*|ingezet|vrijgegeven|alsnog|beslis\w*|bericht|hoort?|horen|laten weten|belt|bellen|bel|mailt?|mailen|stuurt?|sturen|krijgt?|krijgen|ontvang\w*|contact|reparatie|verhuist|verplaatst|verzet)\b",
    regex.IGNORECASE,
)
_OWN_TIME = regex.compile(
    r"\b(?:retour\w*|terugsturen|terugbrengen|ruilen|annuler\w*|opzeg\w*|opzeggen|bezwaar|bedenktijd|afzeggen|herroep\w*|ontbinden|betalen|betaald|voldaan|voldoen|bestel\w*|geldig|houdbaar|bewaren|aanvragen|aanmelden|inschrijven|overstappen)\b",
    regex.IGNORECASE,
)
_PLANNED: Final = frozenset(
    [
        "gepland",
        "ingepland",
        "vastgelegd",
        "gereserveerd",
        "verwacht",
        "voorzien",
        "ingeroosterd",
        "geboekt",
        "verplaatst",
        "verzet",
        "verschoven",
        "gezet",
        "beloofd",
        "toegezegd",
        "afgesproken",
        "aangevraagd",
        "uitgesteld",
        "doorgeschoven",
        "opgeschoven",
        "vrijgehouden",
        "vrijgemaakt",
        "geregeld",
        "klaargezet",
        "opgeroepen",
        "aangekondigd",
        "toegewezen",
        "opgenomen",
    ]
)
_CHOICE = regex.compile(
    r"\b(?:wat|welke?) (?:\w+ )?(?:past|schikt|komt)\b|\bzeg maar\b|\b(?:past|schikt|liever|wilt? (?:u|je))\b[^.!?\n]*\bof\b[^.!?\n]*\?|\bof (?:liever )?\p{L}+\?|\btegemoet\b",
    regex.IGNORECASE,
)
_IS_READY = regex.compile(
    r"\b(?:klaar|opgelost|hersteld|verholpen|terug|binnen|weer|beschikbaar|zichtbaar|in te zien|gereed|thuis|afgerond|verwachting|leverbaar|onderweg|levertijd|doorlooptijd|behandeltermijn|verwerkingstijd|reactietijd|termijn|bij (?:je|jou|u|jullie|de)|zover|af|rond|langs|aan de beurt|geregeld|actief|online|er (?:\w+ )?weer|voor de deur|op de stoep|ter plaatse|op de mat|in (?:de|uw|je) bus|van de baan|goed|bekend|duidelijk|verwacht\w*|lever\w*|\w*datum|streef\w*|planning|oplevering|plaatsing|bezorg\w*|uitbetaling|beslissing|besluit|antwoord|uitslag|reactie|terugkoppeling|de deur uit|op voorraad|(?:pas|kaart|bestelling|pakket|onderdeel|exemplaar|nieuwe|hij|ze|die) (?:is|zijn) er|je (?:bestelling|pakket)|aan)\b",
    regex.IGNORECASE,
)
_CONDITION: Final = frozenset(
    ["als", "indien", "mocht", "mochten", "toen", "nadat", "sinds", "omdat", "doordat", "wanneer", "tenzij", "hoewel"]
)
_BARE = regex.compile(rf"(?:{_LENGTH}|\d+ (?:à|tot|-|–) \d+ {_UNIT})[.!]?", regex.IGNORECASE)
_COMES = regex.compile(
    r"\b(?:monteur|collega|bezorger|koerier|chauffeur|technieker|technicus|loodgieter|planner|medewerker|iemand|ploeg|team|aannemer|expert|schilder|installateur|hij|ze|zij)\w* (?:is|zijn|staat|staan)\b|\b(?:is|zijn|staat|staan) (?:de|een|onze|er|mijn|het|hij|ze) (?:\w+ )?(?:monteur|collega|bezorger|koerier|chauffeur|technieker|iemand|ploeg|aannemer|expert)\w*\b",
    regex.IGNORECASE,
)
_LOOSE_HOURS = regex.compile(rf"(?:tot|tussen|na|vanaf|op) (?:{_CLOCK}|\d)", regex.IGNORECASE)
_DAY_HOURS = regex.compile(rf"(?:{_DAY} (?:tot|van|vanaf|tussen) |{_POINT} {_CLOCK})", regex.IGNORECASE)
_TO_THE_HOUR = regex.compile(rf"(?:{_POINT},? )?tot (?:ongeveer |rond |zeker )?{_CLOCK}", regex.IGNORECASE)
_HAPPENS: Final = frozenset(["zijn", "gaan", "komen", "blijven", "lukken", "gebeuren", "liggen"])
_HELD = regex.compile(
    r"\b(?:vast\w*|gereserveerd|klaar(?! ?\.)|bewaren|bewaard?|houd\w*|hersteld?|storing\w*|dicht|afgesloten|duren|duurt|hinder|werk(?:en|zaamheden)|vertraging|buiten dienst|geen \w+)\b(?<!iemand klaar)",
    regex.IGNORECASE,
)
_SHUT = regex.compile(r"\b(?:dicht|afgesloten|afgezet|gestremd|versperd|buiten (?:dienst|gebruik)|onbereikbaar)\b", regex.IGNORECASE)
_REPEATED = regex.compile(r"\b(nacht|dag|week|avond|maand) $", regex.IGNORECASE)
_THIS_YEAR = regex.compile(r"dit (?:jaar|seizoen|schooljaar)", regex.IGNORECASE)
_ISSUE = regex.compile(r"\bin de (?:krant|editie|week|nieuwsbrief|uitgave) $", regex.IGNORECASE)
_RECEIVE: Final = frozenset(
    ["krijgen", "ontvangen", "horen", "zien", "hebben", "terugkrijgen", "terughoren", "weten", "vinden", "vernemen", "verwachten", "lezen"]
)
_BACK = regex.compile(
    r"\bweer (?:\p{L}+ )?(?:bereikbaar|toegankelijk|open|geopend|beschikbaar)\b(?! (?:van|vanaf|tot|tussen)\b)", regex.IGNORECASE
)
_LUGGAGE = regex.compile(r"\b(?:koffer|bagage|rugzak|rolstoel|kinderwagen)\w*\b", regex.IGNORECASE)
_USUALLY_SENT = regex.compile(
    r"\b(?:levertijd|verzendtijd|bezorgtijd)\b[^.!?]{0,20}\b(?:gemiddeld|standaard|normaal|doorgaans|meestal)\b", regex.IGNORECASE
)
_THE_WORK: Final = frozenset(["het", "dit", "dat", "storing", "herstel", "reparatie", "vertraging", "onderzoek", "die", "duurt"])
_GOES: Final = frozenset(["gaat", "gaan", "komt", "komen"])
_RETURNS = regex.compile(
    r"\b(?:retour\w*|(?:om)?ruilen|terug(?:sturen|brengen|geven)|annuleren|opzeggen|herroepen|bedenktijd)\b", regex.IGNORECASE
)
_EXPECTED_HERE = regex.compile(r"\b(?:verwachten (?:we|wij) (?:je|u|jullie)|(?:we|wij) verwachten (?:je|u|jullie))\b", regex.IGNORECASE)
_TAKES: Final = frozenset(["afhalen", "ophalen", "halen", "inloggen", "komen"])
_BEHIND_A_WISH: Final = 2
"""Characters between a wish and the time that belongs to it: 'Veel plezier vanavond'."""
_STAY: Final = frozenset(["zijn", "zitten", "blijven", "staan"])
_EXPECTED: Final = frozenset(
    [
        "verwacht",
        "verwachten",
        "verwachting",
        "hopen",
        "hoop",
        "streven",
        "moet",
        "zou",
        "dan",
        "meestal",
        "doorgaans",
        "uiterlijk",
        "laatst",
        "waarschijnlijk",
        "normaal",
    ]
)
_USUAL: Final = frozenset(["elke", "iedere", "altijd", "dagelijks", "wekelijks", "maandelijks", "doordeweeks", "zondags", "zaterdags"])


@signal("termijn", needs={"sents"})
def find_term(reading: Reading) -> Iterator[Span]:
    """The expressions of time that say when something follows."""
    view = reading.reply
    text = view.text
    times = list(_TIME.finditer(text, 0, view.cut))
    if not times:
        return
    polite = [span for name in ("welwens", "_begroeting-woord") for span in reading.spans(name)]
    farewells = [match.span() for match in _FAREWELL.finditer(text)]
    for match in times:
        span = match.span("hit")
        if any(a < span[1] and span[0] < b + _BEHIND_A_WISH for a, b in polite) or any(a < span[1] and span[0] < b for a, b in farewells):
            continue
        if _is_term(match, view):
            yield span


def _is_term(match: "regex.Match[str]", view: View) -> bool:
    text = view.text
    start, end = match.span("hit")
    first, _ = view.words.at(start, end)
    if first >= len(view.words):
        return False
    sentence = _sentence(view, first)
    before, after = text[sentence[0] : start], text[end : sentence[1]]
    if (match["prep"] or "").lower() in _PAST_PREP or _BEFORE.search(before) or _AFTER.match(after):
        return False
    if (match["prep"] or "").lower() == "van" and not (compiled(r"(?i)van de week").match(match["hit"]) or _ISSUE.search(before)):
        return False
    clause = view.clause_at(first)
    around = _around(view, clause, sentence)
    if clause is None and _BARE.fullmatch(text[sentence[0] : sentence[1]].strip()):
        return True
    if _is_repeated(before, match["hit"]) or (_TO_THE_HOUR.match(match["hit"]) and not _HELD.search(around)):
        return False
    if (
        (match["prep"] or "").lower() == "tot"
        and _SHUT.search(around)
        and "Tense=Past" not in (view.words.morph[clause.verb] if clause else "")
    ):
        return True
    if clause is None and (
        _LOOSE_HOURS.match(match["hit"])
        or _DAY_HOURS.match(match["hit"])
        or (match["prep"] or "").lower() == "tot"
        or compiled(r"\d+ ?[-–] ?\d+ ?u\b").match(match["hit"])
    ):
        return False
    if (_OPENING.search(around) and (match["prep"] or "").lower() != "vóór" and not _BACK.search(around)) or _CHOICE.search(
        text[sentence[0] : sentence[1]]
    ):
        return False
    if _EVENT.search(around.replace(match["hit"], "")) and not (_AGAIN.search(around) or _LUGGAGE.search(around)):
        return False
    return clause is None or _follows(clause, match["hit"], around, view)


def _is_repeated(before: str, hit: str) -> bool:
    """'Nacht na nacht', 'dag na dag'."""
    again = _REPEATED.search(before)
    return again is not None and hit.lower() == f"na {again[1].lower()}"


def _follows(clause: Clause, time: str, around: str, view: View) -> bool:
    """Whether what the clause says is still to come, and is not the customer's own affair."""
    words = view.words
    future = _FUTURE.search(time) is not None
    tense = words.morph[clause.verb]
    if "Tense=Past" in tense and words.lower[clause.verb] not in ("zou", "zouden", "mocht", "mochten"):
        return False
    if (
        clause.perfect
        and not clause.words & _GOES
        and not clause.words & (_PLANNED | _EXPECTED)
        and not future
        and not compiled(r"(?i)(?:voor|v[oó]{2}r|tegen|vanaf|per (?:vandaag|morgen)) ?").match(time)
    ):
        return False
    if clause.words & _USUAL or "wie" in words.lower[clause.first : clause.first + 2]:
        return False
    if _THIS_YEAR.fullmatch(time) and "nog" not in clause.words and not clause.is_by(_US) and not _AGAIN.search(around):
        return False
    if {"kunnen", "mogen"} & clause.modals and clause.lemma in ("helpen", "assisteren") and clause.mood != "statement":
        return False
    if clause.negated and compiled(r"(?i)na .*(?:\d|dagen|weken|maanden)").match(time):
        return False
    if _CONDITION & set(words.lower[clause.first : clause.first + 2]) or _is_condition(clause, view):
        return False
    if clause.mood == "question" and clause.verb - clause.first <= 1 and clause.is_by(_NOT_US):
        return False
    may = {"kunnen", "mogen"} & clause.modals and not _IS_READY.search(around)
    if clause.is_by(_CUSTOMER) and clause.lemma not in _RECEIVE | _TAKES and (may or _OWN_TIME.search(around)):
        return False
    told = (
        clause.mood == "imperative"
        or words.lower[clause.first] == "gelieve"
        or bool({"dienen", "moeten"} & clause.modals and clause.is_by(_NOT_US))
    )
    if told and compiled(r"(?i)(?:binnen|in|na|per) ").match(time):
        return False
    if compiled(r"(?i)na .*\d|na (?:een|twee|drie|vier)").match(time) and not (
        clause.lemma in _RECEIVE or clause.is_by(_US) or _AGAIN.search(around) or _IS_READY.search(around)
    ):
        return False
    if _EXPECTED_HERE.search(around) or (_may_return(clause, view) and compiled(r"(?i)(?:binnen|tot|uiterlijk) ").match(time)):
        return False
    if _USUALLY_SENT.search(around) or (
        compiled(r"(?i)duurt (?!nog).*\bu").match(time) and words.lower[max(clause.verb - 1, clause.first)] not in _THE_WORK
    ):
        return False
    if clause.lemma in ("beginnen", "starten") and not clause.is_by(_US):
        return False
    if clause.lemma == "kunnen" and not clause.is_by(_US | _CUSTOMER) and compiled(r"(?i)(?:tot|vanaf|op|tussen) ").match(time):
        return False
    if told and clause.lemma != "rekenen" and compiled(r"(?i)tussen ").match(time):
        return False
    if compiled(r"(?i)(?:duurt|in) (?!nog).*(?:minu|kwartier|min\b)").match(time) and not clause.is_by(_US):
        return False
    if clause.lemma in _STAY and clause.is_by(_US) and not clause.modals - {"zijn", "blijven"} and not _IS_READY.search(around):
        return False
    return not (
        clause.lemma == "zijn"
        and not clause.perfect
        and not clause.is_by(_US)
        and not _IS_READY.search(around)
        and not _COMES.search(around)
        and not future
    )


def _may_return(clause: Clause, view: View) -> bool:
    """Whether the customer is free to do it: 'Retourneren kan binnen 30 dagen'."""
    words = view.words
    subject = " ".join(words.lower[clause.first : clause.verb])
    return words.lower[clause.verb] in ("kan", "kun", "kunt", "mag", "kunnen", "mogen") and _RETURNS.search(subject) is not None


def _is_condition(clause: Clause, view: View) -> bool:
    """'Komt u morgen langs, dan …', 'Is het vannacht weer raak: …': a sentence that opens with the verb, and goes on after the comma."""
    first, last = view.words.sentences[clause.sentence]
    return (
        clause.mood == "conditional"
        and clause.verb - first <= 1
        and (clause.is_by(_CUSTOMER) or clause.lemma in _HAPPENS)
        and clause.last < last - 1
    )


def _sentence(view: View, token: int) -> Span:
    first, last = view.words.sentences[view.words.sent[token]]
    return view.words.span(first, last)


def _around(view: View, clause: Clause | None, sentence: Span) -> str:
    if clause is None:
        return view.text[sentence[0] : sentence[1]]
    a, b = view.words.span(clause.first, clause.last)
    return view.text[a:b]
