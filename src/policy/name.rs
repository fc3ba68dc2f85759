//! Server names, compared exactly. What a browser would quietly repair is refused here: a name that needs repair
//! is how a look-alike passes.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The one spelling of a server name: lower-case ASCII after IDNA, with its port if it has one.
///
/// Refuses white space, control characters, user info, paths, percent-encoding, trailing dots, odd spellings of IP
/// addresses, and letters that IDNA would replace by others or leave out.
pub(crate) fn canonical(name: &str) -> Option<String> {
    let (host, port) = split_port(name)?;
    let host = canonical_host(host)?;
    let whole = port.map_or_else(|| host.clone(), |port| format!("{host}:{port}"));
    // The limit of Matrix for a whole user id, which has to hold the name and two characters more.
    (whole.len() <= 253).then_some(whole)
}

/// Whether a name, as a server wrote it, is in its one spelling.
pub(crate) fn is_canonical(name: &str) -> bool {
    canonical(name).as_deref() == Some(name)
}

/// Host and port of a server name.
pub(crate) fn split_port(name: &str) -> Option<(&str, Option<u16>)> {
    match name.rsplit_once(':') {
        // An IPv6 address without a port ends in its bracket.
        Some((host, port)) if !port.ends_with(']') => {
            let number: u16 = port.parse().ok()?;
            // "+443" and "0443" parse too.
            (number > 0 && number.to_string() == port).then_some((host, Some(number)))
        }
        _ => Some((name, None)),
    }
}

fn canonical_host(host: &str) -> Option<String> {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let lower = address.to_ascii_lowercase();
        let parsed: Ipv6Addr = lower.parse().ok()?;
        return (parsed.to_string() == lower).then(|| format!("[{lower}]"));
    }
    if host.parse::<Ipv4Addr>().is_ok() {
        return Some(host.to_owned());
    }
    let ascii = idna::domain_to_ascii_strict(host).ok()?;
    let last = ascii.rsplit('.').next()?;
    // 127.1, 0x7f.1 and 2130706433 are addresses to a URL parser.
    if last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if host.is_ascii() {
        return host.eq_ignore_ascii_case(&ascii).then_some(ascii);
    }
    // Full-width letters, soft hyphens and the like map to a plain name: only what survives the way back is exact.
    let (unicode, valid) = idna::domain_to_unicode(&ascii);
    // The Kelvin sign is a K even to `to_lowercase`.
    let plain = |letter: char| letter.is_ascii() || !letter.to_lowercase().any(|lower| lower.is_ascii());
    (valid.is_ok() && unicode == host.to_lowercase() && host.chars().all(plain)).then_some(ascii)
}
