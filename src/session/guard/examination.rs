//! Looking at homeservers without signing in: what `despatch doctor` says of them.

use std::error::Error;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use matrix_sdk::reqwest::{Client, Response, header};
use model::{Finding, Found, Topic};
use policy::{Pinned, Policy};
use serde_json::{Map, Value};

use super::egress::{self, EgressError, Redirected, Roots};
use super::reception::ways;
use crate::convert::failure;

/// How long each question may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// Clocks that differ by more make trouble: tokens seem to have ended, and retention trusts no clock then.
const CLOCK_SECONDS: i64 = 60;
/// The oldest version of the specification with everything the program asks of a server.
const VERSION: &str = "v1.11";
/// Simplified sliding sync (MSC4186), as servers call it.
const SLIDING_SYNC: &str = "org.matrix.simplified_msc3575";

/// Looks at every homeserver that policy approves, one after another.
pub(crate) async fn examine(policy: &Policy, roots: &Roots) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in policy.homeservers() {
        if let Ok(pinned) = policy.pin(&server.server_name) {
            findings.extend(examine_one(policy, &pinned, roots).await);
        }
    }
    findings
}

async fn examine_one(policy: &Policy, pinned: &Pinned, roots: &Roots) -> Vec<Finding> {
    let finding = |topic, found| Finding {
        topic,
        subject: pinned.server_name().to_owned(),
        found,
    };
    let proxy = policy.proxy_for(pinned);
    let (topic, asked) = match &proxy {
        Some(url) => (Topic::Proxy, url),
        None => (Topic::Name, pinned.base_url()),
    };
    let host = asked.host_str().unwrap_or_default();
    let known = tokio::net::lookup_host((host, asked.port_or_known_default().unwrap_or(443))).await;
    let resolves = known.is_ok_and(|mut addresses| addresses.next().is_some());
    let mut findings = vec![finding(topic, if resolves { Found::Well } else { Found::NoAddress })];
    let after = [Topic::Connection, Topic::Clock, Topic::Versions, Topic::SignIn];
    let skipped = |topics: &[Topic]| {
        topics
            .iter()
            .map(|topic| finding(*topic, Found::Skipped))
            .collect::<Vec<_>>()
    };
    if !resolves {
        findings.extend(skipped(&after));
        return findings;
    }
    let client = match egress::client(policy, pinned, roots) {
        Ok(client) => client,
        Err(error) => {
            let found = match error {
                EgressError::Roots => Found::NoRoots,
                EgressError::Client(_) => Found::Certificate,
            };
            findings.push(finding(Topic::Connection, found));
            findings.extend(skipped(&after[1..]));
            return findings;
        }
    };
    let versions = match ask(&client, pinned, "_matrix/client/versions").await {
        Ok(versions) => versions,
        Err(found) => {
            findings.push(finding(Topic::Connection, found));
            findings.extend(skipped(&after[1..]));
            return findings;
        }
    };
    findings.push(finding(Topic::Connection, Found::Well));
    findings.push(finding(Topic::Clock, clock(&versions)));
    findings.push(finding(Topic::Versions, speaks(versions).await));
    let ways = match ask(&client, pinned, "_matrix/client/v3/login").await {
        Ok(login) => ways_in(policy, login).await,
        Err(found) => found,
    };
    findings.push(finding(Topic::SignIn, ways));
    findings
}

async fn ask(client: &Client, pinned: &Pinned, path: &str) -> Result<Response, Found> {
    let url = pinned.base_url().join(path).map_err(|_| Found::Unreachable)?;
    client
        .get(url)
        .timeout(PATIENCE)
        .send()
        .await
        .map_err(|error| found(&error))
}

fn found(error: &(dyn Error + 'static)) -> Found {
    match Redirected::find(error) {
        Some(host) => Found::Redirected { host },
        None if failure::is_certificate(error) => Found::Certificate,
        None => Found::Unreachable,
    }
}

/// By the answer's `Date` (RFC 9110, section 6.6.1), which counts in seconds.
fn clock(answer: &Response) -> Found {
    let date = answer.headers().get(header::DATE).and_then(|date| date.to_str().ok());
    let Some(theirs) = date.and_then(|date| rfc2822::parse(date).ok()) else {
        return Found::ClockUnknown;
    };
    let seconds = Timestamp::now().as_second() - theirs.timestamp().as_second();
    match seconds.abs() > CLOCK_SECONDS {
        true => Found::ClockDiffers { seconds },
        false => Found::Well,
    }
}

async fn speaks(answer: Response) -> Found {
    let status = answer.status().as_u16();
    let Some(versions) = object(answer).await else {
        return Found::NotMatrix { status };
    };
    let spoken = versions.get("versions").and_then(Value::as_array);
    if !spoken.into_iter().flatten().any(|version| version == VERSION) {
        return Found::Lacks { what: VERSION };
    }
    let sliding = versions
        .get("unstable_features")
        .and_then(|features| features.get(SLIDING_SYNC));
    match sliding.and_then(Value::as_bool) {
        Some(true) => Found::Well,
        _ => Found::Lacks { what: SLIDING_SYNC },
    }
}

async fn ways_in(policy: &Policy, answer: Response) -> Found {
    let status = answer.status().as_u16();
    let Some(login) = object(answer).await else {
        return Found::NotMatrix { status };
    };
    let ways = ways(&Value::Object(login), policy);
    match ways.password || ways.browser.is_some() {
        true => Found::Well,
        false => Found::NoWayIn,
    }
}

async fn object(answer: Response) -> Option<Map<String, Value>> {
    serde_json::from_slice(&answer.bytes().await.ok()?).ok()
}
