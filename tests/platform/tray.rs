//! The mark in the tray, on a real bus with a tray that takes marks as the specification has it; and starting by itself.

use std::collections::HashMap;
use std::fs;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use platform::{TrayNews, TrayOrder, TrayWords};
use zbus::blocking::{Connection, MessageIterator, Proxy};
use zbus::zvariant::{OwnedValue, Value};

use crate::child::{part, said, say};
use crate::keyring::on_a_bare_bus;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";
/// Reached only by a failure.
const PATIENCE: Duration = Duration::from_secs(30);

/// A desktop's tray.
struct Watcher(Sender<String>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, name: String) {
        self.0.send(name).unwrap();
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

fn desktop() -> (Connection, Receiver<String>) {
    let (sender, registered) = channel();
    let bus = zbus::blocking::connection::Builder::session().unwrap();
    let bus = bus.serve_at("/StatusNotifierWatcher", Watcher(sender)).unwrap();
    (bus.name(WATCHER).unwrap().build().unwrap(), registered)
}

fn words() -> TrayWords {
    TrayWords {
        title: "Despatch".to_owned(),
        open: "Open_it".to_owned(),
        quit: "Quit".to_owned(),
    }
}

#[test]
fn the_mark_stands_where_there_is_a_tray_and_leads_to_the_window() {
    let home = tempfile::tempdir().unwrap();
    let seen = said(&on_a_bare_bus(home.path(), "tray::stands"));
    assert_eq!(
        seen,
        [
            "Stands(false)",
            // The tray came later.
            "Stands(true)",
            "Communications Active Despatch /StatusNotifierItem/Menu",
            "1 icon of 4096 bytes",
            r#"Despatch (7), and another icon"#,
            r#"application://despatch.desktop 7 true"#,
            "Open",
            r#"2 lines: ["Open__it", "Quit"]"#,
            "Open",
            "Quit",
            // And went.
            "Stands(false)",
            "gone",
            "application://despatch.desktop 0 false",
        ]
    );
}

#[test]
#[ignore = "a child's part"]
fn stands() {
    let (orders, received) = channel();
    let (sender, news) = channel();
    let heard = Connection::session().unwrap();
    let rule = "type='signal',interface='com.canonical.Unity.LauncherEntry'";
    let launcher = MessageIterator::for_match_rule(rule, &heard, None).unwrap();
    let standing = platform::tray(received, move |news| sender.send(news).unwrap()).unwrap();
    let next = || news.recv_timeout(PATIENCE).unwrap();
    orders.send(TrayOrder::Stand(words())).unwrap();
    say(format!("{:?}", next()));
    let (desktop, registered) = desktop();
    let name = registered.recv_timeout(PATIENCE).unwrap();
    say(format!("{:?}", next()));

    let item = Proxy::new(&desktop, &*name, "/StatusNotifierItem", ITEM).unwrap();
    let text = |property: &str| item.get_property::<String>(property).unwrap();
    let menu_path = item.get_property::<zbus::zvariant::OwnedObjectPath>("Menu").unwrap();
    say(format!(
        "{} {} {} {menu_path}",
        text("Category"),
        text("Status"),
        text("Title")
    ));
    type Icons = Vec<(i32, i32, Vec<u8>)>;
    let icons = || item.get_property::<Icons>("IconPixmap").unwrap();
    let before = icons();
    say(format!("{} icon of {} bytes", before.len(), before[0].2.len()));
    let mut signals = item.receive_signal("NewIcon").unwrap();
    orders.send(TrayOrder::Count(7)).unwrap();
    signals.next().unwrap();
    let fresh = Proxy::new(&desktop, &*name, "/StatusNotifierItem", ITEM).unwrap();
    type ToolTip = (String, Icons, String, String);
    let tip: ToolTip = fresh.get_property("ToolTip").unwrap();
    let other = fresh.get_property::<Icons>("IconPixmap").unwrap() != before;
    say(format!("{}{}", tip.2, if other { ", and another icon" } else { "" }));
    let mut launcher = launcher.map(|message| {
        let message = message.unwrap();
        let (file, facts): (String, HashMap<String, OwnedValue>) = message.body().deserialize().unwrap();
        let count = i64::try_from(&facts["count"]).unwrap();
        let visible = bool::try_from(&facts["count-visible"]).unwrap();
        format!("{file} {count} {visible}")
    });
    say(launcher.next().unwrap());

    item.call::<_, _, ()>("Activate", &(1, 2)).unwrap();
    say(format!("{:?}", next()));
    let menu = Proxy::new(&desktop, name.clone(), menu_path, MENU).unwrap();
    type Properties = HashMap<String, OwnedValue>;
    type Layout = (i32, Properties, Vec<OwnedValue>);
    let all = Vec::<String>::new();
    let (_, (_, _, lines)): (u32, Layout) = menu.call("GetLayout", &(0_i32, -1_i32, &all)).unwrap();
    let described: Vec<(i32, Properties)> = menu.call("GetGroupProperties", &(vec![1_i32, 2], &all)).unwrap();
    let labels: Vec<String> = described
        .iter()
        .map(|(_, properties)| String::try_from(properties["label"].try_clone().unwrap()).unwrap())
        .collect();
    say(format!("{} lines: {labels:?}", lines.len()));
    for (line, _) in described {
        let event = (line, "clicked", Value::from(0_i32), 0_u32);
        menu.call::<_, _, ()>("Event", &event).unwrap();
        say(format!("{:?}", next()));
    }
    desktop.release_name(WATCHER).unwrap();
    say(format!("{:?}", next()));
    drop(orders);
    standing.join().unwrap();
    let bus = zbus::blocking::fdo::DBusProxy::new(&heard).unwrap();
    let there = bus.name_has_owner(name.as_str().try_into().unwrap()).unwrap();
    say(if there { "still there" } else { "gone" });
    say(launcher.next().unwrap());
}

#[test]
fn where_there_is_no_bus_nothing_stands_and_nothing_fails() {
    let nowhere = part("tray::stands_nowhere")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .output()
        .unwrap();
    assert_eq!(said(&nowhere), ["ended"]);
}

#[test]
#[ignore = "a child's part"]
fn stands_nowhere() {
    let (orders, received) = channel();
    let standing = platform::tray(received, |news: TrayNews| say(format!("{news:?}"))).unwrap();
    for order in [TrayOrder::Stand(words()), TrayOrder::Count(1), TrayOrder::Leave] {
        orders.send(order).unwrap();
    }
    drop(orders);
    standing.join().unwrap();
    say("ended");
}

#[test]
fn the_program_starts_with_the_session_while_that_is_wanted() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("c/autostart/despatch.desktop");
    let set = |test: &str| {
        let output = part(test)
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path().join("c"))
            .output()
            .unwrap();
        said(&output)
    };
    assert_eq!(set("tray::starts"), ["Ok(())"]);
    let entry = fs::read_to_string(&file).unwrap();
    let program = std::env::current_exe().unwrap();
    assert!(entry.starts_with("[Desktop Entry]\nType=Application\n"), "{entry}");
    assert!(entry.contains(&format!("Exec=\"{}\"\n", program.display())), "{entry}");
    assert_eq!(set("tray::starts"), ["Ok(())"], "once more");
    assert_eq!(set("tray::starts_not"), ["Ok(())"]);
    assert!(!file.exists());
    assert_eq!(set("tray::starts_not"), ["Ok(())"], "nor was it there");
}

#[test]
#[ignore = "a child's part"]
fn starts() {
    say(format!("{:?}", platform::autostart(true)));
}

#[test]
#[ignore = "a child's part"]
fn starts_not() {
    say(format!("{:?}", platform::autostart(false)));
}
