//! What a JSON Schema allows at one place, as far as kinds of values and names go.

use std::collections::VecDeque;

use serde_json::Value;

/// How many references and alternatives are followed: a schema that leads in circles ends here.
const FOLLOWED: usize = 1000;

/// A place in a JSON Schema.
#[derive(Clone, Copy)]
pub(super) struct Shape<'s> {
    root: &'s Value,
    /// None where the schema says nothing of the place.
    at: Option<&'s Value>,
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    /// Whole numbers alone, or any.
    Number,
    Text,
    List,
    Object,
}

impl<'s> Shape<'s> {
    pub fn whole(schema: &'s Value) -> Self {
        Self {
            root: schema,
            at: Some(schema),
        }
    }

    /// Whether a value of this kind may stand here. Where the schema says nothing, nothing may.
    pub fn allows(self, kind: Kind) -> bool {
        self.any(&mut |at| {
            let named = |name: &str| kind.names().contains(&name);
            let types = match at.get("type") {
                Some(Value::String(name)) => named(name),
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(named),
                _ => false,
            };
            let values = at.get("enum").and_then(Value::as_array);
            let mut values = values.into_iter().flatten().chain(at.get("const"));
            (types || values.any(|value| Kind::of(value) == Some(kind))).then_some(())
        })
        .is_some()
    }

    /// The schema's spelling of a name, and what it allows there. Case is not looked at where `spelled` is false: the
    /// registry's names have none.
    pub fn member<'n>(self, name: &'n str, spelled: bool) -> (&'n str, Self)
    where
        's: 'n,
    {
        let found = self.any(&mut |at| {
            let mut properties = at.get("properties")?.as_object()?.iter();
            properties.find(|(known, _)| *known == name || (!spelled && known.eq_ignore_ascii_case(name)))
        });
        match found {
            Some((known, at)) => (known, self.at(Some(at))),
            None => {
                let rest = self.any(&mut |at| at.get("additionalProperties"));
                (name, self.at(rest))
            }
        }
    }

    /// What it allows for the elements of a list.
    pub fn element(self) -> Self {
        self.at(self.any(&mut |at| at.get("items")))
    }

    fn at(self, at: Option<&'s Value>) -> Self {
        Self { root: self.root, at }
    }

    /// The first answer of this place, of what it refers to, and of its alternatives, the nearest first.
    fn any<T>(self, ask: &mut dyn FnMut(&'s Value) -> Option<T>) -> Option<T> {
        let mut waiting = VecDeque::from_iter(self.at);
        for _ in 0..FOLLOWED {
            let at = waiting.pop_front()?;
            if let Some(answer) = ask(at) {
                return Some(answer);
            }
            let referred = at.get("$ref").and_then(Value::as_str);
            waiting.extend(referred.and_then(|path| self.root.pointer(path.strip_prefix('#')?)));
            let alternatives = ["anyOf", "oneOf", "allOf"].into_iter();
            waiting.extend(alternatives.filter_map(|key| at.get(key)?.as_array()).flatten());
        }
        None
    }
}

impl Kind {
    /// What JSON Schema calls it.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Boolean => &["boolean"],
            Self::Number => &["integer", "number"],
            Self::Text => &["string"],
            Self::List => &["array"],
            Self::Object => &["object"],
        }
    }

    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        })
    }
}
