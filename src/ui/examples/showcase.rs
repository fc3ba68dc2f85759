//! The window with a made-up session, to look at: `showcase` opens it; `showcase pictures DIR` draws each screen in each
//! theme and size to a file without a window; `showcase only DIR STATE...` draws these as the window opens; `showcase trust DIR STEM` draws each state of trust in each language, light and
//! in high contrast, and fails where somebody is shut out of one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    dead_code,
    missing_docs
)]

#[path = "../../../tests/ui/fixtures.rs"]
mod fixtures;
#[path = "../../../tests/ui/gallery.rs"]
mod gallery;
#[path = "../../../tests/ui/hands.rs"]
mod hands;
#[path = "../../../tests/kit/play.rs"]
mod play;
#[path = "../../../tests/ui/several.rs"]
mod several;
#[path = "../../../tests/kit/stage.rs"]
mod stage;
#[path = "../../../tests/ui/stand.rs"]
mod stand;

use std::path::Path;
use std::process::ExitCode;

use iced::Size;
use model::{
    AccountNumber, Command, ConfirmAnswer, ConfirmStep, Event, Identity, KeyStorage, Patch, Secret, Stage as Standing,
    Whom,
};
use tokio::sync::mpsc;
use ui::screen::trust::confirmation;

/// The window as it opens.
const DESK: Size = Size::new(1180.0, 780.0);
/// One that needs no scrolling.
const TALL: Size = Size::new(1180.0, 1400.0);
/// One for a conversation that needs none.
const LONG: Size = Size::new(1180.0, 1900.0);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["pictures", folder] => pictures(Path::new(folder), ""),
        ["trust", folder, stem] => return trust(Path::new(folder), stem),
        ["only", folder, names @ ..] => only(Path::new(folder), names),
        ["pictures", folder, only] => pictures(Path::new(folder), only),
        _ => window(),
    }
    ExitCode::SUCCESS
}

/// Each state is reached once, and looked at in four dresses.
fn trust(folder: &Path, stem: &str) -> ExitCode {
    use ui::screen::settings::Message as Settings;
    kit::load_emoji();
    let mut faults = Vec::new();
    for (name, stand) in gallery::of_trust() {
        // These are the others, in the language that the window begins with.
        if name.ends_with(", Welsh") {
            continue;
        }
        let file = file_name(name);
        // What is about trust stands at the foot of that page; of messages there are many.
        let size = match name {
            _ if name.starts_with("settings") => TALL,
            _ if name.starts_with("unreadable") => LONG,
            _ => DESK,
        };
        let mut stage = stage::Stage::sized(stand, size);
        // As the program does where a comparison begins.
        stage.run(iced::widget::operation::focus::<()>(confirmation::CLOSE));
        for language in ui::Language::ALL {
            let dress = Settings::Language(Some(language));
            stage.play.say(ui::Message::SettingsPage(dress));
            stage.redraw();
            let tag = language.tag();
            faults.extend(
                stage
                    .oracle
                    .faults()
                    .iter()
                    .map(|fault| format!("{name} in {tag}: {fault}")),
            );
            for (theme, what) in [(kit::Theme::Light, "light"), (kit::Theme::Contrast, "contrast")] {
                stage.picture(theme, 1.0, &folder.join(format!("{stem}-{file}-{tag}-{what}.png")));
            }
        }
    }
    eprintln!("{}", faults.join("\n"));
    if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn file_name(state: &str) -> String {
    state.replace(", ", "-").replace(' ', "-")
}

/// These states alone, as the window opens.
fn only(folder: &Path, names: &[&str]) {
    kit::load_emoji();
    let mut left: Vec<&str> = names.to_vec();
    let mut wanted = |file: String| {
        let at = left.iter().position(|name| *name == file)?;
        Some(folder.join(format!("{}.png", left.swap_remove(at))))
    };
    for (name, stand) in gallery::all() {
        if let Some(file) = wanted(file_name(name)) {
            stage::Stage::sized(stand, DESK).picture(kit::Theme::Light, 1.0, &file);
        }
    }
    for (name, several) in several::states() {
        if let Some(file) = wanted(format!("accounts-{}", file_name(name))) {
            stage::Stage::sized(several, DESK).picture(kit::Theme::Light, 1.0, &file);
        }
    }
    assert!(left.is_empty(), "no state is called {left:?}");
}

fn pictures(folder: &Path, only: &str) {
    std::fs::create_dir_all(folder).unwrap();
    kit::load_emoji();
    for (name, stand) in gallery::all() {
        let file = file_name(name);
        if !file.contains(only) {
            continue;
        }
        let draw = |mut stand: stand::Stand, size, theme, scale: f32, what: &str| {
            // The screen is told, too: what a camera reads grows with no text.
            let text = ui::screen::settings::Message::Scale((scale * 100.0) as u16);
            stand.say(ui::Message::SettingsPage(text));
            let mut stage = stage::Stage::sized(stand, size);
            stage.picture(theme, scale, &folder.join(format!("{file}-{what}.png")));
        };
        let again = || gallery::all().into_iter().find(|(it, _)| *it == name).unwrap().1;
        draw(stand, DESK, kit::Theme::Light, 1.0, "light");
        draw(again(), DESK, kit::Theme::Dark, 1.0, "dark");
        draw(again(), DESK, kit::Theme::Contrast, 1.0, "contrast");
        if name == "talking" || name.starts_with("rules") || name.starts_with("unreadable") {
            draw(again(), Size::new(1180.0, 1900.0), kit::Theme::Light, 1.0, "tall");
            draw(again(), Size::new(480.0, 2600.0), kit::Theme::Light, 1.0, "narrow-tall");
        }
        draw(again(), Size::new(480.0, 780.0), kit::Theme::Light, 1.0, "narrow");
        draw(again(), Size::new(590.0, 390.0), kit::Theme::Light, 2.0, "large");
    }
    accounts(folder, only);
}

/// The states of the band over several accounts.
fn accounts(folder: &Path, only: &str) {
    for (name, _) in several::states() {
        let file = format!("accounts-{}", file_name(name));
        if !file.contains(only) {
            continue;
        }
        let draw = |size, theme, scale: f32, what: &str| {
            let mut several = several::states().into_iter().find(|(it, _)| *it == name).unwrap().1;
            let text = ui::screen::settings::Message::Scale((scale * 100.0) as u16);
            several.of(several.front(), ui::Message::SettingsPage(text));
            let mut stage = stage::Stage::sized(several, size);
            stage.picture(theme, scale, &folder.join(format!("{file}-{what}.png")));
        };
        draw(DESK, kit::Theme::Light, 1.0, "light");
        draw(DESK, kit::Theme::Dark, 1.0, "dark");
        draw(DESK, kit::Theme::Contrast, 1.0, "contrast");
        draw(Size::new(480.0, 780.0), kit::Theme::Light, 1.0, "narrow");
        draw(Size::new(590.0, 390.0), kit::Theme::Light, 2.0, "large");
        draw(Size::new(240.0, 390.0), kit::Theme::Light, 2.0, "narrow-large");
    }
}

fn window() {
    let (commands, wishes) = mpsc::channel(64);
    let (reports, events) = mpsc::channel(64);
    let (_outside, news) = mpsc::channel(1);
    std::thread::spawn(move || session(wishes, reports));
    let opening = ui::Opening::Ready {
        organisation: fixtures::organisation(),
        rules: fixtures::locking_after(10),
        accounts: vec![ui::Handle {
            account: AccountNumber::FIRST,
            commands,
            events,
        }],
        more: ui::More::default(),
    };
    let config_dir = std::env::temp_dir().join("despatch-showcase");
    ui::run(ui::Start {
        opening,
        config_dir,
        news,
        announcements: std::sync::mpsc::channel().0,
        tray: std::sync::mpsc::channel().0,
    })
    .unwrap();
}

/// Answers as a session would, in the few things that a look at the window needs.
fn session(mut wishes: mpsc::Receiver<Command>, reports: mpsc::Sender<Vec<Event>>) {
    let say = |events| reports.blocking_send(events).is_ok();
    say(vec![Event::Stage(Standing::SignedOut {
        departments: fixtures::departments(),
        ended: false,
    })]);
    let mut sent = 0;
    while let Some(wish) = wishes.blocking_recv() {
        let done = |ticket, room| Event::Done {
            ticket,
            room,
            file: None,
        };
        let answer = match wish {
            Command::SignIn { ticket, .. } => {
                let mut events = fixtures::signed_in();
                events.push(done(ticket, None));
                events.push(Event::Trust(fixtures::unconfirmed()));
                events
            }
            Command::OpenRoom(room) => fixtures::opened(room.as_str(), "Rhys Morgan"),
            Command::ListMembers(room) => vec![Event::Members {
                room,
                people: fixtures::members(),
            }],
            Command::Send { ticket, room, draft } => {
                sent += 1;
                let said = fixtures::said(fixtures::me().person, fixtures::NOW, fixtures::text(&draft.text));
                let row = fixtures::row(&format!("sent{sent}"), said);
                vec![
                    done(ticket, None),
                    Event::Rows {
                        room,
                        patches: vec![Patch::PushBack(row)],
                    },
                ]
            }
            Command::StartDirect { ticket, .. } => vec![done(ticket, Some(fixtures::RHYS.into()))],
            Command::MakeRecoveryKey { ticket } => vec![
                Event::RecoveryKey(Secret::new(fixtures::KEY.into())),
                Event::Trust(fixtures::confirmed(KeyStorage::On)),
                done(ticket, None),
            ],
            Command::UseRecoveryKey { ticket, .. } | Command::ResetIdentity { ticket, .. } => {
                vec![Event::Trust(fixtures::confirmed(KeyStorage::Off)), done(ticket, None)]
            }
            Command::AskLoss => vec![Event::Loss(fixtures::loss())],
            Command::Confirm { ticket, whom, .. } => {
                let compare = ConfirmStep::Compare {
                    emoji: Some([6, 14, 25, 40, 49, 53, 61]),
                    decimals: (1234, 5678, 9012),
                };
                let own = !matches!(whom, Whom::Person(_));
                vec![
                    done(ticket, None),
                    Event::Confirmation(fixtures::comparison(own, ConfirmStep::Waiting)),
                    Event::Confirmation(fixtures::comparison(own, compare)),
                ]
            }
            Command::AnswerConfirmation {
                answer: ConfirmAnswer::Match,
                ..
            } => vec![
                Event::Confirmation(fixtures::comparison(true, ConfirmStep::Done)),
                Event::Trust(fixtures::confirmed(KeyStorage::On)),
            ],
            Command::ListDevices => vec![Event::Devices(fixtures::devices())],
            Command::ShowPerson(_) => vec![Event::Profile(fixtures::profile(Identity::Unverified))],
            Command::Unlock { ticket, .. } => vec![done(ticket, None)],
            Command::SignOut { ticket } => {
                vec![
                    done(ticket, None),
                    Event::Stage(Standing::SignedOut {
                        departments: fixtures::departments(),
                        ended: false,
                    }),
                ]
            }
            _ => continue,
        };
        if !say(answer) {
            return;
        }
    }
}
