//! What a key's values look like, and what is wrong with one that doesn't.

use std::fmt;

use serde_json::Value;

use crate::key::{Class, Key, Use, key};

/// So many mistakes of one setting are told apart; a file with more is no policy that somebody wrote.
const MOST: usize = 200;

/// What values look like. Prints as the end of "has to be ...".
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer {
        /// The smallest.
        min: u64,
        /// The largest.
        max: u64,
    },
    /// Text.
    Text,
    /// One of these.
    OneOf(Vec<Alternative>),
    /// A list of such.
    List(Box<Self>),
    /// Such values by names that the policy makes up.
    Map(Box<Self>),
    /// An object of these keys.
    Object(Vec<Key>),
}

/// One of the values there are.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// The value.
    pub value: String,
    /// What it means.
    pub doc: String,
    /// What it has to say besides: then it is written as `{"value": ...}`.
    pub holds: Option<Shape>,
}

/// What is wrong with a value, or with what stands in it.
pub(crate) enum Flaw {
    /// Nothing that is known has this name.
    Unknown,
    /// It doesn't have this shape.
    Wrong(String),
    /// A part that has to be there isn't.
    Absent(String),
    /// It is of no use yet.
    Later(String),
    /// It asks for a protection that this version lacks.
    Missing(String),
}

/// The flaws of a setting, and the places where they are.
#[derive(Default)]
pub(crate) struct Flaws {
    pub found: Vec<(Vec<String>, Flaw)>,
    path: Vec<String>,
}

impl Shape {
    pub(crate) fn parts(&self) -> &[Key] {
        match self {
            Self::Object(parts) => parts,
            Self::List(element) => element.parts(),
            _ => &[],
        }
    }

    /// Whether a value that has this shape makes sense, whatever it is.
    pub(crate) fn says_all(&self) -> bool {
        match self {
            Self::Boolean | Self::Integer { .. } => true,
            Self::OneOf(alternatives) => alternatives.iter().all(|alternative| alternative.holds.is_none()),
            Self::List(element) => element.says_all(),
            Self::Text | Self::Map(_) | Self::Object(_) => false,
        }
    }

    /// Puts the parts into the class of the whole.
    pub(crate) fn classify(&mut self, class: Class) {
        match self {
            Self::Object(parts) => {
                for part in parts {
                    part.class = class;
                    part.shape.classify(class);
                }
            }
            Self::List(element) | Self::Map(element) => element.classify(class),
            _ => {}
        }
    }

    /// Adds all that is wrong with a value.
    pub(crate) fn check(&self, value: &Value, flaws: &mut Flaws) {
        let fits = match (self, value) {
            (Self::Boolean, Value::Bool(_)) | (Self::Text, Value::String(_)) => true,
            (Self::Integer { min, max }, Value::Number(number)) => {
                number.as_u64().is_some_and(|number| (*min..=*max).contains(&number))
            }
            (Self::OneOf(alternatives), _) => return self.check_alternative(alternatives, value, flaws),
            (Self::List(element), Value::Array(elements)) => {
                for (index, value) in elements.iter().enumerate() {
                    flaws.below(index.to_string(), |flaws| element.check(value, flaws));
                }
                true
            }
            (Self::Map(element), Value::Object(members)) => {
                for (name, value) in members {
                    flaws.below(name.clone(), |flaws| element.check(value, flaws));
                }
                true
            }
            (Self::Object(parts), Value::Object(members)) => {
                for (name, value) in members {
                    let own = |part: &&Key| part.name.rsplit('.').next() == Some(name);
                    flaws.below(name.clone(), |flaws| match parts.iter().find(own) {
                        Some(part) => part.check(value, flaws),
                        None => flaws.add(Flaw::Unknown),
                    });
                }
                let absent = |part: &&Key| {
                    let own = part.name.rsplit('.').next().unwrap_or_default();
                    part.required && !members.contains_key(own)
                };
                for part in parts.iter().filter(absent) {
                    flaws.add(Flaw::Absent(part.name.clone()));
                }
                true
            }
            _ => false,
        };
        if !fits {
            flaws.add(self.wrong(value));
        }
    }

    fn check_alternative(&self, alternatives: &[Alternative], value: &Value, flaws: &mut Flaws) {
        let (name, held) = match value {
            Value::String(name) => (name, None),
            Value::Object(members) if members.len() == 1 => match members.iter().next() {
                Some((name, held)) => (name, Some(held)),
                None => return,
            },
            _ => return flaws.add(self.wrong(value)),
        };
        let meant = alternatives.iter().find(|alternative| alternative.value == *name);
        match (meant.map(|alternative| &alternative.holds), held) {
            (Some(None), None) => {}
            (Some(Some(shape)), Some(held)) => flaws.below(name.clone(), |flaws| shape.check(held, flaws)),
            _ => flaws.add(self.wrong(value)),
        }
    }

    fn wrong(&self, value: &Value) -> Flaw {
        let found = match value {
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
            plain => {
                let text = plain.to_string();
                let short: String = text.chars().take(40).collect();
                if short == text { text } else { format!("{short}...") }
            }
        };
        Flaw::Wrong(format!("has to be {self}, not {found}"))
    }
}

impl Key {
    /// Adds all that is wrong with a value of this key.
    pub(crate) fn check(&self, value: &Value, flaws: &mut Flaws) {
        match self.used {
            Use::Now => {}
            Use::Later => flaws.add(Flaw::Later(self.name.clone())),
            Use::Missing => flaws.add(Flaw::Missing(self.name.clone())),
        }
        if !(self.optional && value.is_null()) {
            self.shape.check(value, flaws);
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean => f.write_str("true or false"),
            Self::Integer { min, max } if min == max => write!(f, "{min}"),
            Self::Integer { min, max } if *max < u64::from(u16::MAX) => {
                write!(f, "a whole number from {min} to {max}")
            }
            Self::Integer { min, .. } => write!(f, "a whole number, {min} or more"),
            Self::Text => f.write_str("text in quotation marks"),
            Self::OneOf(alternatives) => {
                f.write_str("one of ")?;
                for (index, Alternative { value, holds, .. }) in alternatives.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    match holds {
                        None => write!(f, "\"{value}\"")?,
                        Some(_) => write!(f, "{{\"{value}\": ...}}")?,
                    }
                }
                Ok(())
            }
            Self::List(_) => f.write_str("a list: [...]"),
            Self::Map(_) | Self::Object(_) => f.write_str("an object: {...}"),
        }
    }
}

impl Flaws {
    /// Whether some were left out.
    pub fn full(&self) -> bool {
        self.found.len() >= MOST
    }

    fn add(&mut self, flaw: Flaw) {
        if !self.full() {
            self.found.push((self.path.clone(), flaw));
        }
    }

    fn below(&mut self, step: String, look: impl FnOnce(&mut Self)) {
        if !self.full() {
            self.path.push(step);
            look(self);
            self.path.pop();
        }
    }
}

/// A schema, or the definition it refers to.
pub(crate) fn resolve<'s>(schema: &'s Value, definitions: &'s Value) -> &'s Value {
    let name = schema.get("$ref").and_then(Value::as_str);
    name.and_then(|name| definitions.get(name.strip_prefix("#/$defs/")?))
        .unwrap_or(schema)
}

/// The shape that a schema describes, and whether null is allowed besides.
pub(crate) fn shape(name: &str, schema: &Value, definitions: &Value) -> (Shape, bool) {
    if let Some(Value::Array(either)) = schema.get("anyOf") {
        let plain = either.iter().find(|one| one["type"] != "null").unwrap_or(schema);
        return (shape(name, plain, definitions).0, true);
    }
    let schema = resolve(schema, definitions);
    if let Some(Value::Array(alternatives)) = schema.get("oneOf") {
        let each = alternatives.iter().map(|one| alternative(name, one, definitions));
        return (Shape::OneOf(each.collect()), false);
    }
    let (kind, optional) = match &schema["type"] {
        Value::Array(kinds) => (kinds.first().and_then(Value::as_str).unwrap_or_default(), true),
        kind => (kind.as_str().unwrap_or_default(), false),
    };
    let plain = match kind {
        "boolean" => Shape::Boolean,
        "integer" => Shape::Integer {
            min: schema["minimum"].as_u64().unwrap_or(0),
            max: schema["maximum"].as_u64().unwrap_or(match schema["format"].as_str() {
                Some("uint16") => u16::MAX.into(),
                Some("uint32") => u32::MAX.into(),
                _ => u64::MAX,
            }),
        },
        "array" => Shape::List(Box::new(shape(name, &schema["items"], definitions).0)),
        "object" => match schema.get("properties").and_then(Value::as_object) {
            None => Shape::Map(Box::new(shape(name, &schema["additionalProperties"], definitions).0)),
            Some(properties) => {
                let required = |below: &String| {
                    let all = schema.get("required").and_then(Value::as_array);
                    all.is_some_and(|all| all.iter().any(|one| one.as_str() == Some(below)))
                };
                let part = |(below, property): (&String, &Value)| Key {
                    required: required(below),
                    ..key(
                        format!("{name}.{below}"),
                        property,
                        definitions,
                        property.get("default"),
                    )
                };
                Shape::Object(properties.iter().map(part).collect())
            }
        },
        _ => Shape::Text,
    };
    (plain, optional)
}

/// A value alone, or an object of one member.
fn alternative(name: &str, schema: &Value, definitions: &Value) -> Alternative {
    let doc = schema["description"].as_str().unwrap_or_default().replace('\n', " ");
    let held = schema.get("properties").and_then(Value::as_object);
    match held.and_then(|held| held.iter().next()) {
        Some((value, held)) => Alternative {
            value: value.clone(),
            doc,
            holds: Some(shape(&format!("{name}.{value}"), held, definitions).0),
        },
        None => Alternative {
            value: schema["const"].as_str().unwrap_or_default().to_owned(),
            doc,
            holds: None,
        },
    }
}
