//! People and rooms by address: typed, pasted, or from a link. Every server that an address names is judged.

use crate::homeserver::{not_an_address, server_of, shorten, split_email};
use crate::name::canonical;
use crate::{Policy, Reason};

/// A person to write to or to ask in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// Their user id.
    pub user_id: String,
}

/// A room to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Its id or alias.
    pub room: String,
    /// Servers that can let one in.
    pub via: Vec<String>,
}

impl Policy {
    /// The person meant by a user id, a link to one, or a work email address.
    pub fn person(&self, typed: &str) -> Result<Addressee, Reason> {
        let user_id = match read(typed) {
            Some((id, _)) if id.starts_with('@') => id,
            _ => self.person_by_email(typed)?,
        };
        self.judge_person(&user_id)?;
        Ok(Addressee { user_id })
    }

    /// The room meant by an id, an alias, or a link to one.
    pub fn address(&self, typed: &str) -> Result<Address, Reason> {
        let (room, via) = read(typed)
            .filter(|(id, _)| id.starts_with(['!', '#']))
            .ok_or_else(|| not_an_address(typed))?;
        let address = Address { room, via };
        self.judge_address(&address)?;
        Ok(address)
    }

    pub(crate) fn judge_person(&self, user_id: &str) -> Result<(), Reason> {
        self.foreign(server_of(user_id), |server| Reason::PersonFromOutside {
            server: shorten(&server),
        })
    }

    pub(crate) fn judge_address(&self, address: &Address) -> Result<(), Reason> {
        let own = address.room.split_once(':').map(|(_, server)| server);
        let named = own.into_iter().chain(address.via.iter().map(String::as_str));
        named.into_iter().try_for_each(|name| {
            self.foreign(name, |server| Reason::RoomFromOutside {
                server: shorten(&server),
            })
        })
    }

    /// A work email address stands for the account of the same name on its department's server.
    fn person_by_email(&self, typed: &str) -> Result<String, Reason> {
        let (local, _) = split_email(typed).ok_or_else(|| not_an_address(typed))?;
        let pinned = self.pin_email(typed)?;
        let id = format!("@{}:{}", local.to_lowercase(), pinned.server_name());
        identifier(&id).ok_or_else(|| not_an_address(typed))
    }
}

/// Id or alias and `via` servers of whatever was typed: plain, `matrix:` (MSC2312) or `https://matrix.to/#/`.
fn read(typed: &str) -> Option<(String, Vec<String>)> {
    let lower = typed.to_ascii_lowercase();
    let (path, query, sigils) = if lower.starts_with("matrix:") {
        let (path, query) = halves(&typed["matrix:".len()..], '?');
        (path, query, true)
    } else if lower.starts_with("https://matrix.to/#/") {
        let (path, query) = halves(&typed["https://matrix.to/#/".len()..], '?');
        (path, query, false)
    } else {
        return Some((identifier(typed)?, Vec::new()));
    };
    // A link to one message leads to its room.
    let id = if sigils {
        let mut parts = path.split('/');
        let sigil = match parts.next()? {
            "u" | "user" => '@',
            "r" | "room" => '#',
            "roomid" => '!',
            _ => return None,
        };
        format!("{sigil}{}", decode(parts.next()?)?)
    } else {
        decode(path.split('/').next()?)?
    };
    let mut via = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        if let ("via", server) = halves(pair, '=') {
            via.push(canonical(&decode(server)?)?);
        }
    }
    Some((identifier(&id)?, via))
}

/// An id or alias with its server in its one spelling. Room ids since version 12 have no server.
pub(crate) fn identifier(id: &str) -> Option<String> {
    let plain = |character: char| !character.is_whitespace() && !character.is_control();
    let (local, server) = match id.split_once(':') {
        Some((local, server)) => (local, Some(canonical(server)?)),
        None if id.starts_with('!') => (id, None),
        None => return None,
    };
    let name = local.strip_prefix(['@', '#', '!'])?;
    let fits = match local.as_bytes().first()? {
        // Old accounts have any printable ASCII (spec, "Historical user ids").
        b'@' => name.bytes().all(|byte| byte.is_ascii_graphic()),
        b'!' => name
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"/?#%".contains(&byte)),
        _ => name.chars().all(plain),
    };
    let whole = server.map_or_else(|| local.to_owned(), |server| format!("{local}:{server}"));
    (fits && !name.is_empty() && whole.len() <= 255).then_some(whole)
}

/// Percent-decoding, once. Text that isn't UTF-8 afterwards, or a lone %, is no address.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            u8::try_from(digit()? * 16 + digit()?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

fn halves(text: &str, at: char) -> (&str, &str) {
    text.split_once(at).unwrap_or((text, ""))
}
