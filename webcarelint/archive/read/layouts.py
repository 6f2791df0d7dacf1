"""Exports that are tables, as data: which columns give one away, and what its columns mean.

Names are compared without case, spaces, underscores and punctuation. `seen` says whether the names stood in public data or only in documentation.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from webcarelint.model import Channel

Role = Literal["text", "full_text", "customer", "id", "customer_name", "channel", "agent", "team", "account", "thread", "time", "author",
               "author_kind", "direction", "private", "url", "earlier", "kind"]  # fmt: skip

_NO_LETTER: Final = re.compile(r"[^a-z0-9à-ÿ?.]+")


def normal(name: str) -> str:
    """A column's name as it is compared."""
    return _NO_LETTER.sub("", name.casefold())


@dataclass(frozen=True, slots=True)
class Layout:
    """A known table.

    `needs`: columns that must all be there (any of the alternatives in each). `roles`: names per role, the first one present wins.
    `per_row`: a row is a `reply` (with the customer's words beside it) or a `message` of either side. A review without an answer is no
    reply (`optional`). With `starts_thread` a message without a thread begins one under its own id. With `refused` the file holds no replies at all, and that sentence says where they are.
    """

    name: str
    title: str
    needs: tuple[tuple[str, ...], ...]
    roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    per_row: Literal["reply", "message"] = "reply"
    channel: Channel | None = None
    optional: bool = False
    all_ours: bool = False
    starts_thread: bool = False
    zone: str | None = None
    seen: bool = True
    notes: tuple[str, ...] = ()
    refused: str | None = None

    def fits(self, names: Collection[str]) -> bool:
        present = {normal(name) for name in names}
        return all(any(normal(option) in present for option in options) for options in self.needs)


LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(
        "trustpilot",
        "Trustpilot (export voor bedrijven)",
        (("Review Content",), ("Review Id",), ("Review Stars", "Review Title")),
        {
            "text": (
                "Company Response",
                "Company Reply",
                "Business Reply",
                "Reply",
                "Company Response Text",
                "Company Reply Text",
                "Reply Content",
                "Company Response?",
            ),
            "customer": ("Review Content",),
            "id": ("Review Id",),
            "customer_name": ("Review Username",),
            "time": ("Company Reply Date (UTC)", "Business Reply Date (UTC)", "Review Created (UTC)"),
            "account": ("Webshop Name", "Domain Url"),
            "team": ("Location Name",),
        },
        channel="review",
        optional=True,
        zone="UTC",
        notes=("Hoe de kolom met de reactie in een echte export heet, is niet zeker: kijk of hij klopt, of noem hem met --text-column.",),
    ),
    Layout(
        "trustpilot-pagina",
        "Trustpilot (gegevens van de pagina)",
        (("reply.message", "reply_message"), ("text",), ("rating",)),
        {
            "text": ("reply.message", "reply_message"),
            "customer": ("text",),
            "id": ("id", "review_id"),
            "customer_name": ("consumer.displayName", "consumer_displayName"),
            "time": ("reply.publishedDate", "reply_publishedDate"),
        },
        channel="review",
        optional=True,
        zone="UTC",
    ),
    Layout(
        "google-bedrijf",
        "Google Bedrijfsprofiel (reviews)",
        (("starRating",), ("reviewId", "name"), ("reviewReply.comment",)),
        {
            "text": ("reviewReply.comment",),
            "customer": ("comment",),
            "id": ("reviewId", "name"),
            "customer_name": ("reviewer.displayName",),
            "time": ("reviewReply.updateTime", "updateTime"),
        },
        channel="review",
        optional=True,
        zone="UTC",
        notes=("Hoe bestand en map in een Takeout heten, is niet zeker; de inhoud telt.",),
    ),
    Layout(
        "google-kaarten",
        "Google Maps (opgehaald met een scraper)",
        (("responseFromOwnerText", "response_from_owner_text"),),
        {
            "text": ("responseFromOwnerText", "response_from_owner_text"),
            "customer": ("text", "review_text", "review", "snippet"),
            "id": ("reviewId", "review_id", "reviewUrl"),
            "customer_name": ("name", "author_title", "reviewer_name"),
            "time": ("responseFromOwnerDate", "response_from_owner_date", "publishedAtDate"),
            "account": ("title", "place_name"),
        },
        channel="review",
        optional=True,
        zone="UTC",
    ),
    Layout(
        "google-play",
        "Google Play (google-play-scraper)",
        (("replyContent",), ("content",), ("score", "repliedAt")),
        {
            "text": ("replyContent",),
            "customer": ("content",),
            "id": ("reviewId",),
            "customer_name": ("userName",),
            "time": ("repliedAt",),
        },
        channel="review",
        optional=True,
    ),
    Layout(
        "x-rijen",
        "X/Twitter v1.1 (eigen tweets als rijen)",
        (("in_reply_to_status_id_str", "in_reply_to_status_id"), ("text", "full_text"), ("created_at",)),
        {
            "text": ("full_text", "text"),
            "full_text": ("extended_tweet", "extended_tweet.full_text"),
            "id": ("id_str", "id"),
            "time": ("created_at",),
            "account": ("user.screen_name", "user"),
            "customer_name": ("in_reply_to_screen_name",),
        },
        all_ours=True,
        channel="twitter",
        notes=("De berichten van klanten staan niet in dit bestand.",),
    ),
    Layout(
        "gesprekken-x",
        "X/Twitter-gesprekken (interaction_nr, position)",
        (("interaction_nr",), ("position",), ("text", "extended_fulltext")),
        {
            "text": ("extended_fulltext", "text"),
            "full_text": ("text",),
            "thread": ("interaction_nr",),
            "direction": ("position",),
        },
        per_row="message",
        channel="twitter",
    ),
    Layout(
        "coosto",
        "Coosto",
        (("bericht tekst",), ("auteur",)),
        {
            "text": ("bericht tekst",),
            "id": ("url",),
            "url": ("url",),
            "time": ("datum",),
            "channel": ("type", "bron"),
            "author": ("auteur",),
        },
        per_row="message",
        notes=(
            "Antwoorden zijn berichten van jullie account; het bericht van de klant is het laatste van wie in het antwoord genoemd wordt.",
        ),
    ),
    Layout(
        "obi4wan",
        "OBI4wan / Spotler Engage",
        (("Bericht",), ("Mentions", "Geplaatst door (optioneel)")),
        {
            "text": ("Bericht",),
            "agent": ("Geplaatst door (optioneel)",),
            "id": ("Bericht ID", "ID", "URL", "Link"),
            "url": ("URL", "Link"),
            "time": ("Datum", "Gepubliceerd", "Geplaatst op", "Datum en tijd"),
            "channel": ("Kanaal", "Bron", "Type"),
            "author": ("Auteur", "Gebruiker", "Naam"),
        },
        notes=(
            "Elke rij geldt als antwoord van jullie; staan er ook berichten van klanten in, noem dan jullie account met --account.",
            "Alleen Bericht, Mentions en Geplaatst door zijn in een echte export gezien; noem andere kolommen zelf als dat nodig is.",
        ),
        all_ours=True,
    ),
    Layout(
        "obi4wan-kanaal",
        "OBI4wan (berichten van een eigen kanaal)",
        (("channelIdentifier",), ("messageId",), ("content",), ("sender.username",)),
        {
            "text": ("content",),
            "id": ("messageId",),
            "thread": ("threadId",),
            "time": ("published",),
            "author": ("sender.username",),
            "url": ("url",),
        },
        per_row="message",
    ),
    Layout(
        "freshdesk-gesprekken",
        "Freshdesk (gesprekken, één bericht per rij)",
        (("incoming",), ("ticket_id",), ("body", "body_text")),
        {
            "text": ("body_text", "body"),
            "full_text": ("body",),
            "id": ("id",),
            "thread": ("ticket_id",),
            "time": ("created_at",),
            "direction": ("incoming",),
            "private": ("private",),
            "agent": ("user_id",),
        },
        per_row="message",
        zone="UTC",
        seen=False,
    ),
    Layout(
        "chatwoot-berichten",
        "Chatwoot (één bericht per rij)",
        (("message_type",), ("content",), ("conversation_id", "sender.type", "content_type")),
        {
            "text": ("content",),
            "id": ("id",),
            "thread": ("conversation_id", "conversation.id"),
            "time": ("created_at",),
            "direction": ("message_type",),
            "private": ("private",),
            "author_kind": ("sender.type", "sender_type"),
            "author": ("sender.name",),
            "channel": ("conversation.channel", "inbox.name", "channel"),
        },
        per_row="message",
        zone="UTC",
        seen=False,
    ),
    Layout(
        "front",
        "Front (berichten van de API)",
        (("is_inbound",), ("body", "text"), ("id",)),
        {
            "text": ("text", "body"),
            "id": ("id",),
            "thread": ("conversation_id", "conversation.id"),
            "time": ("created_at",),
            "direction": ("is_inbound",),
            "channel": ("type",),
            "agent": ("author.username", "author.email"),
        },
        per_row="message",
        zone="UTC",
        seen=False,
    ),
    Layout(
        "facebook-reacties",
        "Facebook-reacties (Graph API)",
        (("created_time",), ("message",), ("from.name", "from.id")),
        {
            "text": ("message",),
            "id": ("id",),
            "thread": ("parent.id",),
            "time": ("created_time",),
            "author": ("from.name", "from.id"),
        },
        per_row="message",
        starts_thread=True,
        channel="facebook",
        seen=False,
    ),
    Layout(
        "freshdesk-tickets",
        "Freshdesk (ticketoverzicht)",
        (("Ticket ID",), ("Agent interactions", "Customer interactions", "First response time (in hrs)")),
        refused="In dit ticketoverzicht van Freshdesk staan geen antwoorden. Neem de volledige export in JSON, of de gesprekken uit de API:",
    ),
    Layout(
        "zendesk-tickets",
        "Zendesk (ticketoverzicht)",
        (("Ticket ID", "Id"), ("Requester",), ("Assignee",), ("Subject",)),
        refused="In dit ticketoverzicht van Zendesk staan geen antwoorden. Neem de JSON-export, met ‘comments’ per ticket:",
        seen=False,
    ),
    Layout(
        "ringcentral-gesprekken",
        "RingCentral Engage Digital (gesprekken)",
        (("foreign_id",), ("contents_count",), ("interventions_count",)),
        refused="Dit overzicht van RingCentral Engage bevat gesprekken zonder tekst. Exporteer de berichten (contents):",
    ),
    Layout(
        "webcarelint",
        "webcarelint (.jsonl van check)",
        (("text",), ("customer", "thread", "signals", "agent", "customer_name")),
        {
            "text": ("text",),
            "customer": ("customer",),
            "id": ("id",),
            "channel": ("channel",),
            "customer_name": ("customer_name",),
            "agent": ("agent",),
            "team": ("team",),
            "account": ("account",),
            "time": ("time",),
            "earlier": ("thread",),
            "thread": ("thread_id",),
        },
    ),
)
"""Order matters: the first that fits is chosen."""

GENERIC: Final[Mapping[Role, tuple[str, ...]]] = {
    "text": ("antwoord", "antwoordtekst", "antwoord tekst", "ons antwoord", "reactie", "reactietekst", "reply", "reply text", "reply body", "response",
             "response text", "answer", "agent reply", "agent message", "webcare", "webcare antwoord", "verstuurd bericht", "outgoing message", "tekst",
             "text", "full_text", "bericht tekst", "berichttekst", "bericht", "message", "message text", "body", "body_text", "content", "inhoud",
             "comment", "opmerking"),
    "customer": ("klantbericht", "bericht klant", "bericht van klant", "bericht van de klant", "klant bericht", "vraag", "klantvraag", "vraag klant",
                 "customer", "customer message", "customer text", "customer_text", "question", "incoming message", "original message",
                 "oorspronkelijk bericht", "review", "review text", "review content", "klacht", "request"),
    "id": ("id", "bericht id", "berichtid", "message id", "messageid", "reply id", "response id", "antwoord id", "tweet id", "id_str", "url", "permalink",
           "nr", "nummer"),
    "customer_name": ("klantnaam", "naam klant", "klant naam", "customer name", "customer_name", "contact", "contactnaam", "requester", "requester name",
                      "naam", "reviewer", "gebruikersnaam klant"),
    "channel": ("kanaal", "channel", "medium", "platform", "netwerk", "network", "bron", "source", "type", "berichttype"),
    "agent": ("medewerker", "agent", "agent name", "behandelaar", "behandeld door", "beantwoord door", "geplaatst door", "assignee", "user", "gebruiker",
              "initialen", "verzonden door", "sent by"),
    "team": ("team", "afdeling", "groep", "group", "department", "queue", "wachtrij"),
    "account": ("account", "accountnaam", "merk", "brand", "profiel", "profile", "page", "pagina", "webshop"),
    "thread": ("thread", "thread id", "threadid", "thread_id", "conversation", "conversation id", "conversation_id", "gesprek", "gesprek id", "gespreksnummer",
               "ticket", "ticket id", "ticketnummer", "case", "case id", "zaaknummer"),
    "time": ("verzonden op", "verstuurd op", "sent at", "replied at", "reply date", "datum antwoord", "datum en tijd", "datumtijd", "tijdstip", "timestamp",
             "created at", "created_at", "datum", "date", "time", "tijd", "gepubliceerd", "published"),
    "author": ("auteur", "author", "afzender", "sender", "van", "from"),
    "direction": ("richting", "direction", "incoming", "inbound", "is_inbound", "outgoing", "outbound", "inkomend", "uitgaand", "message_type", "rol", "role",
                  "from_agent", "from_customer"),
    "private": ("private", "intern", "internal", "interne notitie", "is_private"),
    "url": ("url", "link", "permalink"),
    "earlier": ("earlier", "eerdere antwoorden"),
}  # fmt: skip
"""Names of columns in tables that nobody knows, most telling first."""
