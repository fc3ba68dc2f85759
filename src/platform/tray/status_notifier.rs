//! Linux: `org.kde.StatusNotifierItem` for the mark, which the desktop's own tray shows, and Unity's launcher protocol for the
//! number on the icon, which other desktops have taken over.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, Proxy};
use zbus::interface;
use zbus::zvariant::{ObjectPath, Value};

use super::face::{Pixels, face};
use super::menu::Menu;
use super::{TrayNews, TrayOrder, TrayWords};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const ITEM_PATH: &str = "/StatusNotifierItem";
const MENU_PATH: &str = "/StatusNotifierItem/Menu";
const LAUNCHER: &str = "com.canonical.Unity.LauncherEntry";
const LAUNCHER_PATH: &str = "/com/canonical/unity/launcherentry/despatch";
/// The file by which desktops know the program.
const DESKTOP_FILE: &str = "application://despatch.desktop";

/// Who is told what happens in the tray.
pub(super) type Told = Arc<dyn Fn(TrayNews) + Send + Sync>;

pub(super) fn tray(orders: &Receiver<TrayOrder>, news: impl Fn(TrayNews) + Send + Sync + 'static) {
    let news: Told = Arc::new(news);
    let standing = Arc::<Standing>::default();
    let mut launcher = None;
    let mut mark: Option<Mark> = None;
    for order in orders {
        match order {
            TrayOrder::Stand(words) => {
                standing.set_words(words);
                match &mark {
                    Some(mark) => mark.changed(&["NewTitle", "NewToolTip"]),
                    None => mark = Mark::open(&standing, &news).inspect_err(log).ok(),
                }
            }
            TrayOrder::Leave => {
                if let Some(mark) = mark.take() {
                    mark.leave();
                    news(TrayNews::Stands(false));
                }
            }
            TrayOrder::Count(count) => {
                standing.count.store(count, Ordering::Relaxed);
                if let Some(mark) = &mark {
                    mark.changed(&["NewIcon", "NewToolTip"]);
                }
                if launcher.is_none() {
                    launcher = Connection::session().inspect_err(log).ok();
                }
                if let Some(bus) = &launcher {
                    number(bus, count).inspect_err(log).ok();
                }
            }
        }
    }
    if let Some(bus) = &launcher {
        number(bus, 0).inspect_err(log).ok();
    }
    if let Some(mark) = mark {
        mark.leave();
    }
}

/// What the mark shows.
#[derive(Default)]
pub(super) struct Standing {
    words: Mutex<TrayWords>,
    count: AtomicU32,
    revision: AtomicU32,
}

impl Standing {
    pub(super) fn words(&self) -> TrayWords {
        self.lock().clone()
    }

    pub(super) fn revision(&self) -> u32 {
        self.revision.load(Ordering::Relaxed)
    }

    fn set_words(&self, words: TrayWords) {
        *self.lock() = words;
        self.revision.fetch_add(1, Ordering::Relaxed);
    }

    fn count(&self) -> u32 {
        self.count.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, TrayWords> {
        self.words.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A mark that stands, on a connection of its own: it is gone when that is.
struct Mark(Connection);

impl Mark {
    fn open(standing: &Arc<Standing>, news: &Told) -> zbus::Result<Self> {
        let bus = Connection::session()?;
        let server = bus.object_server();
        server.at(ITEM_PATH, Item(standing.clone(), news.clone()))?;
        server.at(MENU_PATH, Menu(standing.clone(), news.clone()))?;
        drop(server);
        bus.request_name(name())?;
        let owners = DBusProxy::new(&bus)?.receive_name_owner_changed_with_args(&[(0, WATCHER)])?;
        news(TrayNews::Stands(register(&bus)));
        // The desktop's tray may come later than this program, and anew. Ends with the connection.
        let (listening, told) = (bus.clone(), news.clone());
        let thread = thread::Builder::new().name("tray-watch".to_owned()).spawn(move || {
            for change in owners {
                let is_there = change.args().is_ok_and(|args| args.new_owner().is_some());
                told(TrayNews::Stands(is_there && register(&listening)));
            }
        });
        thread.map_err(|error| zbus::Error::InputOutput(Arc::new(error)))?;
        Ok(Self(bus))
    }

    fn changed(&self, signals: &[&str]) {
        for signal in signals {
            let said = self.0.emit_signal(None::<&str>, ITEM_PATH, ITEM, *signal, &());
            said.inspect_err(log).ok();
        }
    }

    fn leave(self) {
        self.0.close().inspect_err(log).ok();
    }
}

/// As the specification has the name of a program's first mark.
fn name() -> String {
    format!("{ITEM}-{}-1", std::process::id())
}

/// Whether there is a tray, and it has taken the mark.
fn register(bus: &Connection) -> bool {
    let registered = || -> zbus::Result<bool> {
        let watcher = Proxy::new(bus, WATCHER, WATCHER_PATH, WATCHER)?;
        watcher.call::<_, _, ()>("RegisterStatusNotifierItem", &(name(),))?;
        watcher.get_property("IsStatusNotifierHostRegistered")
    };
    registered().inspect_err(log).unwrap_or(false)
}

/// The number on the program's icon.
fn number(bus: &Connection, count: u32) -> zbus::Result<()> {
    let facts = HashMap::from([
        ("count", Value::from(i64::from(count))),
        ("count-visible", Value::from(count > 0)),
    ]);
    bus.emit_signal(None::<&str>, LAUNCHER_PATH, LAUNCHER, "Update", &(DESKTOP_FILE, facts))
}

/// The mark as the desktop asks for it.
struct Item(Arc<Standing>, Told);

type ToolTip = (String, Vec<Pixels>, String, String);

#[interface(name = "org.kde.StatusNotifierItem")]
impl Item {
    #[zbus(property)]
    fn category(&self) -> &'static str {
        "Communications"
    }

    #[zbus(property)]
    fn id(&self) -> &'static str {
        "despatch"
    }

    #[zbus(property)]
    fn title(&self) -> String {
        self.0.words().title
    }

    #[zbus(property)]
    fn status(&self) -> &'static str {
        "Active"
    }

    #[zbus(property)]
    fn window_id(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn icon_name(&self) -> &'static str {
        ""
    }

    #[zbus(property)]
    fn icon_pixmap(&self) -> Vec<Pixels> {
        vec![face(self.0.count() > 0)]
    }

    #[zbus(property)]
    fn overlay_icon_name(&self) -> &'static str {
        ""
    }

    #[zbus(property)]
    fn overlay_icon_pixmap(&self) -> Vec<Pixels> {
        Vec::new()
    }

    #[zbus(property)]
    fn attention_icon_name(&self) -> &'static str {
        ""
    }

    #[zbus(property)]
    fn attention_icon_pixmap(&self) -> Vec<Pixels> {
        Vec::new()
    }

    #[zbus(property)]
    fn attention_movie_name(&self) -> &'static str {
        ""
    }

    #[zbus(property)]
    fn tool_tip(&self) -> ToolTip {
        let title = match self.0.count() {
            0 => self.0.words().title,
            count => format!("{} ({count})", self.0.words().title),
        };
        (String::new(), Vec::new(), title, String::new())
    }

    #[zbus(property)]
    fn item_is_menu(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn menu(&self) -> ObjectPath<'static> {
        ObjectPath::from_static_str_unchecked(MENU_PATH)
    }

    fn activate(&self, _x: i32, _y: i32) {
        (self.1)(TrayNews::Open);
    }

    fn secondary_activate(&self, _x: i32, _y: i32) {
        (self.1)(TrayNews::Open);
    }

    fn context_menu(&self, _x: i32, _y: i32) {}

    fn scroll(&self, _delta: i32, _orientation: &str) {}
}

/// Without what was to be shown.
fn log(error: &zbus::Error) {
    tracing::debug!(kind = %error, "the tray was not told");
}
