//! A choice from a list that opens.

use iced::widget::Id;

use crate::Element;

/// A field that shows the chosen option and opens the others: arrows move, Enter chooses, Escape closes.
pub fn select<'a, Message: Clone + 'a>(
    id: impl Into<String>,
    label: impl Into<String>,
    options: impl IntoIterator<Item = String>,
    chosen: Option<usize>,
    on_choose: impl Fn(usize) -> Message + 'a,
) -> Element<'a, Message> {
    let id: String = id.into();
    let _ = Id::from(id.clone());
    crate::choices(id, label, options, chosen, on_choose)
}
