"""The `data` parameter: a text as JSON, with markup or without, and what is known of the conversation."""

import json
from typing import Annotated, Final, TypeVar

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from webcarelint.gate.contract import MOST_EARLIER, ChannelName, Name, Text
from webcarelint.model import CHANNELS, Channel, Draft, Source
from webcarelint.server.languagetool.annotated import AnnotatedText, Piece, plain_text
from webcarelint.server.languagetool.errors import HELP, RequestError

T = TypeVar("T")


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Known = Annotated[Text | None, BeforeValidator(_blank_is_none)]
KnownName = Annotated[Name | None, BeforeValidator(_blank_is_none)]


class MetaData(BaseModel):
    """What the client knows beside the text. `EmailToAddress` and `FullName`, the person written to, are what the LanguageTool
    add-on sends from a mail; the others are webcarelint's own. Keys that nobody knows are left alone."""

    model_config = ConfigDict(extra="ignore")

    customer: Known = None
    channel: Annotated[ChannelName | None, BeforeValidator(_blank_is_none)] = None
    customer_name: KnownName = Field(None, validation_alias=AliasChoices("customer_name", "customerName", "FullName"))
    agent: KnownName = None
    thread: Annotated[tuple[Text, ...], Field(max_length=MOST_EARLIER)] = ()
    source: Source = "human"
    mail_to: KnownName = Field(None, validation_alias="EmailToAddress")

    def draft(self, text: str) -> Draft:
        """The text with what is known of its conversation. What goes to a mail address and names no channel is a mail."""
        channel: Channel = self.channel or ("email" if self.mail_to else "unknown")
        return Draft(
            text=text, customer=self.customer, channel=channel, customer_name=self.customer_name, agent=self.agent,
            thread=self.thread, source=self.source,
        )  # fmt: skip


NOTHING_KNOWN: Final = MetaData.model_validate({})


class Item(BaseModel):
    """A piece of an annotated text."""

    text: str | None = None
    markup: str | None = None
    interpretAs: str | None = None  # the name is LanguageTool's

    @model_validator(mode="after")
    def text_or_markup(self) -> "Item":
        if (self.text is None) == (self.markup is None):
            raise ValueError("elk deel van 'annotation' heeft 'text' of 'markup', en niet allebei")
        if self.text is not None and self.interpretAs is not None:
            raise ValueError("'interpretAs' hoort bij 'markup', niet bij 'text'")
        return self

    def piece(self) -> Piece:
        if self.text is not None:
            return Piece(scalar(self.text), scalar(self.text))
        return Piece(scalar(self.markup or ""), scalar(self.interpretAs or ""), markup=True)


class Data(BaseModel):
    """The whole of `data`."""

    text: str | None = None
    annotation: list[Item] | None = None
    metaData: MetaData = NOTHING_KNOWN

    @model_validator(mode="after")
    def text_or_annotation(self) -> "Data":
        if (self.text is None) == (self.annotation is None):
            raise ValueError("'data' heeft 'text' of 'annotation', en niet allebei")
        return self

    def annotated(self) -> AnnotatedText:
        if self.annotation is None:
            return plain_text(scalar(self.text or ""))
        return AnnotatedText(item.piece() for item in self.annotation)


def read_data(raw: str) -> Data:
    """The `data` parameter. Raises RequestError, with no word of the text in it."""
    try:
        return Data.model_validate(json.loads(raw))
    except ValidationError as error:
        raise RequestError(f"De parameter 'data' klopt niet: {_sentence(error)}. {HELP}") from None
    except (ValueError, RecursionError):
        raise RequestError(f"De parameter 'data' is geen geldige JSON. {HELP}") from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    if place == "metaData.channel":
        return f"'metaData.channel' is een van {', '.join(CHANNELS)}"
    return f"'{place}' heeft een waarde die daar niet kan" if place else "het moet een JSON-object zijn"


_REPLACEMENT: Final = "\ufffd"


def scalar(text: str) -> str:
    """Half a surrogate pair is no character; in its place stands one that counts as much in UTF-16."""
    return "".join(_REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in text) if _broken(text) else text


def _broken(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
