//! Accessible widgets and themes: every control on every screen of Despatch comes from here.
//!
//! A screen builds its view from these functions, wraps it once with [`root`], and opens its window with
//! [`access::open`]. Each control takes an id made of keys (a room id, an event id, a field's name), never of an index: it is
//! its name to tests, to focus and to screen readers.
//!
//! # Wiring
//! ```text
//! boot          let (window, opened) = kit::access::open(settings);       // hidden, bridge attached, then shown
//! main          kit::load_fonts()
//! program       .default_font(kit::theme::BODY), .theme(kit::Theme), .scale_factor(zoom)
//! view          kit::root(window, title, page).dialog(question).zoom(zoom).into()
//! subscription  kit::access::subscription().map(|_| Message::Wake)         // update does nothing for it
//! update        kit::load_emoji()                                         // once there is one to draw
//! ```
//! To put the focus somewhere, use `iced::widget::operation::focus(id)`, or [`show`] where it may be out of sight. `root` does Tab, F6, arrows in lists, page keys, dialogs
//! and menus by itself. A screen's own shortcuts are for its subscription: it hears what no control wanted.

pub mod access;
mod account;
mod button;
mod choice;
mod code;
pub mod composer;
mod control;
mod dialog;
mod entry;
mod fence;
mod field;
mod fixed;
mod font;
mod icon;
mod inside;
mod list;
pub mod mark;
pub mod menu;
mod notice;
pub mod oracle;
mod picture;
mod popup;
mod progress;
mod reading;
mod region;
pub mod rich;
mod root;
mod seek;
mod select;
mod semantic;
pub mod text;
pub mod theme;
pub mod viewer;
pub mod window_list;

pub use account::{account_button, account_plate, account_stripe};
pub use button::{Button, button, icon_button, link};
pub use choice::{checkbox, choices, choices_locked};
pub use code::{Code, code};
pub use composer::composer;
pub use dialog::{dialog, sheet};
pub use entry::{Entry, entry, password};
pub use fence::Fence;
pub use fixed::fixed;
pub use font::{draws_emoji, load_emoji, load_fonts};
pub use iced::widget::Id;
pub use icon::Icon;
pub use list::{Row, list, list_row, message};
pub use mark::{Lock, avatar, badge, chip, department_chip, divider, dot, lock, portrait, separator};
pub use menu::menu_button;
pub use notice::{alert, announce, statement, status};
pub use picture::{picture, picture_button};
pub use progress::{progress, skeleton};
pub use region::{region, toolbar};
pub use rich::selectable;
pub use root::{Root, root, show};
pub use seek::seek;
pub use select::select;
pub use semantic::{Semantic, semantic};
pub use text::heading;
pub use theme::{Theme, Tint};
pub use viewer::viewer;
pub use window_list::window_list;

/// An element of our theme.
pub type Element<'a, Message> = iced::Element<'a, Message, Theme>;
