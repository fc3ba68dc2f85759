//! Devices as they are drawn.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{Device, DeviceId, DeviceTrust, Means, ProvenBy};

use super::{Leaving, Message, NAME, PASSWORD, Renaming, State};
use crate::screen::password::{self, Asks};
use crate::screen::{Scene, asking, browser, page};
use crate::words::{Words, fl};

/// The page.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (title, content) = match &state.leaving {
        Some(leaving) if leaving.stranger => (fl!(words, "stranger-title"), leave(state, leaving, scene)),
        Some(leaving) if leaving.devices.len() > 1 => {
            (fl!(words, "devices-sign-out-others"), leave(state, leaving, scene))
        }
        Some(leaving) => (fl!(words, "device-sign-out-title"), leave(state, leaving, scene)),
        None => (fl!(words, "devices-title"), list(state, scene)),
    };
    page::page(scene, title, Message::Back, content)
}

/// What a device is called: by its id too, since all of them may have the same name.
pub fn named(id: &DeviceId, name: &str, words: &Words) -> String {
    if name == id.as_str() {
        fl!(words, "device-id", id = id.as_str())
    } else {
        fl!(words, "device-named", name = name, id = id.as_str())
    }
}

/// A device signed in: was it the person?
pub fn stranger<'a>(device: &'a Device, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let id = || device.id.clone();
    let yes = kit::button("stranger:known", fl!(words, "stranger-yes"))
        .compact()
        .on_press(Message::Known(id()));
    let confirm = kit::button("stranger:confirm", fl!(words, "stranger-confirm"))
        .compact()
        .on_press(Message::Confirm(id(), Means::Emoji));
    let no = kit::button("stranger:no", fl!(words, "stranger-no"))
        .compact()
        .on_press(Message::Stranger(id()));
    let title = fl!(words, "stranger", name = &*device.name);
    let said = fl!(words, "stranger-text", id = device.id.as_str());
    let mut ways = vec![Element::from(yes)];
    if device.trust == DeviceTrust::Unconfirmed {
        ways.push(confirm.into());
    }
    ways.push(no.into());
    kit::alert("stranger", Tint::Warning, title, said, ways)
}

fn list<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut content = column![text::body(fl!(words, "devices-text"))].spacing(space::L);
    if state.advises {
        let said = words.locked(&fl!(words, "stranger-advice"), scene.organisation);
        let title = fl!(words, "stranger-gone");
        content = content.push(kit::alert("devices:advice", Tint::Warning, title, said, []));
    }
    if let Some(refusal) = asking::refusal(&state.asking, "devices:refused", scene) {
        content = content.push(refusal);
    }
    let Some(devices) = &state.devices else {
        return content
            .push(kit::status("devices:loading", fl!(words, "devices-loading")))
            .push(kit::skeleton(280.0, 16.0))
            .push(kit::skeleton(220.0, 16.0))
            .into();
    };
    for device in devices.iter() {
        content = content.push(kit::divider()).push(line(state, device, scene));
    }
    if devices.iter().filter(|device| !device.this).count() > 1 {
        let all = kit::button("devices:sign-out-others", fl!(words, "devices-sign-out-others"))
            .icon(Icon::SignOut)
            .on_press(Message::SignOutOthers);
        content = content.push(kit::divider()).push(Element::from(all));
    }
    content.into()
}

fn line<'a>(state: &'a State, device: &'a Device, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (trust, tint) = match device.trust {
        DeviceTrust::Confirmed => (fl!(words, "device-confirmed"), Tint::Success),
        DeviceTrust::Unconfirmed => (fl!(words, "device-unconfirmed"), Tint::Warning),
        DeviceTrust::NoEncryption => (fl!(words, "device-without"), Tint::Neutral),
    };
    let seen = match device.seen_at {
        Some(at) => fl!(words, "device-seen", when = words.moment(at)),
        None => fl!(words, "device-never-seen"),
    };
    let mut head = row![text::strong(&*device.name), kit::chip(trust, tint)]
        .spacing(space::S)
        .align_y(Alignment::Center);
    if device.this {
        head = head.push(kit::chip(fl!(words, "device-this"), Tint::Info));
    }
    let lines = column![
        head.wrap(),
        text::small(seen),
        text::mono(fl!(words, "device-id", id = device.id.as_str())).style(theme::muted)
    ]
    .spacing(space::XS);
    let below = match &state.renaming {
        Some(renaming) if renaming.device == device.id => rename(renaming, scene),
        _ => ways(device, scene),
    };
    column![lines, below].spacing(space::M).width(Length::Fill).into()
}

fn ways<'a>(device: &'a Device, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let button = |what: &str, label: String, message: Message| {
        kit::button(format!("device:{what}:{}", device.id), label)
            .compact()
            .describe(named(&device.id, &device.name, words))
            .on_press(message)
    };
    let id = || device.id.clone();
    let mut ways = row![].spacing(space::S);
    if device.trust == DeviceTrust::Unconfirmed && !device.this {
        let by = |means| Message::Confirm(id(), means);
        let confirm = button("confirm", fl!(words, "device-confirm"), by(Means::Emoji));
        let code = button("code", fl!(words, "codes-instead"), by(Means::Code));
        ways = ways
            .push(Element::from(confirm.icon(Icon::ShieldCheck)))
            .push(Element::from(code.quiet()));
    }
    let rename = button("rename", fl!(words, "device-rename"), Message::Rename(id()));
    ways = ways.push(Element::from(rename.icon(Icon::Edit)));
    if !device.this {
        let out = button("sign-out", fl!(words, "sign-out"), Message::SignOut(id()));
        ways = ways.push(Element::from(out.icon(Icon::SignOut)));
    }
    ways.wrap().into()
}

fn rename<'a>(renaming: &'a Renaming, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let pending = renaming.asking.is_pending();
    let field = kit::entry(NAME, fl!(words, "device-name"), &*renaming.name)
        .hint(fl!(words, "device-name-hint"))
        .error(renaming.asking.why().map(|why| words.why(why)))
        .on_input(Message::Name)
        .on_submit(Message::SaveName);
    let save = kit::button("devices:save", fl!(words, "save"))
        .primary()
        .busy(pending)
        .on_press_maybe(renaming.is_ready().then_some(Message::SaveName));
    let ways = row![Element::from(save), cancel(scene)].spacing(space::M);
    column![Element::from(field), ways.wrap()].spacing(space::M).into()
}

fn leave<'a>(state: &'a State, leaving: &'a Leaving, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let name = |device: &'a Device| text::strong(named(&device.id, &device.name, words)).into();
    let names = container(column(leaving.devices.iter().map(name)).spacing(space::XS))
        .padding(space::L)
        .width(Length::Fill)
        .style(theme::sunken);
    if let Some(waiting) = state.entry.browser() {
        let waiting = browser::view(waiting, scene);
        let waiting = waiting.map(|message| Message::Entry(password::Message::Browser(message)));
        return column![names, waiting].spacing(space::L).into();
    }
    let error = state.entry.wrong(words);
    let pending = state.entry.is_pending();
    let out = |id: String| kit::button(id, fl!(words, "sign-out")).danger().busy(pending);
    if scene.proven_by == ProvenBy::Browser {
        let out = out(password::browser_button(PASSWORD))
            .on_press_maybe((!pending).then_some(Message::Entry(password::Message::Prove)));
        return column![
            names,
            text::body(fl!(words, "browser-device-sign-out-text")),
            page::wrong(PASSWORD, error),
            row![Element::from(out), cancel(scene)].spacing(space::M).wrap(),
        ]
        .spacing(space::L)
        .into();
    }
    let spoken = kit::announce("devices:wrong", error.clone().unwrap_or_default());
    let field =
        password::field(&state.entry, PASSWORD, Asks::Password, error, scene).hint(fl!(words, "reset-password"));
    let submit = Message::Entry(password::Message::Submit);
    let out = out("devices:sign-out".to_owned()).on_press_maybe(state.entry.is_ready().then_some(submit));
    column![
        names,
        text::body(fl!(words, "device-sign-out-text")),
        Element::from(field).map(Message::Entry),
        spoken,
        asking::working(pending, "devices:status", scene),
        row![Element::from(out), cancel(scene)].spacing(space::M).wrap(),
    ]
    .spacing(space::L)
    .into()
}

fn cancel<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    kit::button("devices:cancel", fl!(scene.words, "cancel"))
        .on_press(Message::Cancel)
        .into()
}
