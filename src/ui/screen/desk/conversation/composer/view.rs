//! The composer as it is drawn.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};
use kit::menu::item;
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{Capability, Failure, Mentioned, Reason, Why};

use super::super::{self as conversation, Message as Outer};
use super::completion::Line;
use super::slash::Slash;
use super::{Message, Mode, State};
use crate::screen::{Scene, rule};
use crate::words::fl;

/// The composer, or why one may not write here. `narrow` where there is no room for words beside the field.
pub fn view<'a>(conversation: &'a conversation::State, narrow: bool, scene: Scene<'a>) -> Element<'a, Outer> {
    let words = scene.words;
    let header = conversation.header.as_deref();
    let send = header.map_or(&Capability::Allowed, |header| &header.allows.send);
    match send {
        Capability::Absent => column![].into(),
        // It is found out in a moment, and whoever writes has the keyboard in the field. What is sent is judged then.
        Capability::Refused(Reason::MembersUnknown) => writable(conversation, narrow, scene).map(Outer::Composer),
        Capability::Refused(reason) => {
            let why = words.reason(reason);
            let why = words.locked(&why, scene.organisation);
            let label = fl!(words, "composer-locked");
            let id = conversation.named("composer:send");
            let control = rule::locked(id, label, why, Message::Rule(reason.key()), scene);
            let ground = container(control)
                .padding([space::M, space::L])
                .width(Length::Fill)
                .style(theme::sunken);
            Element::from(ground).map(Outer::Composer)
        }
        Capability::Allowed => writable(conversation, narrow, scene).map(Outer::Composer),
    }
}

fn writable<'a>(conversation: &'a conversation::State, narrow: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (state, header) = (&conversation.composer, conversation.header.as_deref());
    // All in one place with what the text is for: more or fewer lines above it would make another field of it.
    let above = column![
        column(refused(conversation, scene)),
        offer(state, scene),
        completions(state, scene),
        unknown(state, scene)
    ];
    let above = column![above, mode(state, scene)].spacing(space::S);
    let name = header.map_or("", |header| &*header.name);
    let label = match conversation.thread() {
        Some(_) => fl!(words, "thread-composer-label", name = name),
        None => fl!(words, "composer-label", name = name),
    };
    let field = kit::composer(
        state.id,
        label,
        fl!(words, "composer-placeholder"),
        &state.field,
        200.0,
        !state.calling.found().is_empty() || !state.completing.found().is_empty(),
        Message::Field,
    );
    let editing = matches!(state.mode(), Mode::Edit { .. });
    let send = match conversation.thread() {
        _ if editing => fl!(words, "composer-save"),
        Some(_) => fl!(words, "thread-composer-send"),
        None => fl!(words, "composer-send"),
    };
    let ready = !state.is_blank() && !state.is_sending();
    let button = match narrow {
        true => kit::icon_button(format!("{}:send", state.id), Icon::Send, send),
        false => kit::button(format!("{}:send", state.id), send).icon(Icon::Send),
    };
    let send = button.primary().on_press_maybe(ready.then_some(Message::Send));
    let line = row![
        add(conversation, narrow, scene),
        container(field).width(Length::Fill),
        Element::from(send)
    ]
    .spacing(space::S)
    .align_y(Alignment::End);
    column![above, line].spacing(space::S).into()
}

/// Why the last message wasn't sent, and what can be done about it.
fn refused<'a>(conversation: &'a conversation::State, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let (words, id) = (scene.words, conversation.composer.id);
    // Where something holds messages back, the line above says so already.
    let why = conversation.composer.why().filter(|_| !conversation.is_held())?;
    let refusal = words.refusal(fl!(words, "refused-send"), why, scene.organisation);
    let rest = refusal.rest();
    let way = match (why, refusal.rule) {
        (Why::Failed(Failure::HoldsCode), _) => {
            let anyway = kit::button(format!("{id}:anyway"), fl!(words, "send-anyway")).compact();
            Some(anyway.on_press(Message::SendAnyway).into())
        }
        (_, rule) => rule.map(|key| rule::button(&format!("{id}:refused"), Message::Rule(key), scene)),
    };
    Some(kit::alert(
        format!("{id}:refused"),
        Tint::Danger,
        refusal.title,
        rest,
        way,
    ))
}

/// What else can be sent: a button each, or one for all where there is little room.
fn add<'a>(conversation: &'a conversation::State, narrow: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (id, free) = (conversation.composer.id, conversation.voice.is_empty());
    // Nobody speaks in two places at once.
    let speaks = conversation.thread().is_none();
    let (attach, poll, voice) = (fl!(words, "attach"), fl!(words, "poll-new"), fl!(words, "voice-new"));
    let emoji = fl!(words, "emoji-insert");
    let allowed = &scene.rules.window.speak;
    let refused = allowed.reason().map(|reason| words.reason(reason)).unwrap_or_default();
    let speak = free.then(|| Message::Speak(allowed.clone()));
    let buttons = if narrow {
        kit::menu_button(format!("{id}:add"), Icon::Add, fl!(words, "composer-add"), move || {
            let mut items = vec![
                item(attach.clone(), Some(Message::Attach)).icon(Icon::Attach),
                item(poll.clone(), Some(Message::NewPoll)).icon(Icon::List),
                item(emoji.clone(), Some(Message::Emoji)).icon(Icon::Emoji),
            ];
            if speaks {
                let voice = item(voice.clone(), speak.clone()).icon(Icon::Microphone);
                items.push(voice.describe(refused.clone()));
            }
            items
        })
    } else {
        let attach = kit::icon_button(format!("{id}:attach"), Icon::Attach, attach).on_press(Message::Attach);
        let poll = kit::icon_button(format!("{id}:poll"), Icon::List, poll).on_press(Message::NewPoll);
        let emoji = kit::icon_button(format!("{id}:emoji"), Icon::Emoji, emoji).on_press(Message::Emoji);
        let voice = kit::icon_button(format!("{id}:voice"), Icon::Microphone, voice);
        // Where a rule forbids it, pressing it says so, and leads to the rule.
        let voice = voice.describe(refused).on_press_maybe(speak);
        let buttons = row![Element::from(attach), Element::from(poll), Element::from(emoji)];
        let voice = speaks.then(|| Element::from(voice));
        buttons.push(voice).spacing(space::XS).into()
    };
    container(buttons)
        .padding([(theme::size::CONTROL - theme::size::COMPACT) / 2.0, 0.0])
        .into()
}

/// Whom the name begun may mean. What is heard keeps its place while there is nothing to hear.
fn offer<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (found, chosen) = (state.calling.found(), state.calling.chosen());
    let total = found.len();
    let heard = found.get(chosen).map(|whom| {
        let (name, department) = named(whom, scene);
        let name = [name, department].into_iter().filter(|it| !it.is_empty());
        let name = name.collect::<Vec<_>>().join(", ");
        fl!(words, "mention-chosen", name = name, place = chosen + 1, total = total)
    });
    let spoken = kit::announce(format!("{}:mention", state.id), heard.unwrap_or_default());
    if found.is_empty() {
        return column![spoken].into();
    }
    let rows = found.iter().enumerate().map(|(index, whom)| {
        let (name, department) = named(whom, scene);
        let mut line = row![kit::avatar(&name, &department, 28.0), text::body(name.clone())]
            .spacing(space::M)
            .align_y(Alignment::Center);
        if !department.is_empty() {
            line = line.push(kit::department_chip(department.clone()));
        }
        let key = match whom {
            Mentioned::Person(person) => person.id.as_str(),
            Mentioned::Everybody => Mentioned::EVERYBODY,
        };
        let label = match department.is_empty() {
            true => name,
            false => format!("{name}, {department}"),
        };
        let row = kit::list_row(format!("mention:{key}"), label, line)
            .position(index + 1, total)
            .selected(index == chosen)
            .on_press(Message::Call(index));
        Element::from(row)
    });
    let list = kit::list(format!("{}:mentions", state.id), fl!(words, "mention-list"), rows);
    column![spoken, container(list).padding(space::XS).style(theme::raised)].into()
}

/// A command that is none, and the way to send the text all the same.
fn unknown<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(word) = &state.unknown else {
        return column![].into();
    };
    let commands: Vec<&str> = Slash::ALL.into_iter().map(Slash::name).collect();
    let title = fl!(words, "slash-unknown", word = &**word);
    let rest = fl!(words, "slash-unknown-text", commands = words.list(&commands));
    let send = kit::button(format!("{}:as-is", state.id), fl!(words, "slash-send")).compact();
    let send = Element::from(send.on_press(Message::SendAsIs));
    kit::alert(format!("{}:unknown", state.id), Tint::Warning, title, rest, [send])
}

/// Commands and emoji that may be meant. What is heard keeps its place while there is nothing to hear.
fn completions<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (found, chosen) = (state.completing.found(), state.completing.chosen());
    let total = found.len();
    let named = |line: &Line| match line {
        Line::Command(slash) => (slash.name(), does(*slash, scene)),
        Line::Emoji(emoji) => (emoji.as_str(), emoji.name().to_owned()),
    };
    let heard = found.get(chosen).map(|line| {
        let (name, what) = named(line);
        let name = format!("{name}, {what}");
        fl!(words, "mention-chosen", name = name, place = chosen + 1, total = total)
    });
    let spoken = kit::announce(format!("{}:completion", state.id), heard.unwrap_or_default());
    if found.is_empty() {
        return column![spoken].into();
    }
    let rows = found.iter().enumerate().map(|(index, line)| {
        let (name, what) = named(line);
        let label = format!("{name}, {what}");
        let line = row![
            container(text::marked(name, &[])).width(72),
            text::body(what).width(Length::Fill)
        ]
        .spacing(space::M)
        .align_y(Alignment::Center);
        let row = kit::list_row(format!("completion:{name}"), label, line)
            .position(index + 1, total)
            .selected(index == chosen)
            .on_press(Message::Complete(index));
        Element::from(row)
    });
    let label = match found.first() {
        Some(Line::Emoji(_)) => fl!(words, "emoji-list"),
        _ => fl!(words, "slash-list"),
    };
    let list = kit::list(format!("{}:completions", state.id), label, rows);
    column![spoken, container(list).padding(space::XS).style(theme::raised)].into()
}

/// What a command does.
fn does(slash: Slash, scene: Scene<'_>) -> String {
    let words = scene.words;
    match slash {
        Slash::Me => fl!(words, "slash-me"),
        Slash::Plain => fl!(words, "slash-plain"),
        Slash::Topic => fl!(words, "slash-topic"),
        Slash::Invite => fl!(words, "slash-invite"),
        Slash::Date => fl!(words, "slash-date"),
        Slash::Leave => fl!(words, "slash-leave"),
    }
}

/// What to call them, and what stands beside that.
fn named(whom: &Mentioned, scene: Scene<'_>) -> (String, String) {
    let words = scene.words;
    match whom {
        Mentioned::Person(person) => {
            let outside = || fl!(words, "from-outside", server = person.id.server());
            let department = person.department.as_ref().map(ToString::to_string);
            (person.name.to_string(), department.unwrap_or_else(outside))
        }
        Mentioned::Everybody => (fl!(words, "mention-everybody"), String::new()),
    }
}

/// What the text is for, with a way out.
fn mode<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (icon, title, second) = match state.mode() {
        Mode::New => return row![].into(),
        Mode::Reply { whose, excerpt, .. } => (
            Icon::Reply,
            fl!(words, "replying-to", name = &**whose),
            excerpt.as_str(),
        ),
        Mode::Edit { .. } => (Icon::Edit, fl!(words, "editing"), ""),
    };
    let mut what = column![text::strong(title)].width(Length::Fill);
    if !second.is_empty() {
        what = what.push(Element::from(text::line(second).small().width(Length::Fill)));
    }
    let cancel =
        kit::icon_button(format!("{}:cancel", state.id), Icon::Close, fl!(words, "cancel")).on_press(Message::Cancel);
    let bar = row![icon.view().style(theme::accent), what, Element::from(cancel)]
        .spacing(space::M)
        .align_y(Alignment::Center);
    container(bar)
        .padding([space::XS, space::M])
        .width(Length::Fill)
        .style(theme::sunken)
        .into()
}
