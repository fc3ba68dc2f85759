//! Looks, language and the way out.

use iced::widget::{column, row};
use kit::theme::space;
use kit::{Element, text};
use model::{Capability, KeyStorage, Person, Setting, Trust, TrustStep};

use super::trust::key_file;
use super::trust::setup::Way;
use super::{Scene, ignored, page, profile, rule};
use crate::preferences::{Choice, Looks, Preferences};
use crate::words::{Language, fl};

/// What happens on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A theme.
    Theme(Choice),
    /// A language; none for the system's.
    Language(Option<Language>),
    /// A size of text, in percent.
    Scale(u16),
    /// Sign out, once that is confirmed.
    SignOut,
    /// The page of rules, at one of them if there is a question about it.
    Rules(Option<&'static str>),
    /// Another account beside this one.
    Another,
    /// Staying in the tray when the window is closed.
    Tray(bool),
    /// Starting with the person's session on this computer.
    Autostart(bool),
    /// The page of what one hears of.
    Notifications,
    /// The person's devices.
    Devices,
    /// The page that leads through what there is to do about trust, at this point.
    Trust(Way),
    /// The page of files of keys.
    KeyFile(key_file::Way),
    /// Among those whom the person ignores.
    Ignored(ignored::Message),
    /// About one's own name and picture.
    Profile(profile::Message),
    /// Back to where one was.
    Back,
}

/// Whose settings these are.
#[derive(Clone, Debug)]
pub struct Account<'a> {
    /// Who is signed in.
    pub name: &'a str,
    /// How this device and their keys stand, once known.
    pub trust: Option<Trust>,
    /// Whom they ignore.
    pub ignored: &'a ignored::State,
    /// What they change about themselves.
    pub profile: &'a profile::State,
    /// Who they are.
    pub me: &'a Person,
    /// Whether another account may be opened beside it.
    pub another: Capability,
}

/// The page. `account` is whose settings these are, if anybody is signed in.
pub fn view<'a>(
    preferences: &'a Preferences,
    looks: Looks,
    account: Option<Account<'a>>,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let rules = kit::button("settings:rules", fl!(words, "rules-title"))
        .icon(kit::Icon::Info)
        .on_press(Message::Rules(None));
    let mut content = column![
        theme(looks, scene),
        language(preferences, looks, scene),
        scale(looks, scene),
        computer(preferences, scene)
    ]
    .spacing(space::XXL);
    let mut ways = row![Element::from(rules)].spacing(space::M);
    if let Some(account) = account {
        let hearing = kit::button("settings:notifications", fl!(words, "notifications-title"))
            .icon(kit::Icon::Bell)
            .on_press(Message::Notifications);
        ways = ways.push(Element::from(hearing));
        let devices = kit::button("settings:devices", fl!(words, "devices-show"))
            .icon(kit::Icon::Monitor)
            .on_press(Message::Devices);
        ways = ways.push(Element::from(devices));
        let out = kit::button("settings:sign-out", fl!(words, "sign-out"))
            .icon(kit::Icon::SignOut)
            .on_press(Message::SignOut);
        ways = ways.push(Element::from(out));
        let another = another(&account.another, scene);
        content = content
            .push(profile::view(account.profile, account.me, scene).map(Message::Profile))
            .push(storage(account.trust, scene))
            .push(key_files(scene))
            .push(ignored::view(account.ignored, scene).map(Message::Ignored))
            .push(
                column![
                    kit::heading(2, fl!(words, "settings-account")),
                    kit::text::body(fl!(words, "signed-in-as", name = account.name)),
                    ways.wrap(),
                    another,
                ]
                .spacing(space::M),
            );
    } else {
        content = content.push(ways);
    }
    page::page(scene, fl!(words, "settings-title"), Message::Back, content)
}

/// The way to another account beside this one, or why there is none.
fn another<'a>(capability: &Capability, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let label = fl!(words, "account-add");
    let button = match capability {
        Capability::Refused(reason) => {
            let (why, press) = (words.reason(reason), Message::Rules(Some(reason.key())));
            return rule::locked("settings:another", label, why, press, scene);
        }
        Capability::Allowed | Capability::Absent => kit::button("settings:another", label)
            .icon(kit::Icon::Add)
            .on_press(Message::Another),
    };
    column![Element::from(button), kit::text::small(fl!(words, "account-add-text"))]
        .spacing(space::S)
        .into()
}

/// How key storage stands, and what one can do about it.
fn storage<'a>(trust: Option<Trust>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let storage = trust.map_or(KeyStorage::Unknown, |trust| trust.storage);
    let confirmed = trust.is_some_and(|trust| trust.confirmed == Some(true));
    let said = match storage {
        KeyStorage::Unknown => fl!(words, "storage-unknown"),
        KeyStorage::Off => fl!(words, "storage-off"),
        KeyStorage::On => fl!(words, "storage-on"),
        KeyStorage::Incomplete => fl!(words, "storage-incomplete"),
    };
    let mut ways = row![].spacing(space::M);
    if matches!(trust.and_then(Trust::next), Some(TrustStep::Confirm { .. })) {
        let confirm = kit::button("settings:confirm", fl!(words, "confirm-device"))
            .icon(kit::Icon::ShieldAlert)
            .on_press(Message::Trust(Way::Next));
        ways = ways.push(Element::from(confirm));
    } else if confirmed && storage != KeyStorage::Unknown {
        let (label, way) = if storage == KeyStorage::Off {
            (fl!(words, "key-make"), Way::Next)
        } else {
            (fl!(words, "key-change"), Way::Change)
        };
        let change = kit::button("settings:key", label)
            .icon(kit::Icon::Key)
            .on_press(Message::Trust(way));
        let enter = (storage != KeyStorage::Off)
            .then(|| kit::button("settings:key-enter", fl!(words, "key-enter")).on_press(Message::Trust(Way::Key)));
        // What helps stands first.
        let (first, second) = match (storage, enter) {
            (KeyStorage::Incomplete, Some(enter)) => (enter, Some(change)),
            (_, enter) => (change, enter),
        };
        ways = ways.push(Element::from(first)).push(second.map(Element::from));
    }
    column![
        kit::heading(2, fl!(words, "key-storage")),
        kit::text::body(said),
        ways.wrap()
    ]
    .spacing(space::M)
    .into()
}

/// The ways to files of keys that a rule has opened, and one line where it has opened none.
fn key_files<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let window = &scene.rules.window;
    let mut ways = row![].spacing(space::M);
    let mut closed = None;
    for (capability, way, id, label) in [
        (
            &window.export_keys,
            key_file::Way::Write,
            "settings:keyfile-write",
            fl!(words, "keyfile-write"),
        ),
        (
            &window.import_keys,
            key_file::Way::Read,
            "settings:keyfile-read",
            fl!(words, "keyfile-read"),
        ),
    ] {
        match capability {
            Capability::Allowed => {
                let button = kit::button(id, label).icon(kit::Icon::File);
                ways = ways.push(Element::from(button.on_press(Message::KeyFile(way))));
            }
            Capability::Refused(reason) => closed = closed.or(Some((way, reason.key()))),
            Capability::Absent => {}
        }
    }
    let title = kit::heading(2, fl!(words, "keyfile-title"));
    let none = !window.export_keys.is_allowed() && !window.import_keys.is_allowed();
    let control = if none {
        column![title]
    } else {
        column![title, ways.wrap()].spacing(space::M)
    };
    let Some((way, key)) = closed else {
        return control.into();
    };
    let said = match way {
        _ if none => fl!(words, "keyfile-closed"),
        key_file::Way::Write => fl!(words, "keyfile-write-closed"),
        key_file::Way::Read => fl!(words, "keyfile-read-closed"),
    };
    let rule = rule::button("settings:keyfile", Message::Rules(Some(key)), scene);
    kit::fixed(control, said, Some(rule))
}

fn theme<'a>(looks: Looks, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let options = Choice::ALL.map(|choice| match choice {
        Choice::System => fl!(words, "theme-system"),
        Choice::Light => fl!(words, "theme-light"),
        Choice::Dark => fl!(words, "theme-dark"),
        Choice::Contrast => fl!(words, "theme-contrast"),
    });
    let set = Set {
        id: "settings:theme",
        label: fl!(words, "settings-theme"),
        options: options.to_vec(),
        chosen: Choice::ALL.iter().position(|choice| *choice == looks.theme),
        rule: scene.rules.window.theme.is_locked().then_some("interface.theme"),
    };
    set.view(|index| Message::Theme(Choice::ALL[index]), scene)
}

fn language<'a>(preferences: &'a Preferences, looks: Looks, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let rules = &scene.rules.window;
    let spoken = Preferences::languages(rules);
    // Each language names itself: whoever needs it can't read the others.
    let named = spoken.iter().map(|language| match language {
        Language::English => fl!(words, "language-en"),
        Language::Welsh => fl!(words, "language-cy"),
    });
    let mut options: Vec<Option<Language>> = spoken.iter().copied().map(Some).collect();
    let mut labels: Vec<String> = named.collect();
    let bound = matches!(rules.languages, Setting::Locked(_));
    if !bound {
        options.insert(0, None);
        labels.insert(0, fl!(words, "language-system"));
    }
    let own = preferences.language.as_deref().and_then(Language::from_tag);
    let by_rule = !matches!(rules.languages, Setting::Free) && preferences.language.is_none();
    let chosen = if bound || by_rule { Some(looks.language) } else { own };
    let set = Set {
        id: "settings:language",
        label: fl!(words, "settings-language"),
        chosen: options.iter().position(|option| *option == chosen),
        options: labels,
        rule: (bound && options.len() == 1).then_some("interface.languages"),
    };
    set.view(move |index| Message::Language(options[index]), scene)
}

fn scale<'a>(looks: Looks, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut scales = Preferences::SCALES.to_vec();
    // A rule may ask for a size between those on offer.
    if !scales.contains(&looks.scale) {
        scales.push(looks.scale);
        scales.sort_unstable();
    }
    let set = Set {
        id: "settings:scale",
        label: fl!(words, "settings-scale"),
        options: scales
            .iter()
            .map(|percent| fl!(words, "percent", number = *percent))
            .collect(),
        chosen: scales.iter().position(|percent| *percent == looks.scale),
        rule: scene
            .rules
            .window
            .font_scale
            .is_locked()
            .then_some("interface.font_scale"),
    };
    set.view(move |index| Message::Scale(scales[index]), scene)
}

/// What the program does with the rest of the computer.
fn computer<'a>(preferences: &'a Preferences, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, rules) = (scene.words, &scene.rules.window);
    let tray = preferences.tray(rules);
    let autostart = preferences.autostart(rules).unwrap_or_default();
    let tick = |id: &'static str, label: String, on: bool, locked: bool, key: &'static str, message: Message| {
        if !locked {
            return kit::checkbox(id, label, on, Some(message));
        }
        let rule = rule::button(id, Message::Rules(Some(key)), scene);
        kit::fixed(kit::checkbox(id, label, on, None), fl!(words, "decided"), Some(rule))
    };
    column![
        text::strong(fl!(words, "settings-computer")),
        tick(
            "settings:tray",
            fl!(words, "settings-tray"),
            tray,
            rules.tray.is_locked(),
            "device.tray",
            Message::Tray(!tray)
        ),
        tick(
            "settings:autostart",
            fl!(words, "settings-autostart"),
            autostart,
            rules.autostart.is_locked(),
            "device.autostart",
            Message::Autostart(!autostart)
        ),
    ]
    .spacing(space::S)
    .into()
}

/// A set to choose one from, which a rule may have fixed.
struct Set {
    id: &'static str,
    label: String,
    options: Vec<String>,
    chosen: Option<usize>,
    rule: Option<&'static str>,
}

impl Set {
    fn view<'a>(self, on_choose: impl Fn(usize) -> Message, scene: Scene<'a>) -> Element<'a, Message> {
        let Some(key) = self.rule else {
            return kit::choices(self.id, self.label, self.options, self.chosen, on_choose);
        };
        let why = fl!(scene.words, "decided");
        let control = kit::choices_locked(self.id, self.label, self.options, self.chosen, &why);
        kit::fixed(
            control,
            why,
            Some(rule::button(self.id, Message::Rules(Some(key)), scene)),
        )
    }
}
