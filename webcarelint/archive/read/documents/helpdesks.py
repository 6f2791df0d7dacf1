"""Conversations of Zendesk, Intercom, Chatwoot and Freshdesk: one JSON object holds a customer's message and the answers to it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from webcarelint.archive.read.bodies import plain
from webcarelint.archive.read.channels import channel_of
from webcarelint.archive.read.message import Message, Tally
from webcarelint.archive.read.options import ReadOptions
from webcarelint.archive.read.recognised import Recognised
from webcarelint.archive.read.rows import NOTE
from webcarelint.archive.read.sides import REASONS
from webcarelint.archive.read.tables.objects import Json, JsonObjects
from webcarelint.archive.read.times import Clock, zone

REACTION: Final = "toewijzing, sluiting of andere handeling"

Word = Annotated[str | None, BeforeValidator(lambda value: None if value is None else str(value))]


class _Loose(BaseModel):
    """An export holds more than we read, and leaves out what it likes."""

    model_config = ConfigDict(extra="ignore")


class _Person(_Loose):
    id: Word = None
    name: Word = None
    type: Word = None
    role: Word = None


class _Via(_Loose):
    channel: Word = None


class _ZendeskComment(_Loose):
    id: Word = None
    author_id: Word = None
    author: _Person | None = None
    body: str | None = None
    plain_body: str | None = None
    html_body: str | None = None
    public: bool = True
    via: _Via | None = None
    created_at: Word = None


class _ZendeskTicket(_Loose):
    id: Word = None
    description: str | None = None
    via: _Via | None = None
    requester_id: Word = None
    requester: _Person | None = None
    group_id: Word = None
    brand_id: Word = None
    comments: list[_ZendeskComment]


class _IntercomPart(_Loose):
    id: Word = None
    part_type: str = "comment"
    body: str | None = None
    created_at: Word = None
    author: _Person = Field(default_factory=_Person)


class _IntercomParts(_Loose):
    conversation_parts: list[_IntercomPart] = Field(default_factory=list)


class _IntercomSource(_Loose):
    id: Word = None
    type: Word = None
    body: str | None = None
    author: _Person = Field(default_factory=_Person)


class _IntercomConversation(_Loose):
    id: Word = None
    created_at: Word = None
    source: _IntercomSource | None = None
    conversation_message: _IntercomSource | None = None
    conversation_parts: _IntercomParts | list[_IntercomPart]
    team_assignee_id: Word = None


class _ChatwootMessage(_Loose):
    id: Word = None
    content: str | None = None
    message_type: Word = None
    private: bool = False
    created_at: Word = None
    sender: _Person | None = None
    sender_type: Word = None


class _ChatwootMeta(_Loose):
    sender: _Person | None = None
    channel: Word = None
    team: _Person | None = None


class _ChatwootConversation(_Loose):
    id: Word = None
    channel: Word = None
    meta: _ChatwootMeta = Field(default_factory=_ChatwootMeta)
    messages: list[_ChatwootMessage]


class _FreshdeskConversation(_Loose):
    id: Word = None
    body: str | None = None
    body_text: str | None = None
    body_html: str | None = None
    incoming: bool = False
    private: bool = False
    user_id: Word = None
    created_at: Word = None


class _FreshdeskTicket(_Loose):
    id: Word = None
    description: str | None = None
    description_text: str | None = None
    created_at: Word = None
    source: Word = None
    group_id: Word = None
    requester: _Person | None = None
    conversations: list[_FreshdeskConversation] | None = None
    helpdesk_notes: list[_FreshdeskConversation] | None = None


_FRESHDESK_SOURCES: Final[Mapping[str, str]] = {"1": "email", "5": "twitter", "6": "facebook", "7": "chat", "13": "whatsapp"}

Turn = Message | str
"""A message, or the reason why something is none."""


@dataclass(frozen=True, slots=True)
class HelpDesk:
    """How one product writes a conversation. `fits` sees one object; `turns` gives its messages in the order of the file."""

    name: str
    title: str
    fits: Callable[[Json], bool]
    turns: Callable[[Json, Clock], Iterator[Turn]]
    seen: bool
    notes: tuple[str, ...] = ()


def _zendesk(found: Json, clock: Clock) -> Iterator[Turn]:
    ticket = _ZendeskTicket.model_validate(found)
    customer = ticket.requester_id or (ticket.comments[0].author_id if ticket.comments else None)
    bodies = [plain(comment.plain_body or comment.body or comment.html_body or "") for comment in ticket.comments]
    if ticket.description and (not bodies or bodies[0].strip() != plain(ticket.description).strip()):
        yield Message(row=0, ours=False, text=plain(ticket.description), thread=ticket.id, talk=ticket.id)
    for comment, text in zip(ticket.comments, bodies, strict=True):
        if not comment.public:
            yield NOTE
            continue
        role = comment.author.role if comment.author else None
        ours = role in ("agent", "admin") if role else comment.author_id != customer
        via = comment.via or ticket.via
        channel = channel_of(via.channel) if via and via.channel else None
        name = comment.author.name if comment.author else None
        yield Message(
            row=0, ours=ours, text=text, id=comment.id, time=clock.read(comment.created_at), author=comment.author_id, channel=channel,
            agent=(name or comment.author_id) if ours else None, team=ticket.group_id, account=ticket.brand_id,
            customer_name=ticket.requester.name if ticket.requester else None, thread=ticket.id, talk=ticket.id,
        )  # fmt: skip


def _intercom(found: Json, clock: Clock) -> Iterator[Turn]:
    talk = _IntercomConversation.model_validate(found)
    first = talk.source or talk.conversation_message
    parts = talk.conversation_parts if isinstance(talk.conversation_parts, list) else talk.conversation_parts.conversation_parts
    opening = (
        _IntercomPart(id=first.id or f"{talk.id}-0", body=first.body, created_at=talk.created_at, author=first.author) if first else None
    )
    channel = channel_of(first.type or "") if first else None
    for part in ([opening] if opening else []) + parts:
        kind = part.author.type or ""
        if kind == "bot":
            yield REASONS["automatic"]
        elif part.part_type not in ("comment", "note", "open", "close", "assignment") or (part.part_type != "comment" and not part.body):
            yield REACTION
        elif part.part_type != "comment":
            yield NOTE if part.part_type == "note" else REACTION
        else:
            ours = kind in ("admin", "team")
            yield Message(
                row=0, ours=ours, text=plain(part.body or ""), id=part.id, thread=talk.id, talk=talk.id, time=clock.read(part.created_at),
                author=part.author.id, agent=(part.author.name or part.author.id) if ours else None, team=talk.team_assignee_id,
                channel=channel or "chat", customer_name=None if ours else part.author.name,
            )  # fmt: skip


def _chatwoot(found: Json, clock: Clock) -> Iterator[Turn]:
    talk = _ChatwootConversation.model_validate(found)
    channel = channel_of(talk.channel or talk.meta.channel or "")
    for message in talk.messages:
        kind = (message.message_type or "").lower()
        sender = message.sender or _Person()
        if message.private:
            yield NOTE
        elif kind in ("2", "activity"):
            yield REASONS["system"]
        elif kind in ("3", "template") or "bot" in f"{sender.type} {message.sender_type}".lower():
            yield REASONS["automatic"]
        else:
            ours = kind in ("1", "outgoing")
            name = sender.name or (talk.meta.sender.name if talk.meta.sender and not ours else None)
            yield Message(
                row=0, ours=ours, text=plain(message.content or ""), id=message.id, thread=talk.id, talk=talk.id,
                time=clock.read(message.created_at), author=sender.id, agent=name if ours else None,
                team=talk.meta.team.name if talk.meta.team else None, channel=channel or "chat", customer_name=None if ours else name,
            )  # fmt: skip


def _freshdesk(found: Json, clock: Clock) -> Iterator[Turn]:
    inner = found.get("helpdesk_ticket")
    ticket = _FreshdeskTicket.model_validate(inner if isinstance(inner, dict) else found)
    name = ticket.requester.name if ticket.requester else None
    channel = channel_of(_FRESHDESK_SOURCES.get(ticket.source or "", ""))
    if asked := ticket.description_text or plain(ticket.description or ""):
        yield Message(
            row=0, ours=False, text=asked, customer_name=name, time=clock.read(ticket.created_at), thread=ticket.id, talk=ticket.id
        )
    for note in ticket.conversations or ticket.helpdesk_notes or ():
        if note.private:
            yield NOTE
            continue
        ours = not note.incoming
        yield Message(
            row=0, ours=ours, text=note.body_text or plain(note.body_html or note.body or ""), id=note.id, time=clock.read(note.created_at),
            author=note.user_id, agent=note.user_id if ours else None, team=ticket.group_id, channel=channel, customer_name=name, thread=ticket.id, talk=ticket.id,
        )  # fmt: skip


def _holds(found: Json, key: str, *inside: str) -> bool:
    """Whether a list of objects stands under this key, and its first has these keys."""
    items = found.get(key)
    return isinstance(items, list) and (not items or (isinstance(items[0], dict) and all(name in items[0] for name in inside)))


HELP_DESKS: Final = (
    HelpDesk("zendesk", "Zendesk (tickets)", lambda found: _holds(found, "comments", "author_id"), _zendesk, False,
             ("Zonder rol van de schrijver geldt: wie de aanvrager niet is, is een medewerker.",)),
    HelpDesk("intercom", "Intercom", lambda found: "conversation_parts" in found, _intercom, True),
    HelpDesk("chatwoot", "Chatwoot (gesprekken)", lambda found: _holds(found, "messages", "message_type"), _chatwoot, False),
    HelpDesk("freshdesk", "Freshdesk (tickets met gesprekken)",
             lambda found: _holds(found, "conversations", "incoming") or "helpdesk_ticket" in found or _holds(found, "helpdesk_notes"), _freshdesk, False),
)  # fmt: skip


class HelpDeskReader:
    """A file of conversations, an object at a time."""

    rows: int | None = None
    newest_first = False

    def __init__(self, desk: HelpDesk, objects: JsonObjects, options: ReadOptions) -> None:
        self._desk = desk
        self._objects = objects
        self._clock = Clock(zone("UTC"))
        uncertain = () if desk.seen else ("Dit formaat kennen we alleen uit documentatie: kijk de voorbeeldrijen na.",)
        encoding = f"{objects.encoding.name} ({objects.encoding.why})"
        kind = "jsonl" if objects.by_line else "json"
        self.recognised = Recognised(objects.source.name, desk.name, f"{desk.title} ({kind})", encoding, notes=(*desk.notes, *uncertain))
        self._earlier = options.earlier

    def messages(self, tally: Tally) -> Iterator[Message]:
        row = 0
        for place, (found, error) in enumerate(self._objects, start=1):
            for turn in self._turns(found, place) if error is None else [Message(row=0, ours=False, text=None, error=error)]:
                if isinstance(turn, str):
                    tally[turn] += 1
                else:
                    yield turn._replace(row=row)
                row += 1

    def _turns(self, found: Json, place: int) -> list[Turn]:
        try:
            return _in_order(list(self._desk.turns(found, self._clock)))
        except ValidationError as cause:
            where = ".".join(str(key) for key in cause.errors(include_url=False, include_input=False)[0]["loc"])
            return [Message(row=0, ours=False, text=None, error=f"Gesprek {place}: ‘{where}’ ontbreekt of is iets anders dan verwacht.")]


def _in_order(turns: list[Turn]) -> list[Turn]:
    """Oldest first, when every message says when it was sent."""
    times = [turn.time for turn in turns if isinstance(turn, Message) and turn.text]
    if any(time is None for time in times):
        return turns
    last = None
    keyed = []
    for place, turn in enumerate(turns):
        last = turn.time if isinstance(turn, Message) and turn.time else last
        keyed.append((last is not None, last, place, turn))
    return [turn for *_, turn in sorted(keyed, key=lambda item: (item[0], item[1], item[2]) if item[0] else (False, None, item[2]))]
