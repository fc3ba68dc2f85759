//! How much is unread, wherever the desktop shows it; and a window that waits in the tray.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use model::{Event, Importance, Patch, Reason, RoomSummary, Rules, Setting};
use platform::{TrayNews, TrayOrder};
use ui::screen::settings::Message as Settings;
use ui::{Message, News, Screen};

use crate::fixtures::{self, summary};
use crate::hands::{has, on, press, says};
use crate::stand::Stand;

fn told(stand: &mut Stand) -> Receiver<TrayOrder> {
    let (sender, orders) = channel();
    stand.app.stand_in(sender);
    orders
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
    let mut stand = Stand::signed_in();
    let orders = told(&mut stand);
    let (shown, mut stand) = drawn(stand);
    assert!(shown > 0, "the list has something unread");
    assert_eq!(stand.app.unread(), shown);

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
    stand.report(vec![Event::Rooms(vec![Patch::Reset(lines)])]);
    assert_eq!(stand.app.unread(), 6);
    assert_eq!(counts(&orders).last(), Some(&6));
    assert_eq!(stand.app.window_title(), "(6) Despatch");
    let (shown, mut stand) = drawn(stand);
    assert_eq!(shown, 6);

    stand.report(vec![Event::Rooms(vec![Patch::Set(0, Arc::new(room("one", 0)))])]);
    assert_eq!((stand.app.unread(), counts(&orders)), (3, vec![3]));
    stand.report(vec![Event::Rooms(vec![Patch::Clear])]);
    assert_eq!(counts(&orders), [0]);
    assert_eq!(stand.app.window_title(), "Despatch");
}

#[test]
fn where_nothing_is_announced_no_number_is_seen() {
    let mut rules = Rules::default();
    rules.window.announce = false;
    let mut stand = Stand::under(rules, ui::Language::English);
    stand.report(fixtures::signed_in());
    assert_eq!(stand.app.unread(), 0);
    assert!(!stand.app.window_title().starts_with('('));
}

#[test]
fn a_window_waits_in_the_tray_where_that_is_wanted_and_it_can_be_had_back() {
    let mut stand = Stand::talking();
    let orders = told(&mut stand);
    let close = Message::CloseRequested(stand.app.window());
    stand.say(Message::SettingsPage(Settings::Tray(true)));
    let stood = orders.try_iter().any(|order| matches!(order, TrayOrder::Stand(_)));
    assert!(stood);
    stand.news(News::Tray(TrayNews::Stands(true)));
    stand.say(close.clone());
    assert!(stand.app.is_away());
    assert!(stand.desk_state().conversation_open().is_some(), "nothing is lost");
    stand.news(News::Tray(TrayNews::Open));
    assert!(!stand.app.is_away());

    stand.say(close.clone());
    stand.news(News::Tray(TrayNews::Stands(false)));
    assert!(!stand.app.is_away(), "nobody could have it back");
    stand.say(close);
    assert!(!stand.app.is_away(), "it is closed");
    stand.wished();
    assert!(stand.wishes.is_closed());
}

#[test]
fn the_program_ends_from_the_tray_and_by_its_key() {
    for way in [Message::News(Box::new(News::Tray(TrayNews::Quit))), Message::Quit] {
        let mut stand = Stand::signed_in();
        let orders = told(&mut stand);
        stand.say(Message::SettingsPage(Settings::Tray(true)));
        stand.news(News::Tray(TrayNews::Stands(true)));
        stand.say(way);
        stand.wished();
        assert!(stand.wishes.is_closed());
        orders.try_iter().for_each(drop);
        assert_eq!(orders.try_recv(), Err(std::sync::mpsc::TryRecvError::Disconnected));
        assert!(matches!(stand.app.screen(), Screen::Desk(_)));
    }
}

#[test]
fn a_rule_decides_about_the_tray_and_about_starting() {
    let mut rules = Rules::default();
    rules.window.tray = Setting::Locked(true);
    rules.window.autostart = Setting::Locked(false);
    let mut stand = Stand::talking_under(rules);
    let orders = told(&mut stand);
    assert!(matches!(orders.try_recv(), Ok(TrayOrder::Stand(_))));
    stand.say(Message::Settings);
    let mut stage = on(stand);
    assert_eq!(stage.node("settings:tray").semantics.checked, Some(true));
    assert_eq!(stage.node("settings:autostart").semantics.checked, Some(false));
    press(&mut stage, "rule:settings:tray");
    assert!(says(&stage, "device.tray") || has(&stage, "rules:search"));
    let mut free = Rules::default();
    free.window.tray = Setting::Recommended(false);
    stage.play.news(News::Rules(free));
    assert_eq!(orders.try_iter().last(), Some(TrayOrder::Leave));
}
