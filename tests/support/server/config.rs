//! Synapse's configuration.

use std::{fs, path::Path};

use anyhow::Result;
use serde_json::{Value, json};

use crate::server::Place;

/// What lets the harness make an administrator. The server listens on loopback alone.
pub(super) const REGISTRATION_SECRET: &str = "loopback only";

/// Writes `homeserver.yaml` (JSON is YAML) and `log.yaml` into the server's folder.
///
/// Beside them `settings.json` for the launcher; how long the server may live is put into it at each start.
pub(super) fn write(place: &Place, all: &[Place], ca_file: &Path) -> Result<()> {
    let table: Value = all
        .iter()
        .map(|other| (other.name.clone(), json!([other.address, other.federation_port])))
        .collect();
    let settings = json!({
        "config": place.folder.join("homeserver.yaml"),
        "signing_key": place.folder.join("signing.key"),
        "address": place.address,
        "table": table,
        "connections": place.folder.join("connections.jsonl"),
    });
    fs::write(
        place.folder.join("settings.json"),
        serde_json::to_vec_pretty(&settings)?,
    )?;
    let config = serde_json::to_vec_pretty(&homeserver(place, ca_file))?;
    fs::write(place.folder.join("homeserver.yaml"), config)?;
    fs::write(place.folder.join("log.yaml"), serde_json::to_vec_pretty(&log(place))?)?;
    Ok(())
}

fn homeserver(place: &Place, ca_file: &Path) -> Value {
    let within = |name: &str| place.folder.join(name);
    let mut config = json!({
        "server_name": place.name,
        "public_baseurl": format!("https://{}:{}/", place.address, place.client_port),
        "pid_file": within("synapse.pid"),
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
        "trusted_key_servers": [],
        "suppress_key_server_warning": true,
        "signing_key_path": within("signing.key"),
        "database": { "name": "sqlite3", "args": { "database": within("homeserver.db") } },
        "media_store_path": within("media"),
        "log_config": within("log.yaml"),
        "report_stats": false,
        "enable_registration": false,
        "registration_shared_secret": REGISTRATION_SECRET,
        "macaroon_secret_key": "loopback only",
        "form_secret": "loopback only",
        "bcrypt_rounds": 4,
        "presence": { "enabled": false },
        "url_preview_enabled": false,
        "enable_search": false,
        "allow_public_rooms_over_federation": true,
        "room_list_publication_rules": [{ "action": "allow" }],
        "user_directory": { "enabled": true, "search_all_users": true },
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
    if let (Some(config), Value::Object(limits)) = (config.as_object_mut(), limits()) {
        config.extend(limits);
    }
    config
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

fn log(place: &Place) -> Value {
    json!({
        "version": 1,
        "disable_existing_loggers": false,
        "formatters": { "plain": { "format": "%(asctime)s %(levelname)s %(name)s %(request)s %(message)s" } },
        "handlers": {
            "file": {
                "class": "logging.FileHandler", "formatter": "plain", "encoding": "utf-8",
                "filename": place.folder.join("homeserver.log"),
            },
        },
        "root": { "level": "INFO", "handlers": ["file"] },
    })
}
