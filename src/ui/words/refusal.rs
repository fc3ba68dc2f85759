//! What a banner or a note says when a wish was not fulfilled: what, why, who decided, what to do next.
//!
//! The words of each reason say why and who decided; here they get a heading and the helpdesk's line.

use model::{Failure, Fault, Helpdesk, Obstacle, Organisation, Reason, Why};

use super::{Words, fl};

/// A refusal or failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What didn't happen.
    pub title: String,
    /// Why not, and who decided.
    pub text: String,
    /// Whom to ask; empty where trying again may help.
    pub next: String,
    /// Whether trying the same again may help.
    pub retry: bool,
    /// The rule that decided, where one did.
    pub rule: Option<&'static str>,
}

impl Refusal {
    /// What stands under the heading.
    pub fn rest(&self) -> String {
        sentences([&self.text, &self.next])
    }
}

impl Words {
    /// The refusal of something, `title` saying what.
    pub fn refusal(&self, title: String, why: &Why, organisation: &Organisation) -> Refusal {
        match why {
            Why::Policy(reason) => Refusal {
                title,
                text: self.why(why),
                next: self.helpdesk(&organisation.helpdesk),
                retry: false,
                rule: Some(reason.key()),
            },
            Why::Failed(failure) => Refusal {
                title,
                text: self.why(why),
                next: if failure.retry_helps() {
                    String::new()
                } else {
                    self.helpdesk(&organisation.helpdesk)
                },
                retry: failure.retry_helps(),
                rule: None,
            },
        }
    }

    /// The reason alone.
    pub fn why(&self, why: &Why) -> String {
        match why {
            Why::Policy(reason) => self.reason(reason),
            Why::Failed(failure) => self.failure(*failure),
        }
    }

    /// The words of a policy reason.
    pub fn reason(&self, reason: &Reason) -> String {
        self.code(&format!("reason-{}", reason.code()), &reason.arguments())
            .unwrap_or_else(|| fl!(self, "reason-without-words"))
    }

    /// The words of a failure.
    pub fn failure(&self, failure: Failure) -> String {
        self.code(&format!("failure-{}", failure.code()), &[])
            .unwrap_or_else(|| fl!(self, "reason-without-words"))
    }

    /// What stands in the way, as a heading and an explanation.
    pub fn obstacle(&self, obstacle: Obstacle) -> (String, String) {
        let code = obstacle.code();
        let words = |key: String| {
            self.code(&key, &[])
                .unwrap_or_else(|| fl!(self, "reason-without-words"))
        };
        (
            words(format!("obstacle-{code}")),
            words(format!("obstacle-{code}-text")),
        )
    }

    /// What is wrong with the policy on this computer.
    pub fn fault(&self, fault: &Fault) -> String {
        self.code(&format!("fault-{}", fault.code), &fault.arguments)
            .unwrap_or_else(|| fl!(self, "fault-unknown"))
    }

    /// A lock's words and whom to ask.
    pub fn locked(&self, why: &str, organisation: &Organisation) -> String {
        sentences([why, self.helpdesk(&organisation.helpdesk).as_str()])
    }

    /// Whom to ask; empty where the organisation names nobody.
    pub fn helpdesk(&self, helpdesk: &Helpdesk) -> String {
        let ways: Vec<&str> = [&helpdesk.phone, &helpdesk.email, &helpdesk.url]
            .into_iter()
            .map(|way| &**way)
            .filter(|way| !way.is_empty())
            .collect();
        if ways.is_empty() {
            fl!(self, "helpdesk-unnamed")
        } else {
            fl!(self, "helpdesk", ways = ways.join(", "))
        }
    }
}

fn sentences<S: AsRef<str>, const N: usize>(parts: [S; N]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(AsRef::as_ref)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}
