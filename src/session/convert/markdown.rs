//! From what a person typed to what is sent: Markdown (CommonMark with strikethrough and tables) becomes HTML.
//!
//! Unlike the SDK's own conversion, HTML that a person typed stays the characters they typed: `<b>` in a sentence
//! about HTML must arrive as such, and pasted HTML must not become markup that nobody saw.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// What a typed text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// As typed, less the command.
    pub body: String,
    /// As HTML, where it has markup.
    pub formatted: Option<String>,
    /// Began with `/me `.
    pub emote: bool,
}

/// Reads a typed text.
pub fn typed(text: &str) -> Typed {
    let text = text.trim_end();
    let (emote, body) = match text.strip_prefix("/me ") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    Typed {
        body: body.to_owned(),
        formatted: formatted(body),
        emote,
    }
}

fn formatted(text: &str) -> Option<String> {
    let events: Vec<Event<'_>> = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES)
        .flat_map(neutral)
        .collect();
    if !has_markup(&events, text) {
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
