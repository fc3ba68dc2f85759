//! How the registry holds a key, and so which element Group Policy needs for it: packaging/policy/places.md the other way
//! round.

use policy::{Alternative, Key, Shape};

/// What Group Policy writes for a key.
pub enum Form<'k> {
    /// `REG_DWORD`: enabled is 1, disabled is 0.
    Switch,
    /// `REG_DWORD`.
    Number(u64, u64),
    /// `REG_SZ`.
    Text,
    /// `REG_SZ`, one of these.
    Choice(&'k [Alternative]),
    /// A key of its own with values named 1, 2, 3 and so on; of some, each is one of these.
    Lines(&'k [Alternative]),
    /// A key of its own with a value for each name that the policy makes up, each one of these.
    Pairs(&'k [Alternative]),
    /// A key of its own, with a value for each part.
    Parts(&'k [Key]),
    /// `REG_MULTI_SZ` of JSON.
    Json,
}

impl<'k> Form<'k> {
    /// The form of values of this shape.
    pub fn of(shape: &'k Shape) -> Self {
        match shape {
            Shape::Boolean => Self::Switch,
            // What Group Policy can hold: xs:unsignedInt.
            Shape::Integer { min, max } => Self::Number(*min, (*max).min(u32::MAX.into())),
            Shape::Text => Self::Text,
            Shape::OneOf(values) if plain(values) => Self::Choice(values),
            Shape::List(element) => match &**element {
                Shape::Text => Self::Lines(&[]),
                Shape::OneOf(values) if plain(values) => Self::Lines(values),
                _ => Self::Json,
            },
            Shape::Map(element) => match &**element {
                Shape::OneOf(values) if plain(values) => Self::Pairs(values),
                _ => Self::Json,
            },
            // Whatever is left empty there is not written. A number or a tick can't be left empty, and must not be
            // said where nobody said it.
            Shape::Object(parts) if parts.iter().all(|part| may_be_empty(&part.shape)) => Self::Parts(parts),
            _ => Self::Json,
        }
    }
}

fn plain(values: &[Alternative]) -> bool {
    values.iter().all(|value| value.holds.is_none())
}

fn may_be_empty(shape: &Shape) -> bool {
    matches!(Form::of(shape), Form::Text | Form::Choice(_) | Form::Lines(_))
}
