"""The archive that X gives of one's own account: tweets.js and direct-messages.js."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webcarelint.archive.read.bodies import unescaped
from webcarelint.archive.read.message import Message, Tally
from webcarelint.archive.read.options import ReadOptions
from webcarelint.archive.read.recognised import Recognised
from webcarelint.archive.read.sources import Source
from webcarelint.archive.read.tables.objects import load_json
from webcarelint.archive.read.times import Clock, zone
from webcarelint.errors import InputError

NO_REPLY: Final = "tweet die geen antwoord is"
RETWEET: Final = "retweet"
_PREFIX: Final = "window.YTD."
_Model = TypeVar("_Model", bound=BaseModel)


class _Tweet(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id_str: str | None = None
    id: str | int | None = None
    full_text: str | None = None
    text: str | None = None
    created_at: str | None = None
    in_reply_to_status_id_str: str | None = None
    in_reply_to_screen_name: str | None = None


class _TweetItem(BaseModel):
    tweet: _Tweet


class _MessageCreate(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str | None = None
    senderId: str
    text: str = ""
    createdAt: str | None = None


class _DirectMessage(BaseModel):
    model_config = ConfigDict(extra="ignore")
    messageCreate: _MessageCreate | None = None


class _Conversation(BaseModel):
    conversationId: str
    messages: list[_DirectMessage] = Field(default_factory=list)


class _ConversationItem(BaseModel):
    dmConversation: _Conversation


class _Account(BaseModel):
    username: str
    accountId: str


class _AccountItem(BaseModel):
    account: _Account


def is_x_script(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \r\n").startswith(_PREFIX.encode())


def kind_of(head: bytes) -> str:
    """`tweets`, `direct_messages`, … as the file itself says."""
    return head.lstrip(b"\xef\xbb\xbf \r\n").decode("utf-8", "ignore").removeprefix(_PREFIX).split(".", 1)[0]


class TweetsReader:
    """tweets.js and its parts. What the customer wrote is not in the archive; one's own thread is."""

    rows: int | None = None
    newest_first = False

    def __init__(self, sources: Sequence[Source], options: ReadOptions) -> None:
        self._sources = sources
        self._account = (options.accounts or (own_account(sources[0])[0],))[0]
        notes = (
            "De tweets van klanten zitten niet in dit archief; regels die het bericht van de klant nodig hebben, worden overgeslagen.",
        )
        self.recognised = Recognised(sources[0].name, "x-tweets", "X-archief (tweets.js)", "utf-8", notes=notes)

    def messages(self, tally: Tally) -> Iterator[Message]:
        clock = Clock(zone("UTC"))
        found = [item for source in self._sources for item in load_json(source)]
        tweets = [(place, _validated(_TweetItem, item, place)) for place, item in enumerate(found)]
        order = sorted(tweets, key=lambda pair: _when(pair[1], clock))
        talks: dict[str, str] = {}
        for row, (_, item) in enumerate(order):
            if isinstance(item, str):
                yield Message(row=row, ours=False, text=None, error=item)
                continue
            tweet = item.tweet
            text = unescaped(tweet.full_text or tweet.text or "")
            key, parent = tweet.id_str or str(tweet.id or row), tweet.in_reply_to_status_id_str
            if parent is None or text.startswith("RT @"):
                tally[RETWEET if text.startswith("RT @") else NO_REPLY] += 1
                continue
            # A conversation is known by the first tweet of the customer that was answered.
            talks[key] = talk = talks.get(parent, parent)
            yield Message(
                row=row, ours=True, text=text, id=key, thread=talk, talk=talk, time=clock.read(tweet.created_at),
                account=self._account, channel="twitter", customer_name=tweet.in_reply_to_screen_name,
            )  # fmt: skip


class DirectMessagesReader:
    """direct-messages.js: both sides, newest first in the file."""

    rows: int | None = None
    newest_first = False

    def __init__(self, sources: Sequence[Source], options: ReadOptions) -> None:
        self._sources = sources
        name, account_id = own_account(sources[0])
        ids = set(options.accounts) or ({account_id} if account_id else set())
        notes = []
        if not ids:
            ids = {_always_there(sources)}
            notes.append(
                "account.js ontbreekt; jullie account is wie in de meeste gesprekken voorkomt. Klopt dat niet, noem het dan met --account."
            )
        self._ids, self._account = ids, name
        self.recognised = Recognised(sources[0].name, "x-dm", "X-archief (direct-messages.js)", "utf-8", notes=tuple(notes))

    def messages(self, tally: Tally) -> Iterator[Message]:
        clock, row = Clock(zone("UTC")), 0
        for place, item in enumerate(item for source in self._sources for item in load_json(source)):
            found = _validated(_ConversationItem, item, place)
            if isinstance(found, str):
                yield Message(row=row, ours=False, text=None, error=found)
                row += 1
                continue
            for message in sorted(self._said(found.dmConversation, clock), key=lambda message: (message.time is not None, message.time)):
                if message.ours and not message.text:
                    tally["media zonder tekst"] += 1
                else:
                    yield message._replace(row=row)
                row += 1

    def _said(self, talk: _Conversation, clock: Clock) -> Iterator[Message]:
        for said in (message.messageCreate for message in talk.messages if message.messageCreate):
            yield Message(
                row=0, ours=said.senderId in self._ids, text=unescaped(said.text), id=said.id, thread=talk.conversationId,
                talk=talk.conversationId, time=clock.read(said.createdAt), author=said.senderId, account=self._account, channel="chat",
            )  # fmt: skip


def own_account(source: Source) -> tuple[str | None, str | None]:
    """Name and id from account.js, which lies beside the file; (None, None) without it."""
    member = None if source.member is None else source.member.rsplit("/", 1)[0] + "/account.js"
    beside = Source(source.path.parent / "account.js") if member is None else Source(source.path, member.lstrip("/"))
    try:
        account = _AccountItem.model_validate(load_json(beside)[0]).account
    except (InputError, IndexError, ValidationError, KeyError):
        return None, None
    return account.username, account.accountId


def _always_there(sources: Sequence[Source]) -> str:
    counts = Counter(
        part
        for source in sources
        for item in load_json(source)
        if not isinstance(found := _validated(_ConversationItem, item, 0), str)
        for part in found.dmConversation.conversationId.split("-")
    )
    if not counts or len(counts) == 2:
        raise InputError(
            "Ik zie niet welk account van jullie is. Zet account.js ernaast, of noem het nummer met --account:", sources[0].name
        )
    return counts.most_common(1)[0][0]


def _validated(model: type[_Model], item: object, place: int) -> _Model | str:
    try:
        return model.model_validate(item)
    except ValidationError:
        return f"Onderdeel {place + 1}: dit ziet er anders uit dan in een archief van X."


def _when(item: _TweetItem | str, clock: Clock) -> float:
    time = None if isinstance(item, str) else clock.read(item.tweet.created_at)
    return time.timestamp() if time else 0.0
