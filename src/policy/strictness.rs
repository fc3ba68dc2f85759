//! Which of two values of a key is the stricter, and the value that is as strict as both.

use serde_json::{Map, Value};

use crate::change::Direction;
use crate::key::{Key, Strict};
use crate::shape::Shape;

impl Key {
    /// Where a change of its value leads; none when it makes no difference.
    pub(crate) fn direction(&self, old: &Value, new: &Value) -> Option<Direction> {
        if old == new {
            return None;
        }
        if self.strict.is_none() {
            return match &self.shape {
                Shape::Object(parts) => together(parts.iter().map(|part| {
                    let (old, new) = (member(old, part), member(new, part));
                    part.direction(old, new)
                })),
                _ => Some(Direction::Different),
            };
        }
        match (self.no_looser(new, old), self.no_looser(old, new)) {
            (true, true) => None,
            (true, false) => Some(Direction::Stricter),
            (false, true) => Some(Direction::Looser),
            (false, false) => Some(Direction::Different),
        }
    }

    /// The value that permits what both permit. Where values have no order the old one stays.
    pub(crate) fn tighter(&self, old: &Value, new: &Value) -> Value {
        let nothing = |value: &Value| self.optional && value.is_null();
        match self.strict {
            None => match &self.shape {
                Shape::Object(parts) => tighter_members(parts, old, new),
                _ => old.clone(),
            },
            Some(Strict::Fewer) if nothing(old) => new.clone(),
            Some(Strict::Fewer) if nothing(new) => old.clone(),
            Some(Strict::Fewer) => Value::Array(self.common(list(old), list(new))),
            Some(Strict::More) => {
                let more = list(new).iter().filter(|value| !list(old).contains(value));
                Value::Array(list(old).iter().chain(more).cloned().collect())
            }
            Some(_) if self.no_looser(new, old) => new.clone(),
            Some(_) => old.clone(),
        }
    }

    /// Whether the first value permits nothing that the second doesn't.
    fn no_looser(&self, one: &Value, other: &Value) -> bool {
        if self.optional && (one.is_null() || other.is_null()) {
            return other.is_null();
        }
        let place = |value: &Value| match &self.shape {
            Shape::OneOf(alternatives) => alternatives
                .iter()
                .position(|alternative| Some(alternative.value.as_str()) == value.as_str()),
            _ => None,
        };
        // A day has its year first, so days compare as text.
        let not_above = |one: &Value, other: &Value| match (one.as_u64(), other.as_u64()) {
            (Some(one), Some(other)) => one <= other,
            _ => one.as_str() <= other.as_str(),
        };
        match self.strict {
            None => one == other,
            Some(Strict::True) => one == true || other == false,
            Some(Strict::False) => one == false || other == true,
            Some(Strict::First) => place(one) <= place(other),
            Some(Strict::Lower) => not_above(one, other),
            Some(Strict::Higher) => not_above(other, one),
            Some(Strict::More) => list(other).iter().all(|value| list(one).contains(value)),
            Some(Strict::Fewer) => list(one).iter().all(|value| {
                list(other).iter().any(|known| {
                    covers(known, value) || self.same(known, value) && self.element_no_looser(value, known)
                })
            }),
        }
    }

    /// What is in both lists.
    fn common(&self, old: &[Value], new: &[Value]) -> Vec<Value> {
        if !self.same.is_empty() {
            let both = old.iter().filter_map(|old| {
                let new = new.iter().find(|new| self.same(old, new))?;
                Some(tighter_members(self.parts(), old, new))
            });
            return both.collect();
        }
        let below = |known: &[Value], value: &&Value| known.iter().any(|known| covers(known, value));
        let mut both: Vec<Value> = old.iter().filter(|value| below(new, value)).cloned().collect();
        let narrower = new.iter().filter(|value| below(old, value) && !both.contains(value));
        let narrower: Vec<Value> = narrower.cloned().collect();
        both.extend(narrower);
        both
    }

    /// Whether two elements of a list are the same one, changed or not.
    fn same(&self, one: &Value, other: &Value) -> bool {
        !self.same.is_empty() && self.same.iter().all(|part| one.get(part) == other.get(part))
    }

    fn element_no_looser(&self, one: &Value, other: &Value) -> bool {
        let parts = self.parts().iter();
        parts
            .map(|part| part.direction(member(other, part), member(one, part)))
            .all(|direction| matches!(direction, None | Some(Direction::Stricter)))
    }
}

/// Each member as strict as both.
fn tighter_members(parts: &[Key], old: &Value, new: &Value) -> Value {
    let each = parts.iter().map(|part| {
        let value = part.tighter(member(old, part), member(new, part));
        (own_name(part).to_owned(), value)
    });
    // What has no value was left out.
    Value::Object(each.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
}

/// Many changes, seen as one.
fn together(mut directions: impl Iterator<Item = Option<Direction>>) -> Option<Direction> {
    directions
        .try_fold(None, |sum, next| match (sum, next) {
            (sum, None) => Ok(sum),
            (None, next) => Ok(next),
            (Some(sum), Some(next)) if sum == next => Ok(Some(sum)),
            _ => Err(Some(Direction::Different)),
        })
        .unwrap_or_else(|mixed| mixed)
}

/// Whether what one pattern allows, another or a plain value among it, is all allowed by the first: `*.gov.example`
/// covers `works.gov.example`, and `image/*` covers `image/png`.
fn covers(pattern: &Value, value: &Value) -> bool {
    let (Value::String(pattern), Value::String(value)) = (pattern, value) else {
        return pattern == value;
    };
    let (pattern, value) = (pattern.to_lowercase(), value.to_lowercase());
    let below = |suffix: &str| value.len() > suffix.len() && value.ends_with(suffix);
    let within = |prefix: &str| value.starts_with(prefix);
    pattern == value
        || pattern
            .strip_prefix('*')
            .is_some_and(|suffix| suffix.starts_with('.') && below(suffix))
        || pattern
            .strip_suffix('*')
            .is_some_and(|prefix| prefix.ends_with('/') && within(prefix))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn member<'v>(value: &'v Value, part: &Key) -> &'v Value {
    value.get(own_name(part)).unwrap_or(&Value::Null)
}

fn own_name(part: &Key) -> &str {
    part.name.rsplit('.').next().unwrap_or_default()
}
