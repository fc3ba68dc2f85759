//! What the window knows before anybody signs in.

use std::sync::Arc;

/// The organisation that manages this program, for the sign-in screen and wherever help is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: Arc<str>,
    /// Whom to ask.
    pub helpdesk: Helpdesk,
    /// A notice for everybody; empty when none.
    pub banner: Arc<str>,
}

/// Whom to ask; what the organisation left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Helpdesk {
    /// An email address.
    pub email: Arc<str>,
    /// A telephone number.
    pub phone: Arc<str>,
    /// A web page.
    pub url: Arc<str>,
}

/// Why the policy on this computer cannot be used. The program then opens closed: it says so and signs nobody in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `file`, or `file:line:column`.
    pub place: String,
    /// The stable code: `fault-<code>` is the entry in every language.
    pub code: &'static str,
    /// The values its words mention, by the name of their Fluent variable.
    pub arguments: Vec<(&'static str, String)>,
}
