//! The right column as it is drawn.

mod pins;

use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Length};
use kit::menu::item;
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{Attention, Capability, Ground, Importance, Member, Membership, Person, RoomHeader, RoomKind, RoomSummary};

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
    content = content.push(people(state, header.map(|header| &**header), me, scene));
    if let Some(header) = header {
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

fn people<'a>(
    state: &'a State,
    header: Option<&'a RoomHeader>,
    me: &'a Person,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let Some(members) = state.members() else {
        return column![
            kit::heading(3, fl!(words, "people")),
            kit::skeleton(180.0, 16.0),
            kit::skeleton(140.0, 16.0)
        ]
        .spacing(space::M)
        .into();
    };
    let total = members.len();
    let about = Viewer {
        me,
        moderates: header.is_some_and(|header| matches!(header.kind, RoomKind::Room))
            && members
                .iter()
                .any(|member| member.person.id == me.id && member.moderator),
    };
    let rows = members
        .iter()
        .enumerate()
        .map(|(index, member)| person(member, index, total, about, scene));
    let mut content = column![
        kit::heading(3, fl!(words, "people-count", count = total)),
        kit::list("details:people", fl!(words, "people"), rows),
    ]
    .spacing(space::S);
    if let Some(header) = header.filter(|header| matches!(header.kind, RoomKind::Room)) {
        content = content.push(locked_or(
            &header.allows.invite,
            "details:invite",
            fl!(words, "invite"),
            Icon::AddPerson,
            Message::Invite,
            scene,
        ));
    }
    content.into()
}

/// Who looks at the list, and whether the room listens to them.
#[derive(Clone, Copy)]
struct Viewer<'a> {
    me: &'a Person,
    moderates: bool,
}

fn person<'a>(
    member: &'a Member,
    index: usize,
    total: usize,
    about: Viewer<'a>,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let who = &member.person;
    let own = who.id == about.me.id;
    let may_remove = about.moderates;
    let department: Element<'a, Message> = match &who.department {
        Some(department) => kit::department_chip(department.to_string()),
        None => kit::chip(fl!(words, "from-outside", server = who.id.server()), Tint::Warning),
    };
    let mut notes = Vec::new();
    match member.membership {
        Membership::Joined => {}
        Membership::Invited => notes.push(fl!(words, "member-invited")),
        Membership::Knocking => notes.push(fl!(words, "member-knocking")),
    }
    if member.verified {
        notes.push(fl!(words, "member-verified"));
    }
    if member.moderator {
        notes.push(fl!(words, "member-moderator"));
    }
    if own {
        notes.push(fl!(words, "member-you"));
    }
    let from = who.department.as_ref().map_or_else(
        || fl!(words, "from-outside", server = who.id.server()),
        ToString::to_string,
    );
    let label: Vec<String> = [who.name.to_string(), from]
        .into_iter()
        .chain(notes.iter().cloned())
        .collect();
    let mut name = row![text::strong(&*who.name)]
        .spacing(space::XS)
        .align_y(Alignment::Center);
    if member.verified {
        name = name.push(Icon::ShieldCheck.sized(18.0).style(theme::accent));
    }
    let mut lines = column![name, department].width(Length::Fill);
    if !notes.is_empty() {
        lines = lines.push(text::caption(notes.join(", ")));
    }
    let mut line = row![
        kit::avatar(&who.name, who.department.as_deref().unwrap_or_default(), 36.0),
        lines
    ]
    .spacing(space::M)
    .align_y(Alignment::Center);
    if !own {
        line = line.push(kit::menu_button(
            format!("person:{}:more", who.id),
            Icon::MoreVertical,
            fl!(words, "person-actions", name = &*who.name),
            move || {
                let write = item(fl!(words, "write-to"), Some(Message::Write(who.id.clone()))).icon(Icon::NewMessage);
                let show = item(fl!(words, "person-show"), Some(Message::Person(who.clone()))).icon(Icon::Person);
                let mut items = vec![show, write];
                if may_remove {
                    let remove = Some(Message::Remove(who.id.clone(), who.name.clone()));
                    items.push(
                        item(fl!(words, "remove-person"), remove)
                            .icon(Icon::RemovePerson)
                            .danger(),
                    );
                }
                items
            },
        ));
    }
    kit::list_row(format!("person:{}", who.id), label.join(", "), line)
        .position(index + 1, total)
        .into()
}

/// Where the person finds the room again.
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
    locked_or(
        &header.allows.leave,
        "details:leave",
        fl!(scene.words, "leave"),
        Icon::Leave,
        Message::Leave,
        scene,
    )
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
