//! The menu of the mark: `com.canonical.dbusmenu`, two lines long.

use std::collections::HashMap;
use std::sync::Arc;

use zbus::interface;
use zbus::zvariant::{OwnedValue, Value};

use super::TrayNews;
use super::service::{Standing, Told};

/// The numbers of the lines; the menu itself is none.
const ROOT: i32 = 0;
const OPEN: i32 = 1;
const QUIT: i32 = 2;

type Properties = HashMap<String, OwnedValue>;
/// A line, its properties, and the lines below it.
type Layout = (i32, Properties, Vec<OwnedValue>);

/// The menu as the desktop asks for it.
pub(super) struct Menu(pub(super) Arc<Standing>, pub(super) Told);

#[interface(name = "com.canonical.dbusmenu")]
impl Menu {
    #[zbus(property)]
    fn version(&self) -> u32 {
        3
    }

    #[zbus(property)]
    fn text_direction(&self) -> &'static str {
        "ltr"
    }

    #[zbus(property)]
    fn status(&self) -> &'static str {
        "normal"
    }

    #[zbus(property)]
    fn icon_theme_path(&self) -> Vec<String> {
        Vec::new()
    }

    fn get_layout(&self, parent: i32, depth: i32, _properties: Vec<String>) -> (u32, Layout) {
        let lines = match (parent, depth) {
            (ROOT, 0) => Vec::new(),
            (ROOT, _) => [OPEN, QUIT].into_iter().filter_map(|line| self.line(line)).collect(),
            _ => Vec::new(),
        };
        (self.0.revision(), (parent, self.properties(parent), lines))
    }

    fn get_group_properties(&self, ids: Vec<i32>, _properties: Vec<String>) -> Vec<(i32, Properties)> {
        let ids = if ids.is_empty() { vec![ROOT, OPEN, QUIT] } else { ids };
        ids.into_iter().map(|id| (id, self.properties(id))).collect()
    }

    fn get_property(&self, id: i32, name: String) -> zbus::fdo::Result<OwnedValue> {
        let unknown = || zbus::fdo::Error::InvalidArgs("there is no such property".to_owned());
        self.properties(id).remove(&name).ok_or_else(unknown)
    }

    fn event(&self, id: i32, event: String, _data: OwnedValue, _at: u32) {
        self.pressed(id, &event);
    }

    fn event_group(&self, events: Vec<(i32, String, OwnedValue, u32)>) -> Vec<i32> {
        for (id, event, ..) in events {
            self.pressed(id, &event);
        }
        Vec::new()
    }

    fn about_to_show(&self, _id: i32) -> bool {
        false
    }

    fn about_to_show_group(&self, _ids: Vec<i32>) -> (Vec<i32>, Vec<i32>) {
        Default::default()
    }
}

impl Menu {
    fn pressed(&self, id: i32, event: &str) {
        match (id, event) {
            (OPEN, "clicked") => (self.1)(TrayNews::Open),
            (QUIT, "clicked") => (self.1)(TrayNews::Quit),
            _ => {}
        }
    }

    fn properties(&self, id: i32) -> Properties {
        let words = self.0.words();
        let (name, value) = match id {
            ROOT => ("children-display", "submenu".to_owned()),
            OPEN => ("label", label(&words.open)),
            QUIT => ("label", label(&words.quit)),
            _ => return Properties::new(),
        };
        let value = OwnedValue::try_from(Value::from(value));
        value
            .map(|value| HashMap::from([(name.to_owned(), value)]))
            .unwrap_or_default()
    }

    fn line(&self, id: i32) -> Option<OwnedValue> {
        let line: Layout = (id, self.properties(id), Vec::new());
        OwnedValue::try_from(Value::from(line)).ok()
    }
}

/// An underline would be taken for the key that presses the line.
fn label(words: &str) -> String {
    words.replace('_', "__")
}
