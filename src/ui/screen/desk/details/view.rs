//! The right column as it is drawn.

mod people;
mod pins;
mod settings;

use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{Attention, Capability, Ground, Importance, Person, RoomHeader, RoomSummary};

use super::{Message, State};
use crate::screen::desk::conversation;
use crate::screen::{Scene, rule};
use crate::words::fl;

/// The column.
pub fn view<'a>(
    state: &'a State,
    open: &'a conversation::State,
    summary: Option<&'a RoomSummary>,
    me: &'a Person,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let header = open.header();
    let close = kit::icon_button("details:close", Icon::Close, fl!(words, "close")).on_press(Message::Close);
    let top = row![
        container(kit::heading(2, fl!(words, "details"))).width(Length::Fill),
        Element::from(close)
    ]
    .align_y(Alignment::Center)
    .padding([space::S, space::L]);
    let mut content = column![].spacing(space::XL).padding(space::L);
    if let Some(header) = header {
        content = content.push(facts(header, scene));
        content = content.push(pins::view(state, open, header, scene));
    }
    content = content.push(people::view(state, header.map(|header| &**header), me, scene));
    if let Some(header) = header {
        content = content.push(settings::view(header, scene));
        content = content.push(heard(header, scene));
    }
    if let Some(summary) = summary {
        content = content.push(in_the_list(summary, scene));
    }
    if let Some(header) = header {
        content = content.push(ways_out(header, scene));
    }
    let ground = container(column![top, kit::divider(), scrollable(content).height(Length::Fill)])
        .width(Length::Fill)
        .height(Length::Fill)
        .style(theme::canvas);
    kit::region("details", fl!(words, "region-details"), ground)
}

fn facts<'a>(header: &'a RoomHeader, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut facts = column![].spacing(space::S);
    if !header.topic.is_empty() {
        facts = facts.push(text::body(&*header.topic));
    }
    facts = facts.push(settings::ways(header, scene));
    let (lock, line) = if header.encrypted {
        (kit::Lock::Closed, fl!(words, "encrypted"))
    } else {
        (kit::Lock::Open, fl!(words, "not-encrypted"))
    };
    facts = facts.push(kit::lock("details:lock", lock, line, true));
    let retention = conversation::retention(&header.retention, words).unwrap_or_else(|| fl!(words, "retention-none"));
    let line = row![Icon::Archive.sized(18.0).style(theme::muted), text::small(retention)]
        .spacing(space::XS)
        .align_y(Alignment::Center);
    facts = facts.push(line);
    for (index, ground) in header.grounds.iter().enumerate() {
        facts = facts.push(self::ground(index, ground, scene));
    }
    facts.push(record(header, scene)).into()
}

/// Who decided how long messages are kept.
fn ground<'a>(index: usize, ground: &Ground, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let said = match ground {
        Ground::Rule(_) => fl!(words, "decided"),
        Ground::Room(Some(person)) => fl!(words, "retention-by-room", name = &*person.name),
        Ground::Room(None) => fl!(words, "retention-by-somebody"),
        Ground::Conflict => fl!(words, "retention-conflict"),
    };
    let said = text::caption(said);
    match ground {
        Ground::Rule(key) => {
            let way = rule::button(&format!("retention:{index}"), Message::Rule(key), scene);
            column![said, way].spacing(space::XS).into()
        }
        Ground::Room(_) | Ground::Conflict => said.into(),
    }
}

/// Who can open the record of a room, and by which key: everybody here is told.
fn record<'a>(header: &RoomHeader, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let rules = &scene.rules.window;
    header.retention.is_recorded().then_some(())?;
    let mut lines = column![text::small(fl!(
        words,
        "details-record",
        organisation = &*scene.organisation.name
    ))]
    .spacing(space::XS);
    if !rules.records_officers.is_empty() {
        let officers = rules.records_officers.join(", ");
        let officers = text::small(fl!(words, "details-record-officers", officers = officers));
        lines = lines.push(officers.wrapping(Wrapping::WordOrGlyph));
    }
    for key in rules.record_keys.iter() {
        let key = text::small(fl!(words, "details-record-key", key = key.as_str()));
        lines = lines.push(key.wrapping(Wrapping::WordOrGlyph));
    }
    Some(lines.into())
}

/// What the person wants to hear of.
fn heard<'a>(header: &'a RoomHeader, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let options = Attention::ALL.map(|attention| match attention {
        Attention::All => fl!(words, "attention-all"),
        Attention::Mentions => fl!(words, "attention-mentions"),
        Attention::Nothing => fl!(words, "attention-nothing"),
    });
    let chosen = Attention::ALL.iter().position(|it| *it == header.attention);
    kit::choices("details:attention", fl!(words, "attention"), options, chosen, |index| {
        Message::SetAttention(Attention::ALL.get(index).copied().unwrap_or_default())
    })
}

/// Where the person finds the room again.
fn in_the_list<'a>(summary: &'a RoomSummary, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let options = Importance::ALL.map(|importance| match importance {
        Importance::Favourite => fl!(words, "importance-favourite"),
        Importance::Usual => fl!(words, "importance-usual"),
        Importance::Low => fl!(words, "importance-low"),
    });
    let chosen = Importance::ALL.iter().position(|it| *it == summary.importance);
    let label = fl!(words, "importance");
    let places = kit::choices("details:importance", label, options, chosen, |index| {
        Message::SetImportance(Importance::ALL.get(index).copied().unwrap_or_default())
    });
    let unread = kit::button("details:unread", fl!(words, "mark-unread"))
        .icon(Icon::CircleDot)
        .on_press(Message::MarkUnread);
    column![places, Element::from(unread)].spacing(space::L).into()
}

fn ways_out<'a>(header: &'a RoomHeader, scene: Scene<'a>) -> Element<'a, Message> {
    let leave = locked_or(
        &header.allows.leave,
        "details:leave",
        fl!(scene.words, "leave"),
        Icon::Leave,
        Message::Leave,
        scene,
    );
    let report = kit::button("details:report", fl!(scene.words, "report-room"))
        .icon(Icon::Alert)
        .on_press(Message::Report);
    row![leave, Element::from(report)].spacing(space::M).wrap().into()
}

/// A button; or locked, with the reason; or nothing.
fn locked_or<'a>(
    capability: &Capability,
    id: &'static str,
    label: String,
    icon: Icon,
    message: Message,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    match capability {
        Capability::Absent => column![].into(),
        Capability::Allowed => kit::button(id, label).icon(icon).on_press(message).into(),
        Capability::Refused(reason) => {
            let why = scene.words.reason(reason);
            rule::locked(id, label, why, Message::Rule(reason.key()), scene)
        }
    }
}
