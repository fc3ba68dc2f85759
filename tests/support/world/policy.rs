//! The policy of a world.

use std::{fs, path::Path};

use anyhow::Result;
use serde_json::{Value, json};

use crate::world::World;

pub(super) fn demonstration(world: &World) -> Value {
    let homeservers: Vec<Value> = [world.treasury(), world.parliament()]
        .into_iter()
        .map(|server| {
            json!({
                "server_name": server.name(),
                "base_url": server.base_url(),
                "display_name": server.display_name(),
                "email_domains": [server.name()],
                "ca_file": world.authority().file(),
            })
        })
        .collect();
    json!({
        "organisation": {
            "name": "Department for Demonstrations",
            "helpdesk": {
                "email": "help@demonstrations.example",
                "phone": "020 7946 0000",
                "url": "https://demonstrations.example/help",
            },
        },
        "homeservers": homeservers,
        "federation": { "on_foreign": "quarantine" },
        "sign_in": { "methods": ["password"] },
        "encryption": { "require_encrypted_rooms": true },
    })
}

pub(super) fn write(folder: &Path, document: &Value) -> Result<()> {
    let managed = folder.join("managed");
    fs::create_dir_all(&managed)?;
    fs::write(
        managed.join("10-demonstration.json"),
        serde_json::to_vec_pretty(document)?,
    )?;
    Ok(())
}

/// Gives a department of a policy document another `base_url`.
pub fn repoint(policy: &mut Value, server_name: &str, base_url: &str) {
    for homeserver in policy["homeservers"].as_array_mut().into_iter().flatten() {
        if homeserver["server_name"] == server_name {
            homeserver["base_url"] = json!(base_url);
        }
    }
}
