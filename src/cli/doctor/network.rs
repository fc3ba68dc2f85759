//! The way to each homeserver: name, proxy, TLS, clock, what it speaks, how people sign in.

use model::{Finding, Found, Topic};
use policy::Policy;

use super::Line;
use crate::Computer;

const AREA: &str = "Network";

pub(super) fn lines(computer: &dyn Computer, policy: Option<&Policy>) -> Vec<Line> {
    let Some(policy) = policy else {
        return vec![Line::warn(
            AREA,
            "",
            "no-policy-to-follow",
            "No homeserver was looked at: without a policy none is approved.",
            "Put the policy right, then run `despatch doctor` again.",
        )];
    };
    match computer.examine(policy) {
        Some(findings) => findings.iter().map(line).collect(),
        None => vec![Line::fail(
            AREA,
            "",
            "not-examined",
            "No homeserver was looked at: a file of certificate authorities that the policy names cannot be trusted.",
            "Check each `ca_file` of the policy: it must be there, belong to the administrator, and be writable by nobody \
             else.",
        )],
    }
}

fn line(finding: &Finding) -> Line {
    let Finding { topic, subject, found } = finding;
    let fail = |code, message: String, next| Line::fail(AREA, subject, code, message, next);
    let warn = |code, message: String, next| Line::warn(AREA, subject, code, message, next);
    match found {
        Found::Well => {
            let (code, message) = well(*topic);
            Line::ok(AREA, subject, code, message)
        }
        Found::Skipped => warn(
            "skipped",
            format!("{} was not looked at, because of what is said above.", noun(*topic)),
            "Put right what is said above, then run `despatch doctor` again.",
        ),
        Found::NoAddress if *topic == Topic::Proxy => fail(
            "proxy-no-address",
            "The proxy that the policy names has no address.".to_owned(),
            "Check `network.proxy.url` in the policy, and the DNS settings of this computer.",
        ),
        Found::NoAddress => fail(
            "no-address",
            "Its name has no address.".to_owned(),
            "Check the DNS settings of this computer, and whether it needs a VPN or a proxy.",
        ),
        Found::Unreachable => fail(
            "unreachable",
            format!("{}: nobody answers.", noun(*topic)),
            "Check the network, the firewall and the proxy on the way; ask whoever runs the server whether it is up.",
        ),
        Found::Certificate => fail(
            "certificate",
            "Its certificate is not one that your organisation trusts, or is for another name or another time."
                .to_owned(),
            "Check the clock of this computer. If it is right, something on the way may be reading the traffic, or the \
             policy needs a `ca_file`: ask your helpdesk, and sign in nowhere until it is clear.",
        ),
        Found::NoRoots => fail(
            "no-roots",
            "There are no certificate authorities to check it by.".to_owned(),
            "Install the certificate authorities of the system, or check `ca_file` in the policy.",
        ),
        Found::Redirected { host } => fail(
            "redirected",
            format!("It sends people elsewhere{}.", hostname(host)),
            "Check `base_url` in the policy. On a public network, sign in to the network first.",
        ),
        Found::NotMatrix { status } => fail(
            "not-matrix",
            format!(
                "{}: what answers is no homeserver (HTTP status {status}).",
                noun(*topic)
            ),
            "Check `base_url` in the policy, and what stands between this computer and the server.",
        ),
        Found::ClockDiffers { seconds } => warn(
            "clock-differs",
            clocks(*seconds),
            "Set the clock of this computer by the network. If it is right, tell whoever runs the server.",
        ),
        Found::ClockUnknown => warn(
            "clock-unknown",
            "It does not say what time it is.".to_owned(),
            "Look at the clock of this computer yourself.",
        ),
        Found::Lacks { what } => fail(
            "lacks",
            format!("It lacks {what}, which Despatch needs."),
            "Ask whoever runs the server to update it.",
        ),
        Found::NoWayIn => fail(
            "no-way-in",
            "It offers no way of signing in that the policy allows.".to_owned(),
            "Compare `sign_in.methods` in the policy with what the server is set up for.",
        ),
    }
}

fn well(topic: Topic) -> (&'static str, &'static str) {
    match topic {
        Topic::Proxy => (
            "proxy",
            "Reached through the organisation's proxy, which has an address.",
        ),
        Topic::Name => ("name", "Reached directly; its name has an address."),
        Topic::Connection => ("connection", "It answers, over TLS that your organisation trusts."),
        Topic::Clock => ("clock", "Its clock and this computer's agree."),
        Topic::Versions => ("versions", "It speaks everything that Despatch needs."),
        Topic::SignIn => ("sign-in", "It offers a way of signing in that the policy allows."),
    }
}

/// At the beginning of a sentence.
fn noun(topic: Topic) -> &'static str {
    match topic {
        Topic::Proxy => "The proxy",
        Topic::Name => "Its name",
        Topic::Connection => "The connection",
        Topic::Clock => "Its clock",
        Topic::Versions => "What it speaks",
        Topic::SignIn => "How people sign in",
    }
}

/// A host is the server's to choose: what doesn't look like one is not repeated.
fn hostname(host: &str) -> String {
    let like = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | ':' | '[' | ']');
    match !host.is_empty() && host.len() <= 253 && host.chars().all(like) {
        true => format!(", to {host}"),
        false => String::new(),
    }
}

fn clocks(seconds: i64) -> String {
    let by = match seconds.unsigned_abs() {
        seconds if seconds < 120 => format!("{seconds} seconds"),
        seconds if seconds < 2 * 60 * 60 => format!("{} minutes", seconds / 60),
        seconds if seconds < 2 * 24 * 60 * 60 => format!("{} hours", seconds / 3600),
        seconds => format!("{} days", seconds / 86400),
    };
    let direction = if seconds > 0 { "ahead of" } else { "behind" };
    format!("This computer's clock is {by} {direction} its clock.")
}
