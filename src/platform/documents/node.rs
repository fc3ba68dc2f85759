//! JSON that may say a name twice and may hold JSON text unread: serde_json's own values can do neither.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::shape::{Kind, Shape};

/// The deepest that is followed. No policy nests as deep; a hostile one must not exhaust the stack.
pub(super) const DEEPEST: u8 = 64;

/// A value.
pub(super) enum Node {
    Boolean(bool),
    Whole(u64),
    Negative(i64),
    Real(f64),
    Text(String),
    /// JSON text, well-formed.
    Json(Box<RawValue>),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Stands for what cannot be taken: a value that the schema does not allow here, and that says why.
    pub fn unfit(shape: Shape<'_>, why: String) -> Self {
        let why = Self::Text(why);
        if !shape.allows(Kind::Text) {
            why
        } else if !shape.allows(Kind::Object) {
            Self::Object(vec![("unusable".to_owned(), why)])
        } else {
            Self::List(vec![why])
        }
    }

    /// As it is written; none where it holds nothing.
    pub fn document(members: Vec<(String, Self)>) -> Option<Vec<u8>> {
        if members.is_empty() {
            return None;
        }
        // Names are text and numbers are finite, so there is nothing that cannot be written.
        serde_json::to_vec(&Self::Object(members)).ok()
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Whole(value) => serializer.serialize_u64(*value),
            Self::Negative(value) => serializer.serialize_i64(*value),
            Self::Real(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Json(value) => value.serialize(serializer),
            Self::List(elements) => serializer.collect_seq(elements),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
