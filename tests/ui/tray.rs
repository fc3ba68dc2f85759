//! How much is unread, wherever the desktop shows it; and a window that waits in the tray.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use model::{Event, Importance, Patch, Reason, RoomSummary, Rules, Setting};
use platform::{TrayNews, TrayOrder};
use ui::screen::settings::Message as Settings;
use ui::{AccountsMessage as Message, Message as Inside, News, Screen};

use crate::fixtures::summary;
use crate::hands::{has, on};
use crate::several::{MEMBER, MINISTER, Several, member_signed_in};
use crate::stand::Stand;

fn told(several: &mut Several) -> Receiver<TrayOrder> {
    let (sender, orders) = channel();
    several.accounts.stand_in(sender);
    orders
}

fn title(several: &Several) -> String {
    several.accounts.title(several.accounts.window())
}

fn counts(orders: &Receiver<TrayOrder>) -> Vec<u32> {
    let counts = orders.try_iter().filter_map(|order| match order {
        TrayOrder::Count(count) => Some(count),
        _ => None,
    });
    counts.collect()
}

fn room(name: &str, unread: u32) -> RoomSummary {
    RoomSummary {
        unread,
        ..summary(&format!("!{name}:cabinet.example"), name)
    }
}

/// What the marks in the list come to, as they are drawn and read.
fn drawn(stand: Stand) -> (u32, Stand) {
    let rooms = stand.desk_state().rooms().shown().clone();
    let stage = on(stand);
    let mut all = 0;
    for room in rooms {
        let line = stage.node(&format!("room:{}", room.id)).name().to_owned();
        let quiet = line.contains("Muted") || line.contains("Locked");
        let number = |after: &str| {
            let parts = line.split(", ").filter_map(|part| part.strip_suffix(after));
            parts.filter_map(|number| number.parse::<u32>().ok()).max()
        };
        let unread = number(" unread messages").or(number(" unread message"));
        let mark = u32::from(line.contains("Marked as unread") || line.contains("Invitation from"));
        if !quiet {
            all += unread.unwrap_or(mark);
        }
    }
    (all, stage.play)
}

#[test]
fn the_number_is_what_the_list_shows() {
    let lines = vec![
        room("one", 3),
        RoomSummary {
            muted: true,
            ..room("muted", 50)
        },
        RoomSummary {
            marked_unread: true,
            ..room("marked", 0)
        },
        RoomSummary {
            quarantine: Some(Reason::CopyingForbidden),
            ..room("shut", 9)
        },
        RoomSummary {
            importance: Importance::Low,
            ..room("low", 2)
        },
        room("read", 0),
    ];
    let lines: Vec<Arc<RoomSummary>> = lines.into_iter().map(Arc::new).collect();
    let made_up = vec![Event::Rooms(vec![Patch::Reset(lines)])];
    for reports in [Vec::new(), made_up.clone()] {
        let mut stand = Stand::signed_in();
        stand.report(reports);
        let (shown, stand) = drawn(stand);
        assert!(shown > 0, "the list has something unread");
        assert_eq!(stand.app.unread(), shown);
    }

    let mut several = Several::alone();
    let orders = told(&mut several);
    several.report(MINISTER, made_up);
    assert_eq!(several.accounts.unread(), 6);
    assert_eq!(counts(&orders).last(), Some(&6));
    assert_eq!(title(&several), "(6) Despatch");
    several.report(
        MINISTER,
        vec![Event::Rooms(vec![Patch::Set(0, Arc::new(room("one", 0)))])],
    );
    assert_eq!((several.accounts.unread(), counts(&orders)), (3, vec![3]));
    several.report(MINISTER, vec![Event::Rooms(vec![Patch::Clear])]);
    assert_eq!(counts(&orders), [0]);
    assert_eq!(title(&several), "Despatch");
}

#[test]
fn all_accounts_count_together() {
    let mut several = Several::two();
    let orders = told(&mut several);
    for (number, unread) in [(MINISTER, 3), (MEMBER, 4)] {
        several.report(
            number,
            vec![Event::Rooms(vec![Patch::Reset(vec![Arc::new(room("one", unread))])])],
        );
    }
    assert_eq!((several.accounts.unread(), counts(&orders).pop()), (7, Some(7)));
    assert!(title(&several).starts_with("(7) "), "{}", title(&several));
}

#[test]
fn where_nothing_is_announced_no_number_is_seen() {
    let mut rules = Rules::default();
    rules.window.announce = false;
    let mut several = Several::two_under(rules, ui::Language::English);
    several.report(MEMBER, member_signed_in());
    assert_eq!(several.accounts.unread(), 0);
    assert!(!title(&several).starts_with('('));
}

#[test]
fn a_window_waits_in_the_tray_where_that_is_wanted_and_it_can_be_had_back() {
    let mut several = Several::talking(ui::Language::English);
    let orders = told(&mut several);
    let close = Message::CloseRequested(several.accounts.window());
    several.of(MINISTER, Inside::SettingsPage(Settings::Tray(true)));
    let stood = orders.try_iter().any(|order| matches!(order, TrayOrder::Stand(_)));
    assert!(stood);
    several.news(News::Tray(TrayNews::Stands(true)));
    several.say(close.clone());
    assert!(several.accounts.is_away());
    let Screen::Desk(desk) = several.accounts.front().screen() else {
        panic!("signed in")
    };
    assert!(desk.conversation_open().is_some(), "nothing is lost");
    several.news(News::Tray(TrayNews::Open));
    assert!(!several.accounts.is_away());

    several.say(close.clone());
    several.news(News::Tray(TrayNews::Stands(false)));
    assert!(!several.accounts.is_away(), "nobody could have it back");
    several.say(close);
    assert!(!several.accounts.is_away(), "it is closed");
    several.forget();
    assert!(several.wishes.iter().all(|(_, wishes)| wishes.is_closed()));
}

#[test]
fn the_program_ends_from_the_tray_and_by_its_key() {
    for way in [
        Message::News(Box::new(News::Tray(TrayNews::Quit))),
        Message::Front(Inside::Quit),
    ] {
        let mut several = Several::two();
        let orders = told(&mut several);
        several.of(MINISTER, Inside::SettingsPage(Settings::Tray(true)));
        several.news(News::Tray(TrayNews::Stands(true)));
        several.say(way);
        several.forget();
        assert!(several.wishes.iter().all(|(_, wishes)| wishes.is_closed()));
        orders.try_iter().for_each(drop);
        assert_eq!(orders.try_recv(), Err(std::sync::mpsc::TryRecvError::Disconnected));
    }
}

#[test]
fn a_rule_decides_about_the_tray_and_about_starting() {
    let mut rules = Rules::default();
    rules.window.tray = Setting::Locked(true);
    rules.window.autostart = Setting::Locked(false);
    let mut several = Several::two_under(rules.clone(), ui::Language::English);
    let orders = told(&mut several);
    assert!(matches!(orders.try_recv(), Ok(TrayOrder::Stand(_))));
    let mut free = Rules::default();
    free.window.tray = Setting::Recommended(false);
    several.news(News::Rules(free));
    assert_eq!(orders.try_iter().last(), Some(TrayOrder::Leave));

    let mut stand = Stand::talking_under(rules);
    stand.say(Inside::Settings);
    let stage = on(stand);
    assert_eq!(stage.node("settings:tray").semantics.checked, Some(true));
    assert_eq!(stage.node("settings:autostart").semantics.checked, Some(false));
    assert!(has(&stage, "rule:settings:tray"), "it leads to the rule");
}
