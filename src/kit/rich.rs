//! Words that can be selected and copied, with links.

use iced_selection::text::Rich;
use iced_selection::{rich_text, span as plain};

use crate::Element;
use crate::theme::size;

/// A stretch of text in one style.
pub type Span<'a> = iced_selection::text::Span<'a, String, iced::Font>;

/// Plain words; style the result with `.font(...)`, `.strikethrough(true)`, `.link(url)`.
pub fn span<'a>(words: impl iced::widget::text::IntoFragment<'a>) -> Span<'a> {
    plain(words)
}

/// Text that the mouse selects and Ctrl+C copies. `on_link` gets the link of the span that was pressed. Assistive
/// technology hears `words`... the row that holds this text must say it in its label.
pub fn selectable<'a, Message: 'a>(
    spans: Vec<Span<'a>>,
    on_link: impl Fn(String) -> Message + 'a,
) -> Element<'a, Message> {
    let rich: Rich<'a, String, Message, crate::Theme> = rich_text(spans);
    rich.size(size::BODY)
        .line_height(size::LINE)
        .on_link_click(on_link)
        .into()
}
