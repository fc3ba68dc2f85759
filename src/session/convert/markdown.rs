//! From what a person typed to what is sent: Markdown (CommonMark with strikethrough and tables) becomes HTML.
//!
//! Unlike the SDK's own conversion, HTML that a person typed stays the characters they typed: `<b>` in a sentence
//! about HTML must arrive as such, and pasted HTML must not become markup that nobody saw.

use std::collections::BTreeSet;

use matrix_sdk::ruma::{OwnedUserId, UserId};
use model::{Mention, Mentioned};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use super::mention::{self, Marked, Piece};

/// What a typed text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// As typed, less the command.
    pub body: String,
    /// As HTML, where it has markup.
    pub formatted: Option<String>,
    /// Began with `/me `.
    pub emote: bool,
    /// Whom it calls.
    pub people: BTreeSet<OwnedUserId>,
    /// It calls everybody.
    pub everybody: bool,
}

/// Reads a typed text, which may call these.
pub fn typed(text: &str, mentions: &[Mention]) -> Typed {
    let text = text.trim_end();
    let (emote, body) = match text.strip_prefix("/me ") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let marked = mention::mark(body, mentions);
    let mut called = Vec::new();
    let formatted = formatted(&marked, &mut called);
    said(&marked, formatted, emote, &called)
}

/// Takes a text for what it is, which may call these.
pub fn plain(text: &str, mentions: &[Mention]) -> Typed {
    let marked = mention::mark(text.trim_end(), mentions);
    let called = marked.calls.clone();
    said(&marked, None, false, &called)
}

fn said(marked: &Marked<'_>, formatted: Option<String>, emote: bool, called: &[&Mention]) -> Typed {
    let people = called.iter().filter_map(|call| match &call.whom {
        Mentioned::Person(person) => UserId::parse(person.id.as_str()).ok(),
        Mentioned::Everybody => None,
    });
    Typed {
        body: marked.named(&marked.text),
        formatted,
        emote,
        people: people.collect(),
        everybody: called.iter().any(|call| call.whom == Mentioned::Everybody),
    }
}

/// As HTML, where it is more than words; and whom it calls. Code calls nobody.
fn formatted<'a>(marked: &Marked<'a>, called: &mut Vec<&'a Mention>) -> Option<String> {
    let text = &*marked.text;
    let events: Vec<Event<'_>> = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES)
        .flat_map(neutral)
        .collect();
    let has_markup = has_markup(&events, text);
    let events = call(events, marked, called);
    if !has_markup && called.iter().all(|call| call.whom == Mentioned::Everybody) {
        return None;
    }
    let single = events
        .iter()
        .filter(|event| matches!(event, Event::Start(tag) if is_block(tag)))
        .count()
        == 1;
    let events = events
        .into_iter()
        .filter(|event| !(single && matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))));
    let mut html = String::new();
    html::push_html(&mut html, events);
    Some(html.trim_end().to_owned())
}

/// Makes links of the marks for people.
fn call<'t, 'a>(events: Vec<Event<'t>>, marked: &Marked<'a>, called: &mut Vec<&'a Mention>) -> Vec<Event<'t>> {
    let mut done = Vec::with_capacity(events.len());
    let (mut in_code, mut in_link) = (false, false);
    for event in events {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { .. }) => in_link = true,
            Event::End(TagEnd::Link) => in_link = false,
            _ => {}
        }
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => done.push(Event::Start(Tag::Link {
                link_type,
                dest_url: marked.typed(&dest_url).into(),
                title: marked.typed(&title).into(),
                id,
            })),
            Event::Text(text) if in_code => done.push(Event::Text(marked.typed(&text).into())),
            Event::Code(text) => done.push(Event::Code(marked.typed(&text).into())),
            Event::Text(text) => {
                for piece in marked.pieces(&text) {
                    match piece {
                        Piece::Words(words) => done.push(Event::Text(words.to_owned().into())),
                        Piece::Call(call) => {
                            called.push(call);
                            done.extend(pill(call, in_link));
                        }
                    }
                }
            }
            event => done.push(event),
        }
    }
    done
}

/// What calls somebody: their name with a link to them (client-server API, "User and room mentions"). Links hold no links.
fn pill<'t>(call: &Mention, in_link: bool) -> Vec<Event<'t>> {
    let words = Event::Text(mention::sent(call).to_owned().into());
    let user = match &call.whom {
        Mentioned::Person(person) if !in_link => UserId::parse(person.id.as_str()).ok(),
        Mentioned::Person(_) | Mentioned::Everybody => None,
    };
    let Some(user) = user else { return vec![words] };
    let link = Tag::Link {
        link_type: LinkType::Inline,
        dest_url: user.matrix_to_uri().to_string().into(),
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    };
    vec![Event::Start(link), words, Event::End(TagEnd::Link)]
}

/// Takes the power from what may not have it: HTML becomes its characters, a picture becomes a link to it (a room's
/// pictures are uploads, never addresses elsewhere). Line breaks stay.
fn neutral(event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => literal(&html),
        Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
        Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            vec![Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            })]
        }
        Event::End(TagEnd::Image) => vec![Event::End(TagEnd::Link)],
        Event::SoftBreak => vec![Event::HardBreak],
        event => vec![event],
    }
}

fn literal<'a>(html: &str) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    for line in html.split_inclusive('\n') {
        events.push(Event::Text(CowStr::from(
            line.trim_end_matches(['\r', '\n']).to_owned(),
        )));
        if line.ends_with('\n') {
            events.push(Event::HardBreak);
        }
    }
    events
}

/// Whether anything but words and line breaks was meant. A backslash that spares a character counts: without markup,
/// it would be sent along.
fn has_markup(events: &[Event<'_>], typed: &str) -> bool {
    let mut words = String::new();
    for event in events {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) | Event::HardBreak => {}
            Event::Text(text) => words.push_str(text),
            _ => return true,
        }
    }
    !words
        .split_whitespace()
        .flat_map(str::chars)
        .eq(typed.split_whitespace().flat_map(str::chars))
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}
