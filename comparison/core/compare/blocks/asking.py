"""Questions with their answers, ways to ask more, and what the shop did about what it was told."""

from ...content import Channel
from ...messages import Message, say
from ...view_blocks import Block, Entry, Link, Told
from ..column import Bench
from .opening_hours import hours_words
from .telling import said, told


def questions(bench: Bench) -> Block | None:
    """What shoppers ask, each answer folded under its question."""
    asked = bench.publication.comparison.questions
    entries = tuple(
        Entry(heading=told(bench, one.question), texts=(told(bench, one.answer),)) for one in asked
    )
    return Block(key="questions", heading=say("page.questions_heading"), entries=entries) if entries else None


def heard(bench: Bench) -> Block | None:
    """What buyers said, and what was done about it, the newest first."""
    notes = sorted(bench.publication.comparison.heard, key=lambda one: one.on, reverse=True)
    entries = tuple(
        Entry(
            heading=told(bench, one.said),
            texts=(told(bench, one.did), said(say("page.plain", text=bench.day(one.on)))),
        )
        for one in notes
    )
    opens = say("heard.see", count=len(entries))
    return Block(key="heard", heading=say("heard.heading"), entries=entries, opens=opens) if entries else None


def contact(bench: Bench) -> Block | None:
    """Every way to ask; the shop's plain address where it states no other."""
    shop, heading = bench.publication.shop, say("contact.heading")
    entries = tuple(_channel(bench, one) for one in shop.channels)
    if not entries and shop.contact:
        link = Link(label=say("delivery.ask_seller"), href=shop.contact)
        entries = (Entry(heading=said(link.label), links=(link,)),)
    return Block(key="contact", heading=heading, entries=entries) if entries else None


def _channel(bench: Bench, channel: Channel) -> Entry:
    label = told(bench, channel.label)
    links = [Link(label=label.text, href=channel.address)]
    if channel.person:
        links.append(Link(label=say("contact.talk_to_person"), href=channel.person))
    return Entry(heading=label, texts=(_manner(channel),), links=tuple(links))


def _manner(channel: Channel) -> Told:
    """Who answers, when, how soon and in which languages: ``A person answers · weekdays 9–18``."""
    hours = (hours_words(one) for one in channel.hours)
    parts = [_who(channel), *hours, _reply(channel), _languages(channel)]
    return said(say("page.dots", items=tuple(part for part in parts if part is not None)))


def _who(channel: Channel) -> Message:
    return say(f"contact.{channel.answered_by}")


def _reply(channel: Channel) -> Message | None:
    if channel.reply_hours is None:
        return None
    return (
        say("contact.within_hours", count=channel.reply_hours)
        if channel.reply_hours
        else say("contact.at_once")
    )


def _languages(channel: Channel) -> Message | None:
    names = tuple(say("contact.language", tag=tag) for tag in channel.languages)
    return say("contact.in_languages", languages=names) if names else None
