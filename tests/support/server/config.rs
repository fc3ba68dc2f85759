//! Synapse's configuration: the one that departments are given, and after it what has to be different here.

use std::{fs, path::Path};

use anyhow::Result;
use serde_json::{Value, json};

use crate::server::{Federates, Place};

/// What lets the harness make an administrator. The server listens on loopback alone.
pub(super) const REGISTRATION_SECRET: &str = "loopback only";

/// Exactly what a department's administrator gets.
const PACKAGED: [(&str, &str); 2] = [
    (
        "homeserver.yaml",
        include_str!("../../../packaging/homeserver/homeserver.yaml"),
    ),
    ("log.yaml", include_str!("../../../packaging/homeserver/log.yaml")),
];

/// Writes the packaged files and `overrides.json` (JSON is YAML) into the server's folder.
///
/// Beside them `settings.json` for the launcher; how long the server may live is put into it at each start.
pub(super) fn write(place: &Place, all: &[Place], ca_file: &Path) -> Result<()> {
    let table: Value = all
        .iter()
        .map(|other| (other.name.clone(), json!([other.address, other.federation_port])))
        .collect();
    let within = |name: &str| place.folder.join(name);
    let settings = json!({
        "config": [within("homeserver.yaml"), within("overrides.json")],
        "signing_key": within("signing.key"),
        "address": place.address,
        "table": table,
        "connections": within("connections.jsonl"),
        "signs_on": place.provider.is_some(),
    });
    fs::write(within("settings.json"), serde_json::to_vec_pretty(&settings)?)?;
    for (name, text) in PACKAGED {
        fs::write(within(name), text)?;
    }
    let overrides = serde_json::to_vec_pretty(&overrides(place, all, ca_file))?;
    fs::write(within("overrides.json"), overrides)?;
    Ok(())
}

/// Synapse replaces whole keys of the top level, so each of these takes the place of the packaged one of its name.
fn overrides(place: &Place, all: &[Place], ca_file: &Path) -> Value {
    let within = |name: &str| place.folder.join(name);
    let mut config = json!({
        "server_name": place.name,
        "public_baseurl": format!("https://{}:{}/", place.address, place.client_port),
        "pid_file": within("synapse.pid"),
        "signing_key_path": within("signing.key"),
        "log_config": within("log.yaml"),
        "media_store_path": within("media"),
        "listeners": [
            listener(place, "client", place.client_port, &["client"]),
            listener(place, "federation", place.federation_port, &["federation"]),
            listener(place, "harness", place.harness_port, &["client"]),
        ],
        "tls_certificate_path": within("tls.pem"),
        "tls_private_key_path": within("tls.key"),
        "federation_custom_ca_list": [ca_file],
        // Loopback is what these lists exist to forbid.
        "ip_range_blacklist": [],
        "federation_ip_range_blacklist": [],
        "database": { "name": "sqlite3", "args": { "database": within("homeserver.db") } },
        "registration_shared_secret": REGISTRATION_SECRET,
        "macaroon_secret_key": "loopback only",
        "form_secret": "loopback only",
        "bcrypt_rounds": 4,
        // A server that comes back is noticed at once, not after ten minutes.
        "federation": {
            "client_timeout": "10s",
            "max_short_retries": 1,
            "max_long_retries": 2,
            "max_long_retry_delay": "1s",
            "max_short_retry_delay": 500,
            "destination_min_retry_interval": 500,
            "destination_retry_multiplier": 1,
            "destination_max_retry_interval": "1s",
        },
    });
    let Value::Object(overrides) = &mut config else {
        return config;
    };
    if let Value::Object(limits) = limits() {
        overrides.extend(limits);
    }
    if let Some(port) = place.provider {
        let pages = [("department", "Department sign-in"), ("contractors", "Contractors")];
        let providers: Vec<Value> = pages.iter().map(|(id, name)| provider(port, id, name)).collect();
        overrides.insert("oidc_providers".to_owned(), json!(providers));
    }
    // The server's own lock, opened on purpose: an outsider has to reach in for a test to see what Despatch does then.
    match place.federates {
        Federates::AsPackaged => {}
        Federates::WithTheWorld => {
            let names: Vec<&str> = all.iter().map(|other| other.name.as_str()).collect();
            overrides.insert("federation_domain_whitelist".to_owned(), json!(names));
            // Rooms are listed, and servers ask each other for their lists: a department may decide so.
            overrides.insert("allow_public_rooms_over_federation".to_owned(), json!(true));
            overrides.insert("room_list_publication_rules".to_owned(), json!([{ "action": "allow" }]));
        }
    }
    config
}

/// A page to sign in at, for people whom the administrator has made accounts for.
fn provider(port: u16, id: &str, name: &str) -> Value {
    let at = |path: &str| format!("http://127.0.0.1:{port}{path}");
    json!({
        "idp_id": id,
        "idp_name": name,
        // Nothing of it is asked for before somebody signs in.
        "discover": false,
        "skip_verification": true,
        "issuer": at(""),
        "authorization_endpoint": at("/oauth2/authorize"),
        "token_endpoint": at("/oauth2/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "user_profile_method": "userinfo_endpoint",
        "client_id": "synapse",
        "client_secret": "loopback only",
        "scopes": ["openid", "profile"],
        "allow_existing_users": true,
        "user_mapping_provider": { "config": { "localpart_template": "{{ user.sub }}", "confirm_localpart": false } },
    })
}

/// None: tests are many, and hurried.
fn limits() -> Value {
    let unlimited = json!({ "per_second": 10_000, "burst_count": 10_000 });
    json!({
        "rc_message": unlimited,
        "rc_registration": unlimited,
        "rc_login": { "address": unlimited, "account": unlimited, "failed_attempts": unlimited },
        "rc_admin_redaction": unlimited,
        "rc_joins": { "local": unlimited, "remote": unlimited },
        "rc_joins_per_room": unlimited,
        "rc_invites": { "per_room": unlimited, "per_user": unlimited, "per_issuer": unlimited },
        "rc_key_requests": unlimited,
        "rc_media_create": unlimited,
        "rc_room_creation": unlimited,
        "rc_user_directory": unlimited,
        "rc_profile": unlimited,
        "rc_federation": {
            "window_size": 1000, "sleep_limit": 100_000, "sleep_delay": 1, "reject_limit": 100_000, "concurrent": 100,
        },
    })
}

fn listener(place: &Place, tag: &str, port: u16, names: &[&str]) -> Value {
    json!({
        "type": "http",
        "tag": tag,
        "port": port,
        "bind_addresses": [place.address],
        "tls": true,
        "resources": [{ "names": names, "compress": false }],
    })
}
