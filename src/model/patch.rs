//! How a list changes, in the few steps that matrix-sdk-ui's diffs need.

use imbl::Vector;

/// One change of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Patch<T> {
    /// All of it, anew.
    Reset(Vec<T>),
    /// Nothing left.
    Clear,
    /// More at the end.
    Append(Vec<T>),
    /// One before the first.
    PushFront(T),
    /// One after the last.
    PushBack(T),
    /// The first goes.
    PopFront,
    /// The last goes.
    PopBack,
    /// One more, at this index.
    Insert(usize, T),
    /// Another in its place.
    Set(usize, T),
    /// It goes.
    Remove(usize),
    /// Only so many stay.
    Truncate(usize),
}

impl<T: Clone> Patch<T> {
    /// Carries the change out in O(log n).
    ///
    /// Returns false, and leaves the list as it was, where the index lies outside: the two sides have
    /// lost step and the list must be asked for anew.
    #[must_use]
    pub fn apply(self, list: &mut Vector<T>) -> bool {
        match self {
            Self::Reset(items) => *list = items.into(),
            Self::Clear => list.clear(),
            Self::Append(items) => list.extend(items),
            Self::PushFront(item) => list.push_front(item),
            Self::PushBack(item) => list.push_back(item),
            Self::PopFront => return list.pop_front().is_some(),
            Self::PopBack => return list.pop_back().is_some(),
            Self::Insert(index, item) if index <= list.len() => list.insert(index, item),
            Self::Set(index, item) if index < list.len() => drop(list.set(index, item)),
            Self::Remove(index) if index < list.len() => drop(list.remove(index)),
            Self::Truncate(length) if length <= list.len() => list.truncate(length),
            _ => return false,
        }
        true
    }

    /// The same change of a list of other things.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Patch<U> {
        match self {
            Self::Reset(items) => Patch::Reset(items.into_iter().map(f).collect()),
            Self::Clear => Patch::Clear,
            Self::Append(items) => Patch::Append(items.into_iter().map(f).collect()),
            Self::PushFront(item) => Patch::PushFront(f(item)),
            Self::PushBack(item) => Patch::PushBack(f(item)),
            Self::PopFront => Patch::PopFront,
            Self::PopBack => Patch::PopBack,
            Self::Insert(index, item) => Patch::Insert(index, f(item)),
            Self::Set(index, item) => Patch::Set(index, f(item)),
            Self::Remove(index) => Patch::Remove(index),
            Self::Truncate(length) => Patch::Truncate(length),
        }
    }
}
