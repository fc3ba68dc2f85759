//! Who is in the room, who asks to be, and who is kept out.

use iced::widget::{Space, column, row};
use iced::{Alignment, Length};
use kit::menu::{Item, item};
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{Capability, Member, Membership, Person, Role, RoomChange, RoomHeader, RoomKind};

use super::super::{Message, State};
use super::locked_or;
use crate::screen::Scene;
use crate::screen::desk::dialog::governing::What;
use crate::words::{Words, fl};

/// The lists.
pub fn view<'a>(
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
    let about = Viewer {
        me,
        sole: header.is_some_and(|header| header.settings.sole_administrator),
    };
    let of = |wanted: fn(Membership) -> bool| -> Vec<&'a Member> {
        members.iter().filter(|member| wanted(member.membership)).collect()
    };
    let knocking = of(|membership| membership == Membership::Knocking);
    let here = of(|membership| matches!(membership, Membership::Joined | Membership::Invited));
    let banned = of(|membership| membership == Membership::Banned);
    let total = here.len();
    let rows = here
        .into_iter()
        .enumerate()
        .map(|(index, member)| person(member, index, total, about, scene));
    let mut content = column![asking(knocking, scene)].spacing(space::S);
    content = content
        .push(kit::heading(3, fl!(words, "people-count", count = total)))
        .push(kit::list("details:people", fl!(words, "people"), rows));
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
    content.push(barred(banned, scene)).into()
}

/// Who looks at the list.
#[derive(Clone, Copy)]
struct Viewer<'a> {
    me: &'a Person,
    /// They are the only one who decides everything here.
    sole: bool,
}

/// Who asks to be let in, and what they say.
fn asking<'a>(members: Vec<&'a Member>, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let total = members.len();
    let rows = members.into_iter().enumerate().map(|(index, member)| {
        let who = &member.person;
        let id = who.id.clone();
        let mut ways = row![].spacing(space::S);
        if member.allows.admit.is_allowed() {
            let admit = kit::button(format!("knock:{id}:admit"), fl!(words, "knock-admit")).compact();
            let admit = admit.on_press(Message::Change(RoomChange::Admit(id.clone())));
            ways = ways.push(Element::from(admit));
        }
        if member.allows.remove.is_allowed() {
            let decline = kit::button(format!("knock:{id}:decline"), fl!(words, "decline")).compact();
            let decline = decline.on_press(Message::Change(RoomChange::Remove(id.clone(), String::new())));
            ways = ways.push(Element::from(decline));
        }
        let mut lines = column![text::strong(&*who.name), department(who, scene)].spacing(space::XS);
        let mut label = vec![who.name.to_string(), from(who, words)];
        if let Some(said) = &member.reason {
            lines = lines.push(text::body(&**said));
            label.push(said.to_string());
        }
        if let Some(reason) = member.allows.admit.reason() {
            let why = words.reason(reason);
            lines = lines.push(text::small(why.clone()).style(theme::danger));
            label.push(why);
        }
        let line = line(who, lines.push(ways.wrap()).width(Length::Fill), scene);
        kit::list_row(format!("knock:{id}"), label.join(", "), line)
            .position(index + 1, total)
            .into()
    });
    let list = kit::list("details:knocks", fl!(words, "knocks"), rows);
    let content = column![kit::heading(3, fl!(words, "knocks-count", count = total)), list];
    (total > 0).then(|| content.spacing(space::S).into())
}

/// Who is kept out, and why.
fn barred<'a>(members: Vec<&'a Member>, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let total = members.len();
    let rows = members.into_iter().enumerate().map(|(index, member)| {
        let who = &member.person;
        let mut lines = column![text::strong(&*who.name), department(who, scene)].spacing(space::XS);
        let mut label = vec![who.name.to_string(), from(who, words)];
        if let Some(said) = &member.reason {
            lines = lines.push(text::small(&**said));
            label.push(said.to_string());
        }
        if member.allows.unban.is_allowed() {
            let unban = kit::button(format!("banned:{}:unban", who.id), fl!(words, "unban")).compact();
            let unban = unban.on_press(Message::Change(RoomChange::Unban(who.id.clone())));
            lines = lines.push(Element::from(unban));
        }
        let line = line(who, lines.width(Length::Fill), scene);
        kit::list_row(format!("banned:{}", who.id), label.join(", "), line)
            .position(index + 1, total)
            .into()
    });
    let list = kit::list("details:banned", fl!(words, "banned"), rows);
    let content = column![
        Space::new().height(space::M),
        kit::heading(3, fl!(words, "banned-count", count = total)),
        list
    ];
    (total > 0).then(|| content.spacing(space::S).into())
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
    let mut notes = Vec::new();
    if member.membership == Membership::Invited {
        notes.push(fl!(words, "member-invited"));
    }
    if member.verified {
        notes.push(fl!(words, "member-verified"));
    }
    match member.role {
        Role::Administrator => notes.push(fl!(words, "member-administrator")),
        Role::Moderator => notes.push(fl!(words, "member-moderator")),
        Role::Member => {}
    }
    if scene.ignores(&who.id) {
        notes.push(fl!(words, "member-ignored"));
    }
    if own {
        notes.push(fl!(words, "member-you"));
    }
    let label: Vec<String> = [who.name.to_string(), from(who, words)]
        .into_iter()
        .chain(notes.iter().cloned())
        .collect();
    let mut name = row![text::strong(&*who.name)]
        .spacing(space::XS)
        .align_y(Alignment::Center);
    if member.verified {
        name = name.push(Icon::ShieldCheck.sized(18.0).style(theme::accent));
    }
    let mut lines = column![name, department(who, scene)].width(Length::Fill);
    if !notes.is_empty() {
        lines = lines.push(text::caption(notes.join(", ")));
    }
    let mut line = line(who, lines, scene);
    if !own || !member.allows.roles.is_empty() {
        line = line.push(kit::menu_button(
            format!("person:{}:more", who.id),
            Icon::MoreVertical,
            fl!(words, "person-actions", name = &*who.name),
            move || items(member, about, scene),
        ));
    }
    kit::list_row(format!("person:{}", who.id), label.join(", "), line)
        .position(index + 1, total)
        .into()
}

/// What may be done with somebody.
fn items(member: &Member, about: Viewer<'_>, scene: Scene<'_>) -> Vec<Item<Message>> {
    let words = scene.words;
    let who = &member.person;
    let own = who.id == about.me.id;
    let mut items = Vec::new();
    if !own {
        items.push(item(fl!(words, "person-show"), Some(Message::Person(who.clone()))).icon(Icon::Person));
        items.push(item(fl!(words, "write-to"), Some(Message::Write(who.id.clone()))).icon(Icon::NewMessage));
        let ignored = scene.ignores(&who.id);
        let label = match ignored {
            true => fl!(words, "ignore-stop"),
            false => fl!(words, "ignore"),
        };
        items.push(item(label, Some(Message::Ignore(who.id.clone(), !ignored))).icon(Icon::Hide));
    }
    for role in &member.allows.roles {
        let label = match role {
            Role::Administrator => fl!(words, "role-administrator"),
            Role::Moderator => fl!(words, "role-moderator"),
            Role::Member => fl!(words, "role-member"),
        };
        let ask = Message::Ask(What::Role {
            person: who.id.clone(),
            name: who.name.clone(),
            role: *role,
            own,
            sole: own && about.sole,
        });
        items.extend(offered(&member.allows.role, label, Icon::Star, ask, words));
    }
    let remove = |ban| {
        Message::Ask(What::Remove {
            person: who.id.clone(),
            name: who.name.clone(),
            ban,
        })
    };
    let allows = &member.allows;
    let away = offered(
        &allows.remove,
        fl!(words, "remove-person"),
        Icon::RemovePerson,
        remove(false),
        words,
    );
    let barred = offered(&allows.ban, fl!(words, "ban"), Icon::Ban, remove(true), words);
    let risky = |(item, capability): (Item<Message>, &Capability)| match capability.is_allowed() {
        true => item.danger(),
        false => item,
    };
    items.extend(away.map(|item| risky((item, &allows.remove))));
    items.extend(barred.map(|item| risky((item, &allows.ban))));
    items
}

/// Absent is not shown; refused is shown locked, with the reason.
fn offered(
    capability: &Capability,
    label: String,
    icon: Icon,
    message: Message,
    words: &Words,
) -> Option<Item<Message>> {
    match capability {
        Capability::Absent => None,
        Capability::Allowed => Some(item(label, Some(message)).icon(icon)),
        Capability::Refused(reason) => Some(item(label, None).locked(words.reason(reason))),
    }
}

fn line<'a>(
    who: &'a Person,
    lines: iced::widget::Column<'a, Message, kit::Theme>,
    scene: Scene<'a>,
) -> iced::widget::Row<'a, Message, kit::Theme> {
    row![scene.face(who, 36.0), lines]
        .spacing(space::M)
        .align_y(Alignment::Center)
}

fn department<'a>(who: &'a Person, scene: Scene<'a>) -> Element<'a, Message> {
    match &who.department {
        Some(department) => kit::department_chip(department.to_string()),
        None => kit::chip(
            fl!(scene.words, "from-outside", server = who.id.server()),
            Tint::Warning,
        ),
    }
}

/// Where somebody is from, in words.
fn from(who: &Person, words: &Words) -> String {
    who.department.as_ref().map_or_else(
        || fl!(words, "from-outside", server = who.id.server()),
        ToString::to_string,
    )
}
