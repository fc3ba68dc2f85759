//! Screens of trust.

use model::{
    Capability, Closed, Command, ConfirmEnd, ConfirmStep, Event, Failure, Identity, IdentityChange, KeyStorage, Loss,
    Means, Patch, Reason, Rules, Secret, Why,
};
use ui::screen::desk::{Message as Desk, conversation, details};
use ui::screen::password;
use ui::screen::trust::Message as OfTrust;
use ui::screen::trust::setup::{self, Way, made};
use ui::screen::trust::{confirmation, devices, key_file, person};
use ui::{Language, Message};

use crate::fixtures::{self, KEY, RHYS, comparison, confirmed, profile, unconfirmed};
use crate::hands::{done, ticket_of};
use crate::stand::Stand;

/// All of them.
pub fn screens(add: &mut impl FnMut(&'static str, Stand)) {
    setups(add);
    comparisons(add);
    people(add);
    devices(add);
    unreadable(add);
    key_files(add);
}

fn key_files(add: &mut impl FnMut(&'static str, Stand)) {
    let rules = || {
        let mut rules = Rules::default();
        rules.window.export_keys = Capability::Allowed;
        rules.window.import_keys = Capability::Allowed;
        rules
    };
    let signed_in = |rules, language| {
        let mut stand = Stand::under(rules, language);
        stand.report(fixtures::signed_in());
        stand
    };
    let mut stand = signed_in(rules(), Language::English);
    stand.say(Message::Settings);
    add("settings with key files", stand);
    let say = |stand: &mut Stand, message| stand.say(Message::Trust(OfTrust::KeyFile(message)));
    let page = |way, language| {
        let mut stand = signed_in(rules(), language);
        stand.say(Message::Trust(OfTrust::OpenKeyFile(way)));
        say(
            &mut stand,
            key_file::Message::Path("/home/amina/Documents/keys.txt".into()),
        );
        stand
    };
    let typed = |stand: &mut Stand, first: &str, second: &str| {
        let secret = |text: &str| Secret::new(text.into());
        say(stand, key_file::Message::Passphrase(secret(first)));
        say(stand, key_file::Message::Again(secret(second)));
        say(stand, key_file::Message::Submit);
    };
    let (write, read, english) = (key_file::Way::Write, key_file::Way::Read, Language::English);
    let long = "orbit pencil thistle harbour";
    add("key file to write", page(write, english));
    add("key file to write, Welsh", page(write, Language::Welsh));
    let mut stand = page(write, english);
    typed(&mut stand, long, "orbit pencil");
    add("key file with two passphrases", stand);
    for (name, failure) in [
        ("key file there already", Failure::FileExists),
        ("key file not written", Failure::Disk),
    ] {
        let mut stand = page(write, english);
        typed(&mut stand, long, long);
        refuse(&mut stand, failure);
        add(name, stand);
    }
    let mut stand = page(write, english);
    typed(&mut stand, "short", "short");
    let ticket = stand.ticket(ticket_of);
    let why = Why::Policy(model::Reason::KeyPassphraseShort { characters: 20 });
    stand.report(vec![Event::Refused { ticket, why }]);
    add("key file with a short passphrase", stand);
    let mut stand = page(write, english);
    typed(&mut stand, long, long);
    add("key file under way", stand);
    let mut stand = page(write, english);
    typed(&mut stand, long, long);
    let ticket = stand.ticket(ticket_of);
    stand.report(vec![
        Event::KeyFile(model::KeyFile::Written { keys: 412 }),
        done(ticket),
    ]);
    add("key file written", stand);
    add("key file to read", page(read, english));
    let mut stand = page(read, english);
    typed(&mut stand, long, "");
    refuse(&mut stand, Failure::WrongPassphrase);
    add("key file with a wrong passphrase", stand);
    let mut stand = page(read, english);
    typed(&mut stand, long, "");
    let ticket = stand.ticket(ticket_of);
    stand.report(vec![
        Event::KeyFile(model::KeyFile::Read { new: 3, keys: 412 }),
        done(ticket),
    ]);
    add("key file read", stand);
}

fn unreadable(add: &mut impl FnMut(&'static str, Stand)) {
    let room = |trust, language| {
        let mut stand = signed_in(language);
        stand.report(vec![Event::Trust(trust)]);
        setup(&mut stand, setup::Message::Back);
        stand.open(RHYS);
        stand.report(fixtures::unreadable());
        stand
    };
    add("unreadable", room(confirmed(KeyStorage::On), Language::English));
    add("unreadable, Welsh", room(confirmed(KeyStorage::On), Language::Welsh));
    add(
        "unreadable on an unconfirmed device",
        room(unconfirmed(), Language::English),
    );
    let mut stand = room(confirmed(KeyStorage::Off), Language::English);
    stand.talk(conversation::Message::LookAgain("waiting".into()));
    let ticket = stand.ticket(ticket_of);
    let why = Why::Failed(Failure::KeyMissing);
    stand.report(vec![Event::Refused { ticket, why }]);
    add("unreadable without a key", stand);
    let mut stand = room(confirmed(KeyStorage::On), Language::English);
    let words = "I can't read this message on my device. Could you send it again?";
    stand.talk(conversation::Message::AskAgain("withheld".into(), words.into()));
    add("unreadable asked for", stand);
    let closed = |why, language| {
        let mut stand = room(confirmed(KeyStorage::On), language);
        let said = fixtures::closed(
            why,
            fixtures::text("Pay the invoice from Harbour Ltd before noon today."),
        );
        let rows = vec![
            fixtures::row("answer", fixtures::answer(&said)),
            fixtures::row("said", said),
        ];
        let patches = vec![Patch::Reset(rows.into_iter().rev().collect())];
        stand.report(vec![Event::Rows {
            room: RHYS.into(),
            patches,
        }]);
        stand
    };
    for (name, why, language) in [
        ("message nobody vouches for", Closed::Unvouched, Language::English),
        ("message nobody vouches for, Welsh", Closed::Unvouched, Language::Welsh),
        ("message shown again", Closed::Repeated, Language::English),
        ("message shown again, Welsh", Closed::Repeated, Language::Welsh),
    ] {
        add(name, closed(why, language));
    }
    let mut stand = closed(Closed::Unvouched, Language::English);
    stand.talk(conversation::Message::ShowClosed("said".into()));
    add("message nobody vouches for, shown", stand);
}

fn signed_in(language: Language) -> Stand {
    let mut stand = Stand::in_language(language);
    stand.report(fixtures::signed_in());
    stand
}

fn setup(stand: &mut Stand, message: setup::Message) {
    stand.say(Message::Trust(OfTrust::Setup(message)));
}

fn refuse(stand: &mut Stand, failure: Failure) {
    let ticket = stand.ticket(|command| match command {
        Command::Send { ticket, .. } => Some(*ticket),
        other => ticket_of(other),
    });
    let why = Why::Failed(failure);
    stand.report(vec![Event::Refused { ticket, why }]);
}

fn enter(stand: &mut Stand, typed: &str) {
    let typed = password::Message::Password(Secret::new(typed.into()));
    setup(stand, setup::Message::Entry(typed));
    setup(stand, setup::Message::Entry(password::Message::Submit));
}

fn setups(add: &mut impl FnMut(&'static str, Stand)) {
    let at = |trust, language| {
        let mut stand = signed_in(language);
        stand.report(vec![Event::Trust(trust)]);
        stand.say(Message::Trust(OfTrust::Open(Way::Next)));
        stand
    };
    let begin = || at(unconfirmed(), Language::English);
    add("setup", begin());
    add("setup, Welsh", at(unconfirmed(), Language::Welsh));
    let mut stand = signed_in(Language::English);
    stand.say(Message::Trust(OfTrust::Open(Way::Next)));
    add("setup unknown", stand);
    let mut stand = begin();
    setup(&mut stand, setup::Message::OtherDevice(Means::Emoji));
    add("setup under way", stand);
    let mut stand = begin();
    setup(&mut stand, setup::Message::OtherDevice(Means::Emoji));
    refuse(&mut stand, Failure::Unreachable);
    add("setup refused", stand);
    let mut stand = begin();
    setup(&mut stand, setup::Message::Back);
    add("setup left", stand);
    let alone = model::Trust {
        others: false,
        ..unconfirmed()
    };
    add("setup without another device", at(alone, Language::English));
    let mut stand = begin();
    setup(&mut stand, setup::Message::Go(Way::Key));
    add("setup key", stand);
    let mut stand = begin();
    setup(&mut stand, setup::Message::Go(Way::Key));
    enter(&mut stand, "EsTc LW2K");
    refuse(&mut stand, Failure::WrongKey);
    add("setup wrong key", stand);
    let mut stand = begin();
    setup(&mut stand, setup::Message::Go(Way::Neither));
    add("setup loss loading", stand);
    for (name, loss) in [
        ("setup loss", fixtures::loss()),
        ("setup nothing lost", Loss::default()),
    ] {
        let mut stand = begin();
        setup(&mut stand, setup::Message::Go(Way::Neither));
        stand.report(vec![Event::Loss(loss)]);
        enter(&mut stand, "guess");
        refuse(&mut stand, Failure::WrongPassword);
        add(name, stand);
    }
    let closed = |language| {
        let mut rules = Rules::default();
        rules.window.identity_reset = Capability::Refused(Reason::IdentityResetForbidden);
        let mut stand = Stand::under(rules, language);
        stand.report(fixtures::signed_in());
        stand.report(vec![Event::Trust(unconfirmed())]);
        setup(&mut stand, setup::Message::Go(Way::Neither));
        stand
    };
    add("setup without a new identity", closed(Language::English));
    add("setup without a new identity, Welsh", closed(Language::Welsh));
    for (name, storage) in [
        ("setup make", KeyStorage::Off),
        ("setup repair", KeyStorage::Incomplete),
        ("setup done", KeyStorage::On),
    ] {
        add(name, at(confirmed(storage), Language::English));
    }
    let mut rules = Rules::default();
    rules.window.require_recovery = false;
    let mut stand = Stand::under(rules, Language::English);
    stand.report(fixtures::signed_in());
    stand.report(vec![Event::Trust(confirmed(KeyStorage::Off))]);
    add("setup make or later", stand);
    let mut stand = at(confirmed(KeyStorage::On), Language::English);
    stand.say(Message::Trust(OfTrust::Open(Way::Change)));
    add("setup change", stand);
    for (name, storage) in [
        ("bar without a key", KeyStorage::Off),
        ("bar with broken key storage", KeyStorage::Incomplete),
    ] {
        let mut stand = Stand::talking();
        stand.report(vec![Event::Trust(confirmed(storage))]);
        setup(&mut stand, setup::Message::Back);
        add(name, stand);
    }
    for (name, trust) in [
        ("settings unconfirmed", unconfirmed()),
        ("settings key", confirmed(KeyStorage::On)),
        ("settings broken key storage", confirmed(KeyStorage::Incomplete)),
    ] {
        let mut stand = at(trust, Language::English);
        setup(&mut stand, setup::Message::Back);
        stand.say(Message::Settings);
        add(name, stand);
    }
    let shown = |language| {
        let mut stand = at(confirmed(KeyStorage::Off), language);
        stand.report(vec![Event::RecoveryKey(Secret::new(KEY.into()))]);
        stand
    };
    let mut stand = shown(Language::English);
    setup(&mut stand, setup::Message::Made(made::Message::Copy));
    add("setup shown", stand);
    let mut stand = shown(Language::English);
    setup(&mut stand, setup::Message::Made(made::Message::Copy));
    setup(&mut stand, setup::Message::Made(made::Message::Check));
    add("setup check", stand);
    let mut stand = shown(Language::English);
    setup(&mut stand, setup::Message::Back);
    add("bar with a key not checked", stand);
    add("setup shown, Welsh", shown(Language::Welsh));
    let mut stand = shown(Language::English);
    setup(&mut stand, setup::Message::Made(made::Message::Check));
    setup(&mut stand, setup::Message::Made(made::Message::Submit));
    add("setup check wrong", stand);
}

fn comparisons(add: &mut impl FnMut(&'static str, Stand)) {
    let at = |own, step, language| {
        let mut stand = signed_in(language);
        stand.report(vec![
            Event::Confirmation(comparison(own, ConfirmStep::Waiting)),
            Event::Confirmation(comparison(own, step)),
        ]);
        stand
    };
    // The widest names there are.
    let pictures = || ConfirmStep::Compare {
        emoji: Some([6, 14, 25, 40, 49, 53, 61]),
        decimals: (1234, 5678, 9012),
    };
    let numbers = ConfirmStep::Compare {
        emoji: None,
        decimals: (1234, 5678, 9012),
    };
    let english = Language::English;
    add("compare", at(true, pictures(), english));
    add("compare with somebody", at(false, pictures(), english));
    add("compare, Welsh", at(false, pictures(), Language::Welsh));
    add("compare numbers", at(false, numbers, english));
    add("codes", at(true, fixtures::codes(0), english));
    add("codes of somebody", at(false, fixtures::codes(0), english));
    add("codes, Welsh", at(false, fixtures::codes(1), Language::Welsh));
    add("codes in vain", at(true, fixtures::codes(1), english));
    add("codes to show", at(true, fixtures::shows(true, false), english));
    add("codes to read", at(true, fixtures::shows(false, true), english));
    let mut stand = at(true, fixtures::codes(1), english);
    let dropped = confirmation::codes::Message::Dropped("/home/alice/Pictures/code.png".into());
    stand.say(Message::Trust(OfTrust::Confirmation(confirmation::Message::Codes(
        dropped,
    ))));
    add("codes looking", stand);
    for (name, own) in [("codes taken", true), ("codes taken with somebody", false)] {
        let mut stand = at(own, fixtures::shows(false, true), english);
        let dropped = confirmation::codes::Message::Dropped("/home/alice/Pictures/code.png".into());
        stand.say(Message::Trust(OfTrust::Confirmation(confirmation::Message::Codes(
            dropped,
        ))));
        stand.report(vec![Event::Confirmation(comparison(own, ConfirmStep::Matched))]);
        add(name, stand);
    }
    add("codes read", at(true, ConfirmStep::Read, english));
    add("codes read by somebody", at(false, ConfirmStep::Read, english));
    for (name, step) in [
        ("compare waiting", ConfirmStep::Waiting),
        ("compare starting", ConfirmStep::Starting),
        ("compare matched", ConfirmStep::Matched),
        ("compare done", ConfirmStep::Done),
        ("compare stopped here", ConfirmStep::Ended(ConfirmEnd::Here)),
        ("compare stopped there", ConfirmStep::Ended(ConfirmEnd::There)),
        ("compare timed out", ConfirmStep::Ended(ConfirmEnd::TimedOut)),
        ("compare differs", ConfirmStep::Ended(ConfirmEnd::Mismatch)),
        ("compare gone on elsewhere", ConfirmStep::Ended(ConfirmEnd::Elsewhere)),
        ("compare failed", ConfirmStep::Ended(ConfirmEnd::Failed)),
    ] {
        add(name, at(true, step, english));
    }
    for (name, step) in [
        ("compare waiting for somebody", ConfirmStep::Waiting),
        ("compare matched with somebody", ConfirmStep::Matched),
        ("compare done with somebody", ConfirmStep::Done),
        ("compare stopped by somebody", ConfirmStep::Ended(ConfirmEnd::There)),
    ] {
        add(name, at(false, step, english));
    }
    let mut stand = at(true, ConfirmStep::Ended(ConfirmEnd::TimedOut), english);
    stand.say(Message::Trust(OfTrust::Confirmation(confirmation::Message::Again)));
    refuse(&mut stand, Failure::Unreachable);
    add("compare again refused", stand);
    for (name, own) in [("compare asked", false), ("compare asked by a device", true)] {
        let mut stand = Stand::talking();
        stand.report(vec![Event::Confirmation(comparison(own, ConfirmStep::Asked))]);
        add(name, stand);
    }
    let mut stand = signed_in(english);
    stand.report(vec![
        Event::Trust(unconfirmed()),
        Event::Confirmation(comparison(true, ConfirmStep::Asked)),
        Event::Confirmation(comparison(true, ConfirmStep::Ended(ConfirmEnd::Failed))),
        Event::Confirmation(comparison(true, pictures())),
    ]);
    add("compare over setup", stand);
}

fn people(add: &mut impl FnMut(&'static str, Stand)) {
    let change = |person, was_verified| IdentityChange { person, was_verified };
    let nia = || fixtures::person("Nia Evans", Some("House of Commons"));
    for (name, changed) in [
        ("identity changed", vec![change(fixtures::rhys(), false)]),
        (
            "verified identity changed",
            vec![change(fixtures::rhys(), true), change(nia(), false)],
        ),
    ] {
        let mut stand = Stand::talking();
        let mut header = fixtures::header(RHYS, "Rhys Morgan");
        header.unverified = 2;
        header.changed = changed;
        stand.report(vec![Event::Header(header.into())]);
        add(name, stand);
    }
    let mut stand = Stand::talking();
    stand.write("Shall we meet at ten?");
    let mut header = fixtures::header(RHYS, "Rhys Morgan");
    header.changed = vec![change(fixtures::rhys(), true)];
    stand.report(vec![Event::Header(header.into())]);
    stand.send();
    refuse(&mut stand, Failure::IdentityChanged);
    add("message held back", stand);
    for (name, failure) in [
        ("message with a recovery key", Failure::HoldsKey),
        ("message from an unconfirmed device", Failure::DeviceUnconfirmed),
    ] {
        let mut stand = Stand::talking();
        if failure == Failure::DeviceUnconfirmed {
            stand.report(vec![Event::Trust(unconfirmed())]);
            setup(&mut stand, setup::Message::Back);
            stand.write("Shall we meet at ten?");
        } else {
            stand.write(KEY);
        }
        stand.send();
        refuse(&mut stand, failure);
        add(name, stand);
    }
    let page = |language| {
        let mut stand = Stand::in_language(language);
        stand.report(fixtures::signed_in());
        stand.open(RHYS);
        stand.report(fixtures::opened(RHYS, "Rhys Morgan"));
        stand.desk(Desk::Conversation(conversation::Message::Details));
        stand.desk(Desk::Details(details::Message::Person(fixtures::rhys())));
        stand
    };
    add("person loading", page(Language::English));
    let mut stand = page(Language::English);
    stand.report(vec![Event::NoProfile {
        person: fixtures::rhys().id,
        why: Why::Failed(Failure::Unreachable),
    }]);
    add("person missing", stand);
    let mut stand = page(Language::English);
    stand.report(vec![Event::Profile(profile(Identity::Unverified))]);
    stand.say(Message::Trust(OfTrust::Person(person::Message::Verify(Means::Emoji))));
    let ticket = stand.ticket(ticket_of);
    let why = Why::Policy(fixtures::outside_reason());
    stand.report(vec![Event::Refused { ticket, why }]);
    add("person refused", stand);
    for (name, identity, language) in [
        ("person without identity", Identity::None, Language::English),
        ("person not verified", Identity::Unverified, Language::Welsh),
        ("person verified", Identity::Verified, Language::English),
        ("person changed", Identity::Changed, Language::English),
        (
            "person changed since verified",
            Identity::VerifiedChanged,
            Language::English,
        ),
    ] {
        let mut stand = page(language);
        stand.report(vec![Event::Profile(profile(identity))]);
        add(name, stand);
    }
}

fn devices(add: &mut impl FnMut(&'static str, Stand)) {
    let open = |language| {
        let mut stand = signed_in(language);
        stand.say(Message::Trust(OfTrust::OpenDevices));
        stand
    };
    let page = |language| {
        let mut stand = open(language);
        stand.report(vec![Event::Devices(fixtures::devices())]);
        stand
    };
    let say = |stand: &mut Stand, message| stand.say(Message::Trust(OfTrust::Devices(message)));
    let english = Language::English;
    add("devices loading", open(english));
    add("devices", page(english));
    add("devices, Welsh", page(Language::Welsh));
    let mut stand = page(english);
    say(&mut stand, devices::Message::Rename("OFFICELAPT".into()));
    add("device renamed", stand);
    let mut stand = page(english);
    say(&mut stand, devices::Message::Confirm("OFFICELAPT".into(), Means::Emoji));
    refuse(&mut stand, Failure::Unreachable);
    add("device not confirmed", stand);
    for (name, message) in [
        ("device signed out", devices::Message::SignOut("OFFICELAPT".into())),
        ("devices signed out", devices::Message::SignOutOthers),
    ] {
        let mut stand = page(english);
        say(&mut stand, message);
        let typed = password::Message::Password(Secret::new("guess".into()));
        say(&mut stand, devices::Message::Entry(typed));
        say(&mut stand, devices::Message::Entry(password::Message::Submit));
        refuse(&mut stand, Failure::WrongPassword);
        add(name, stand);
    }
    let mut stand = Stand::talking();
    stand.report(vec![Event::NewDevice(fixtures::devices()[1].clone())]);
    add("stranger", stand);
    let mut stand = Stand::talking();
    let stranger = fixtures::devices()[1].clone();
    stand.report(vec![
        Event::NewDevice(stranger.clone()),
        Event::Devices(
            [model::Device {
                trust: model::DeviceTrust::Confirmed,
                ..stranger
            }]
            .into(),
        ),
    ]);
    add("stranger with the recovery key", stand);
    let mut stand = page(english);
    stand.report(vec![Event::NewDevice(fixtures::devices()[1].clone())]);
    say(&mut stand, devices::Message::Stranger("OFFICELAPT".into()));
    add("stranger not me", stand);
    let mut stand = page(english);
    stand.report(vec![Event::NewDevice(fixtures::devices()[1].clone())]);
    say(&mut stand, devices::Message::Stranger("OFFICELAPT".into()));
    let typed = password::Message::Password(Secret::new("secret".into()));
    say(&mut stand, devices::Message::Entry(typed));
    say(&mut stand, devices::Message::Entry(password::Message::Submit));
    let ticket = stand.ticket(ticket_of);
    let left: Vec<model::Device> = fixtures::devices()
        .iter()
        .filter(|it| &*it.name != "Laptop in the office")
        .cloned()
        .collect();
    stand.report(vec![Event::Devices(left.into()), done(ticket)]);
    add("stranger signed out", stand);
}
