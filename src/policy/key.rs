//! Every key of the policy, read back out of the schema: the types in `document` say all of it, once.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::document::Document;
use crate::shape::{Shape, shape};

static KEYS: LazyLock<Vec<Key>> = LazyLock::new(read);

/// A key of the policy, and all there is to say of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Key {
    /// Its full name, such as `federation.on_foreign`, or `homeservers.issuer` for a part of another key.
    pub name: String,
    /// What it does, in plain English.
    pub doc: String,
    /// What its values look like.
    pub shape: Shape,
    /// Whether it may be left out where something has to be said: `null` is a value of its own then.
    pub optional: bool,
    /// Whether whoever names what it is a part of has to name it too.
    pub required: bool,
    /// Its value when nobody says anything; null when there is none.
    pub default: Value,
    /// What it costs when its value can't be used.
    pub class: Class,
    /// Whether this version acts on it.
    pub used: Use,
    /// Which of two values is the stricter; none where there is no order.
    pub strict: Option<Strict>,
    /// Whether it belongs to the trust roots, all of which come from one source.
    pub trust_root: bool,
    /// Whether people may choose for themselves where nothing is managed.
    pub choosable: bool,
    /// Whether what stands after `=` in its elements is for nobody's eyes.
    pub secret: bool,
    /// Of a list: the parts that make two elements the same one.
    pub(crate) same: Vec<String>,
}

impl Key {
    /// The group it belongs to; its own name when it stands alone.
    pub fn group(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    /// A value of it as it may be shown.
    pub(crate) fn shown(&self, value: Value) -> Value {
        match value {
            Value::Array(elements) if self.secret => elements.iter().map(veiled).collect(),
            value => value,
        }
    }

    /// The keys it is made of, or each element of its list.
    pub fn parts(&self) -> &[Self] {
        self.shape.parts()
    }

    /// The key or part of a key with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        fn below(keys: &'static [Key], name: &str) -> Option<&'static Key> {
            keys.iter().find_map(|key| {
                if key.name == name {
                    Some(key)
                } else {
                    below(key.parts(), name)
                }
            })
        }
        below(keys(), name)
    }

    /// The names most like this one, the nearest first: for whoever misspelt it.
    pub fn near(name: &str) -> Vec<&'static str> {
        fn names(keys: &'static [Key], found: &mut Vec<&'static str>) {
            for key in keys {
                found.push(&key.name);
                names(key.parts(), found);
            }
        }
        let mut all = Vec::new();
        names(keys(), &mut all);
        let likeness = |known: &str| match (known.split_once('.'), name.split_once('.')) {
            // What both begin with says nothing of the rest.
            (Some((group, known)), Some((same, typed))) if group == same => strsim::jaro_winkler(known, typed),
            // Whoever knows a key without its group is helped too.
            (Some((_, known)), None) if known == name => 1.0,
            _ => strsim::jaro_winkler(known, name),
        };
        let mut likely: Vec<(f64, &str)> = all.into_iter().map(|known| (likeness(known), known)).collect();
        likely.retain(|(likeness, _)| *likeness > 0.85);
        likely.sort_by(|one, other| other.0.total_cmp(&one.0));
        likely.into_iter().take(3).map(|(_, known)| known).collect()
    }
}

/// What it costs when a key's value can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The program opens closed, and signs nobody in.
    Closed,
    /// Its last valid value stays. Without one, the program opens closed.
    LastGood,
    /// It is left out, or of a list the bad element alone, and reported.
    SkipAndReport,
}

/// Whether this version acts on a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It does.
    Now,
    /// It reads it, judges it, and does nothing about it.
    Later,
    /// It doesn't, and the key asks for a protection: going on without it would be opening a door.
    Missing,
}

/// Which of two values is the stricter. No value at all is the least strict, where a key may have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strict {
    /// True.
    True,
    /// False.
    False,
    /// The one that comes first among the values there are.
    First,
    /// The smaller number, or the earlier day.
    Lower,
    /// The larger number.
    Higher,
    /// The list that holds less.
    Fewer,
    /// The list that holds more.
    More,
}

/// Every key by its name: the settings that are merged, locked and reported one by one.
pub fn keys() -> &'static [Key] {
    &KEYS
}

/// The setting at this place of a document.
pub(crate) fn setting(path: &[String]) -> Option<&'static Key> {
    keys().iter().find(|key| key.name.split('.').eq(path.iter()))
}

fn veiled(element: &Value) -> Value {
    let name = element.as_str().and_then(|text| text.split_once('='));
    format!("{}=…", name.map_or("…", |(name, _)| name)).into()
}

/// The setting that this place belongs to.
pub(crate) fn setting_above(path: &[String]) -> Option<&'static Key> {
    (1..=path.len().min(2)).find_map(|depth| setting(&path[..depth]))
}

/// Whether keys stand below this name.
pub(crate) fn is_group(name: &str) -> bool {
    let below = |key: &Key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    keys().iter().any(below)
}

/// One key of an object in the schema.
pub(crate) fn key(name: String, schema: &Value, definitions: &Value, default: Option<&Value>) -> Key {
    let say = |attribute: &str| schema.get(attribute).and_then(Value::as_str);
    let flag = |attribute: &str| schema.get(attribute) == Some(&Value::Bool(true));
    let (shape, optional) = shape(&name, schema, definitions);
    Key {
        doc: say("description").unwrap_or_default().replace('\n', " "),
        shape,
        optional,
        required: false,
        default: default.cloned().unwrap_or_default(),
        class: match say("x-class") {
            Some("skip") => Class::SkipAndReport,
            Some("last_good") => Class::LastGood,
            // What is not said is the strictest; a test sees to it that all is said.
            _ => Class::Closed,
        },
        used: match say("x-used") {
            Some("later") => Use::Later,
            Some("missing") => Use::Missing,
            _ => Use::Now,
        },
        strict: match say("x-strict") {
            Some("true") => Some(Strict::True),
            Some("false") => Some(Strict::False),
            Some("first") => Some(Strict::First),
            Some("lower") => Some(Strict::Lower),
            Some("higher") => Some(Strict::Higher),
            Some("fewer") => Some(Strict::Fewer),
            Some("more") => Some(Strict::More),
            _ => None,
        },
        trust_root: flag("x-root"),
        choosable: flag("x-choice"),
        secret: flag("x-secret"),
        same: schema
            .get("x-same")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect(),
        name,
    }
}

fn read() -> Vec<Key> {
    let schema = crate::schema();
    let defaults = serde_json::to_value(Document::default()).unwrap_or_default();
    let none = Value::Object(Map::new());
    let definitions = schema.get("$defs").unwrap_or(&none);
    let mut found = Vec::new();
    for (name, property) in properties(&schema) {
        let default = defaults.get(name);
        if property.get("x-class").is_some() {
            found.push(key(name.clone(), property, definitions, default));
            continue;
        }
        let group = crate::shape::resolve(property, definitions);
        for (below, property) in properties(group) {
            let default = default.and_then(|group| group.get(below));
            found.push(key(format!("{name}.{below}"), property, definitions, default));
        }
    }
    for key in &mut found {
        let class = key.class;
        key.shape.classify(class);
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}
