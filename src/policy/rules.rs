//! What types can't say: names that have to be names, and what belongs to one department alone.

use std::collections::BTreeSet;

use bech32::Bech32;
use bech32::primitives::decode::CheckedHrpstring;

use crate::ProblemKind;
use crate::document::{Department, Document, HoldScope, Match, Network, ProxyMode, Rule};
use crate::homeserver::{email_domain, origin, pattern};
use crate::name::canonical;

/// Schemes of the places that a record can be delivered to.
const SINKS: &[&str] = &["file:", "s3:", "az:", "gs:", "https:"];

/// A path, and what is wrong there.
type Finding = (Vec<String>, ProblemKind);

/// Everything in a document that makes no sense though its types are right.
pub(crate) fn judge(document: &Document) -> Vec<Finding> {
    let mut found = homeservers(&document.homeservers);
    let mut check_list =
        |steps: [&str; 2], written: &[String], fits: fn(&str) -> bool, kind: fn(String) -> ProblemKind| {
            for (index, value) in written.iter().enumerate().filter(|(_, value)| !fits(value)) {
                found.push((path(&[&steps[0], &steps[1], &index]), kind(value.clone())));
            }
        };
    let is_pattern = |written: &str| pattern(written).is_some();
    let not_pattern = |value| ProblemKind::Pattern { value };
    let not_media_type = |value| ProblemKind::MediaType { value };
    check_list(
        ["federation", "allowed_servers"],
        &document.federation.allowed_servers,
        is_pattern,
        not_pattern,
    );
    let allowed = document.content.allow_types.as_deref().unwrap_or_default();
    check_list(["content", "allow_types"], allowed, is_media_type, not_media_type);
    check_list(
        ["content", "deny_types"],
        &document.content.deny_types,
        is_media_type,
        not_media_type,
    );
    let is_name = |written: &str| canonical(written).is_some();
    let not_name = |value| ProblemKind::ServerName { value };
    check_list(
        ["publish", "allowed_instances"],
        &document.publish.allowed_instances,
        is_name,
        not_name,
    );
    check_list(
        ["device", "exchange_between_accounts"],
        &document.device.exchange_between_accounts,
        is_name,
        not_name,
    );
    let not_recipient = |value| ProblemKind::Recipient { value };
    check_list(
        ["records", "recipients"],
        &document.records.recipients,
        is_recipient,
        not_recipient,
    );
    check_list(
        ["records", "sink_options"],
        &document.records.sink_options,
        |option| option.split_once('=').is_some_and(|(name, _)| !name.is_empty()),
        |_| ProblemKind::SinkOption,
    );
    if let Some(day) = document.valid_until.as_ref().filter(|day| !is_day(day)) {
        found.push((path(&[&"valid_until"]), ProblemKind::Day { value: day.clone() }));
    }
    let sink = document.records.sink.as_ref();
    if let Some(sink) = sink.filter(|sink| !SINKS.iter().any(|scheme| sink.starts_with(scheme))) {
        found.push((path(&[&"records", &"sink"]), ProblemKind::Sink { value: sink.clone() }));
    }
    found.extend(retention(document));
    found.extend(proxy(&document.network));
    found
}

fn proxy(network: &Network) -> Vec<Finding> {
    let at = |steps: &[&dyn ToString]| [path(&[&"network", &"proxy"]), path(steps)].concat();
    let mut found = Vec::new();
    match &network.proxy.url {
        // A password in a file that everybody can read is none; and what follows the host would be left out silently.
        Some(url) if origin(&url.replacen("http://", "https://", 1)).is_none() => {
            found.push((at(&[&"url"]), ProblemKind::ProxyUrl { value: url.clone() }));
        }
        None if network.proxy.mode == ProxyMode::Fixed => {
            let key = "network.proxy.url".to_owned();
            found.push((at(&[]), ProblemKind::Missing { key }));
        }
        _ => {}
    }
    for (index, host) in network.proxy.no_proxy.iter().enumerate() {
        if pattern(host).is_none() {
            found.push((at(&[&"no_proxy", &index]), ProblemKind::Pattern { value: host.clone() }));
        }
    }
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
        found.push((path, kind));
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
            found.push((path, ProblemKind::MinimumAboveMaximum { min, max }));
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
            HoldScope::Room(id) => Some((path(&[&"retention", &"hold", &index, &"scope", &"room"]), id)),
            HoldScope::All => None,
        });
    let wrong = rules.chain(holds).filter(|(_, id)| !is_room_id(id));
    found.extend(wrong.map(|(path, id)| (path, ProblemKind::RoomId { value: id.clone() })));
    for (index, hold) in retention.hold.iter().enumerate() {
        if let Some(day) = hold.until.as_ref().filter(|day| !is_day(day)) {
            let path = path(&[&"retention", &"hold", &index, &"until"]);
            found.push((path, ProblemKind::Day { value: day.clone() }));
        }
    }
    found
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>()
        .is_ok_and(|day| day.to_string() == text)
}

/// A public key of age's kind X25519: 32 bytes in Bech32. A mistyped one would seal the record to nobody.
fn is_recipient(text: &str) -> bool {
    let key = CheckedHrpstring::new::<Bech32>(text);
    key.is_ok_and(|key| key.hrp().as_str() == "age" && key.byte_iter().count() == 32)
}

/// `image/png`, or `image/*`.
fn is_media_type(text: &str) -> bool {
    // RFC 6838, section 4.2.
    let plain = |name: &str| {
        let mut letters = name.bytes();
        letters.next().is_some_and(|first| first.is_ascii_alphanumeric())
            && letters.all(|letter| letter.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&letter))
    };
    text.split_once('/')
        .is_some_and(|(kind, subtype)| plain(kind) && (subtype == "*" || plain(subtype)))
}

fn is_room_id(text: &str) -> bool {
    crate::address::identifier(text).as_deref() == Some(text) && text.starts_with('!')
}

fn path(steps: &[&dyn ToString]) -> Vec<String> {
    steps.iter().map(|step| step.to_string()).collect()
}
