//! What a message says, drawn from blocks that the session has parsed.

use iced::widget::{Column, Space, column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, rich, text};
use model::{
    Block, Body, Capability, FileFacts, Link, Mention, Mentioned, Message as Said, Person, Plays, RowKey, Span,
};

use super::allowance::Allowance;
use super::{Message, State, closed, pictures, play, poll, sounds, unreadable};
use crate::screen::{Scene, rule};
use crate::words::{Words, fl};

/// The body of a message.
pub fn view<'a>(key: &'a RowKey, said: &'a Said, conversation: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    match &said.body {
        Body::Text { blocks, emote, .. } => {
            let mut lines = prose(key, blocks, conversation, scene);
            if *emote {
                lines = column![text::strong(&*said.sender.name), lines];
            }
            lines.into()
        }
        Body::File(file) => {
            let caption = file.caption.as_ref().map(|caption| &*caption.blocks);
            let caption = prose(key, caption.unwrap_or_default(), conversation, scene);
            let picture = pictures::view(key, file, &conversation.pictures, scene);
            let sound = sounds::view(key, file, &conversation.sounds, scene);
            // A voice is no file to whoever hears it; its menu says how to save it.
            let voice = matches!(file.plays, Plays::Sound { voice: true, .. });
            let file = (!voice).then(|| self::file(key, file, scene));
            column![picture, sound, file, caption].spacing(space::S).into()
        }
        Body::Poll(poll) => poll::view(key, poll, &said.allows, scene),
        Body::Redacted => note(Icon::Delete, fl!(words, "redacted")),
        Body::Undecryptable(cause) => note(Icon::Key, unreadable::sentence(*cause, words)),
        Body::Closed(why, _) => closed::view(*why, key, scene),
        Body::Unsupported => note(Icon::Info, fl!(words, "unsupported")),
    }
}

/// Every link in a message, for its menu.
pub fn links(body: &Body) -> Vec<Link> {
    let mut found = Vec::new();
    for link in spans(body).into_iter().filter_map(|span| span.link.as_ref()) {
        if !found.contains(link) {
            found.push(link.clone());
        }
    }
    found
}

/// Everybody whom a message calls by name, for its menu.
pub fn people(body: &Body) -> Vec<Person> {
    let people = called(body).into_iter().filter_map(|call| match call.whom {
        Mentioned::Person(person) => Some(person),
        Mentioned::Everybody => None,
    });
    people.collect()
}

/// Whom a message calls, each once.
pub fn called(body: &Body) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for whom in spans(body).into_iter().filter_map(|span| span.mention.as_ref()) {
        if found.iter().all(|call| call.whom != *whom) {
            found.push(Mention {
                words: whom.words(),
                whom: whom.clone(),
            });
        }
    }
    found
}

fn spans(body: &Body) -> Vec<&Span> {
    let mut found = Vec::new();
    for block in body.blocks().into_iter().flat_map(|blocks| blocks.iter()) {
        collect(block, &mut found);
    }
    found
}

fn collect<'a>(block: &'a Block, found: &mut Vec<&'a Span>) {
    match block {
        Block::Paragraph(spans) | Block::Heading(_, spans) | Block::Item { spans, .. } => found.extend(spans),
        Block::Quote(blocks) => blocks.iter().for_each(|block| collect(block, found)),
        Block::Code(_) | Block::Rule => {}
    }
}

/// What a message says, as far as it is shown, and the way to the rest of a long one.
fn prose<'a>(
    key: &'a RowKey,
    blocks: &'a [Block],
    conversation: &'a State,
    scene: Scene<'a>,
) -> Column<'a, Message, kit::Theme> {
    let whole = conversation.shows_whole(key);
    let mut left = Allowance::new(whole);
    let mut lines = column(self::blocks(blocks, &mut left, scene)).spacing(space::XS);
    let way = match (left.is_spent(), whole) {
        (true, _) => Some((Icon::ChevronDown, fl!(scene.words, "message-whole"))),
        (false, true) => Some((Icon::ChevronUp, fl!(scene.words, "message-part"))),
        (false, false) => None,
    };
    if let Some((icon, label)) = way {
        let way = kit::button(format!("whole:{key}"), label).icon(icon).quiet().compact();
        lines = lines.push(Element::from(way.on_press(Message::ShowWhole(key.clone()))));
    }
    lines
}

fn blocks<'a>(blocks: &'a [Block], left: &mut Allowance, scene: Scene<'a>) -> Vec<Element<'a, Message>> {
    let mut drawn = Vec::new();
    for block in blocks {
        left.line();
        if left.is_spent() {
            break;
        }
        drawn.push(self::block(block, left, scene));
    }
    drawn
}

fn block<'a>(block: &'a Block, left: &mut Allowance, scene: Scene<'a>) -> Element<'a, Message> {
    match block {
        Block::Paragraph(spans) => line(spans, None, left, scene),
        Block::Heading(level, spans) => {
            let size = if *level <= 2 {
                theme::size::HEADING
            } else {
                theme::size::BODY
            };
            line(spans, Some(size), left, scene)
        }
        Block::Quote(blocks) => {
            let edge = container(Space::new())
                .width(3)
                .height(Length::Fill)
                .style(|theme: &kit::Theme| container::Style::default().background(theme.tokens().outline));
            let inner = column(self::blocks(blocks, left, scene)).spacing(space::XS);
            row![edge, inner].spacing(space::S).height(Length::Shrink).into()
        }
        Block::Item { depth, ordinal, spans } => {
            let mark = ordinal.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
            let indent = f32::from(*depth).min(6.0) * space::L;
            row![
                Space::new().width(indent),
                text::body(mark),
                line(spans, None, left, scene)
            ]
            .spacing(space::S)
            .into()
        }
        Block::Code(code) => {
            let code = rich::span(left.words(code)).font(theme::MONO).size(theme::size::SMALL);
            let code = [Some(code), ending(left)].into_iter().flatten().collect();
            // Code has no links.
            container(reading(code, Vec::new(), scene))
                .padding(space::S)
                .style(theme::sunken)
                .into()
        }
        Block::Rule => kit::divider(),
    }
}

/// What words end with that go on.
fn ending<'a>(left: &Allowance) -> Option<rich::Span<'a>> {
    left.is_spent().then(|| rich::span("…"))
}

fn line<'a>(spans: &'a [Span], heading: Option<f32>, left: &mut Allowance, scene: Scene<'a>) -> Element<'a, Message> {
    let (mut drawn, mut targets) = (Vec::new(), Vec::new());
    for span in spans {
        if left.is_spent() {
            break;
        }
        let target = target(span);
        drawn.push(
            self::span(left.span(&span.text), span, heading).link_maybe(target.as_ref().map(|(key, _)| key.clone())),
        );
        targets.extend(target);
    }
    drawn.extend(ending(left));
    reading(drawn, targets, scene)
}

/// These words in the span's style.
fn span<'a>(words: &'a str, span: &Span, heading: Option<f32>) -> rich::Span<'a> {
    let style = span.style;
    let font = match (
        style.code,
        style.bold || span.mention.is_some() || heading.is_some(),
        style.italic,
    ) {
        _ if span.emoji => theme::EMOJI,
        (true, _, _) => theme::MONO,
        (false, true, true) => theme::BOLD_ITALIC,
        (false, true, false) => theme::BOLD,
        (false, false, true) => theme::ITALIC,
        (false, false, false) => theme::BODY,
    };
    let drawn = rich::span(words)
        .font(font)
        .strikethrough(style.strike)
        .underline(style.underline || span.link.is_some());
    match heading {
        Some(size) => drawn.size(size),
        None => drawn,
    }
}

/// Where a span leads: by a key, and by what comes of pressing it.
fn target(span: &Span) -> Option<(String, Message)> {
    match (&span.link, &span.mention) {
        (Some(link), _) => Some((link.url.to_string(), Message::Link(link.clone()))),
        (None, Some(Mentioned::Person(person))) => {
            Some((format!("mention:{}", person.id), Message::Person(person.clone())))
        }
        (None, Some(Mentioned::Everybody) | None) => None,
    }
}

/// Text that is selected and copied where policy lets it.
fn reading<'a>(spans: Vec<rich::Span<'a>>, targets: Vec<(String, Message)>, scene: Scene<'a>) -> Element<'a, Message> {
    let follow = move |pressed: String| {
        let target = targets.iter().find(|(key, _)| *key == pressed);
        target.map_or(Message::Nothing, |(_, message)| message.clone())
    };
    if scene.rules.window.copy.is_allowed() {
        rich::selectable(spans, follow)
    } else {
        rich::unselectable(spans, follow)
    }
}

fn file<'a>(key: &'a RowKey, file: &'a FileFacts, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let facts = file_facts(file, words);
    let id = format!("save:{key}");
    let save = kit::button(id.clone(), fl!(words, "save")).compact();
    let film = matches!(file.plays, Plays::Video { .. });
    let line = |save: kit::Button<Message>, open: Option<Element<'a, Message>>| {
        row![
            if film { Icon::Film } else { Icon::File }
                .sized(28.0)
                .style(theme::muted),
            column![text::strong(&*file.name), text::caption(facts)],
        ]
        .push(open)
        .push(Element::from(save))
        .spacing(space::M)
        .align_y(Alignment::Center)
        .wrap()
    };
    match &scene.rules.window.save_files {
        Capability::Refused(reason) => {
            let why = words.reason(reason);
            let rule = rule::button(&id, Message::Rule(reason.key()), scene);
            let locked = self::open(key, words).locked(why.clone());
            kit::fixed(
                line(save.locked(why.clone()), film.then(|| locked.into())),
                why,
                Some(rule),
            )
        }
        Capability::Allowed | Capability::Absent => {
            let press = Message::Play(play::Message::OpenFilm(key.clone()));
            let open = self::open(key, words).icon(Icon::ExternalLink).on_press(press);
            let save = save.icon(Icon::Download).on_press(Message::Save(key.clone()));
            line(save, film.then(|| open.into())).into()
        }
    }
}

fn open(key: &RowKey, words: &Words) -> kit::Button<Message> {
    kit::button(format!("open:{key}"), fl!(words, "film-open")).compact()
}

/// What a file is, in words.
pub fn spoken_file(file: &FileFacts, words: &Words) -> String {
    match &file.plays {
        Plays::Sound {
            voice: true, length, ..
        } => match length {
            Some(length) => fl!(words, "spoken-voice", length = words.length(*length)),
            None => fl!(words, "voice-message"),
        },
        _ => {
            let facts = file_facts(file, words);
            fl!(words, "spoken-file", name = &*file.name, facts = facts)
        }
    }
}

/// How long a file is, its size and its type.
pub fn file_facts(file: &FileFacts, words: &Words) -> String {
    let length = match &file.plays {
        Plays::Video { length } => length.map(|length| words.length(length)),
        _ => None,
    };
    let size = file.size.map(|size| words.size(size));
    [
        length,
        size,
        Some(file.mimetype.to_string()).filter(|it| !it.is_empty()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}

fn note<'a>(icon: Icon, words: String) -> Element<'a, Message> {
    row![
        icon.sized(18.0).style(theme::muted),
        text::body(words).font(theme::ITALIC).style(theme::muted)
    ]
    .spacing(space::S)
    .align_y(Alignment::Center)
    .into()
}
