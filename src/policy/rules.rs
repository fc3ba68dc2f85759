//! What types can't say: names that have to be names, and what belongs to one department alone.

use std::collections::BTreeSet;

use crate::document::{Department, Document, Match, Rule, Scope};
use crate::homeserver::{email_domain, origin, pattern};
use crate::name::canonical;
use crate::{ProblemKind, Severity};

/// A path, how bad it is, and what it is.
type Finding = (Vec<String>, Severity, ProblemKind);

/// Everything in a document that makes no sense though its types are right.
pub(crate) fn judge(document: &Document) -> Vec<Finding> {
    let mut found = homeservers(&document.homeservers);
    for (index, written) in document.federation.allowed_servers.iter().enumerate() {
        if pattern(written).is_none() {
            let path = path(&[&"federation", &"allowed_servers", &index]);
            found.push((path, Severity::Error, ProblemKind::Pattern { value: written.clone() }));
        }
    }
    if let Some(day) = document.valid_until.as_ref().filter(|day| !is_day(day)) {
        found.push((
            path(&[&"valid_until"]),
            Severity::Error,
            ProblemKind::Day { value: day.clone() },
        ));
    }
    found.extend(retention(document));
    found
}

fn homeservers(departments: &[Department]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut taken = BTreeSet::new();
    let mut check = |path: Vec<String>, value: &String, read: Option<String>, kind: fn(String) -> ProblemKind| {
        let kind = match read {
            None => kind(value.clone()),
            // The key's name keeps an email domain apart from a server's name.
            Some(own) => match taken.insert((path[2].clone(), own)) {
                true => return,
                false => ProblemKind::Claimed { value: value.clone() },
            },
        };
        found.push((path, Severity::Error, kind));
    };
    for (index, department) in departments.iter().enumerate() {
        let at = |key: &str| path(&[&"homeservers", &index, &key]);
        let (name, url) = (&department.server_name, &department.base_url);
        check(at("server_name"), name, canonical(name), |value| {
            ProblemKind::ServerName { value }
        });
        check(at("base_url"), url, origin(url).map(String::from), |value| {
            ProblemKind::BaseUrl { value }
        });
        for (domain_index, domain) in department.email_domains.iter().enumerate() {
            let path = [at("email_domains"), vec![domain_index.to_string()]].concat();
            check(path, domain, email_domain(domain), |value| ProblemKind::EmailDomain {
                value,
            });
        }
    }
    found
}

fn retention(document: &Document) -> Vec<Finding> {
    let retention = &document.retention;
    let mut found = Vec::new();
    let mut check_rule = |path: Vec<String>, rule: &Rule| {
        if let (Some(min), Some(max)) = (rule.min_days, rule.max_days)
            && min > max
        {
            found.push((path, Severity::Warning, ProblemKind::MinimumAboveMaximum { min, max }));
        }
    };
    check_rule(path(&[&"retention", &"default"]), &retention.default);
    for (index, rule) in retention.rooms.iter().enumerate() {
        check_rule(path(&[&"retention", &"rooms", &index]), &rule.rule());
    }
    // An alias or a misspelt id would match no room, and nobody would notice that nothing is kept.
    let rules = retention
        .rooms
        .iter()
        .enumerate()
        .filter_map(|(index, rule)| match &rule.rooms {
            Match::Room(id) => Some((path(&[&"retention", &"rooms", &index, &"match", &"room"]), id)),
            _ => None,
        });
    let holds = retention
        .hold
        .iter()
        .enumerate()
        .filter_map(|(index, hold)| match &hold.scope {
            Scope::Room(id) => Some((path(&[&"retention", &"hold", &index, &"scope", &"room"]), id)),
            Scope::All => None,
        });
    let wrong = rules.chain(holds).filter(|(_, id)| !is_room_id(id));
    found.extend(wrong.map(|(path, id)| (path, Severity::Error, ProblemKind::RoomId { value: id.clone() })));
    for (index, hold) in retention.hold.iter().enumerate() {
        if let Some(day) = hold.until.as_ref().filter(|day| !is_day(day)) {
            let path = path(&[&"retention", &"hold", &index, &"until"]);
            found.push((path, Severity::Error, ProblemKind::Day { value: day.clone() }));
        }
    }
    found
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>()
        .is_ok_and(|day| day.to_string() == text)
}

fn is_room_id(text: &str) -> bool {
    crate::address::identifier(text).as_deref() == Some(text) && text.starts_with('!')
}

fn path(steps: &[&dyn ToString]) -> Vec<String> {
    steps.iter().map(|step| step.to_string()).collect()
}
