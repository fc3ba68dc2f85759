//! The reading copy: one page without scripts, that a screen reader reads and a printer prints.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::entry::{Kind, Placed, Trust};
use crate::export::selection::moment;
use crate::export::{Statement, time};

const BEGIN: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Record of messages</title>\n<style>\n\
body { font: 1rem/1.5 sans-serif; color: #111; background: #fff; max-width: 60rem; margin: auto; padding: 1rem; }\n\
article { border-top: 1px solid #767676; padding: .5rem 0; break-inside: avoid; }\n\
article h4 { font-size: 1rem; margin: 0; }\n.said { white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0; }\n\
.note { color: #444; margin: 0; overflow-wrap: anywhere; }\nimg { max-width: 100%; }\ntable { border-collapse: collapse; }\n\
th, td { text-align: left; vertical-align: top; border: 1px solid #767676; padding: .25rem .5rem; overflow-wrap: anywhere; }\n\
@media print { body { max-width: none; padding: 0; } nav { display: none; } section { break-before: page; } }\n\
</style>\n</head>\n<body>\n<header><h1>Record of messages</h1></header>\n<main>\n";

/// The largest picture that is shown in the page itself, in bytes.
const PICTURE: u64 = 512 << 10;

/// A room at a time is written, each to a file of its own until the end, so that none has to be in memory.
pub(super) struct Reading {
    folder: PathBuf,
    rooms: BTreeMap<String, Room>,
}

struct Room {
    path: PathBuf,
    day: String,
    count: u64,
}

impl Reading {
    pub(super) fn begin(bag: &Path) -> io::Result<Self> {
        let folder = bag.join("reading");
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            rooms: BTreeMap::new(),
        })
    }

    /// An entry, and its files by their names in `data/files`.
    pub(super) fn entry(&mut self, data: &Path, placed: &Placed, files: &[String]) -> io::Result<()> {
        let Some(name) = placed.entry.kind.room() else {
            return Ok(());
        };
        let number = self.rooms.len();
        let folder = &self.folder;
        let room = self.rooms.entry(name.to_owned()).or_insert_with(|| Room {
            path: folder.join(number.to_string()),
            day: String::new(),
            count: 0,
        });
        let mut text = String::new();
        let at = time(moment(&placed.entry));
        let day = at.split('T').next().unwrap_or_default();
        if room.day != day {
            room.day = day.to_owned();
            text += &format!("<h3>{}</h3>\n", escaped(day));
        }
        room.count += 1;
        text += &article(data, placed, &at, files)?;
        let mut file = OpenOptions::new().create(true).append(true).open(&room.path)?;
        file.write_all(text.as_bytes())
    }

    pub(super) fn finish(self, data: &Path, statement: &Statement) -> io::Result<()> {
        let mut page = BufWriter::new(File::create(data.join("reading.html"))?);
        page.write_all(BEGIN.as_bytes())?;
        page.write_all(b"<nav aria-label=\"Contents\"><ul>\n<li><a href=\"#complete\">What is complete, and what is not</a></li>\n")?;
        for (number, (room, found)) in self.rooms.iter().enumerate() {
            let room = escaped(room);
            writeln!(
                page,
                "<li><a href=\"#room-{number}\">Room {room}</a>: {} entries</li>",
                found.count
            )?;
        }
        page.write_all(b"</ul></nav>\n<section aria-labelledby=\"complete\">\n")?;
        page.write_all(b"<h2 id=\"complete\">What is complete, and what is not</h2>\n<table>\n")?;
        page.write_all(b"<tr><th scope=\"col\">Matter</th><th scope=\"col\">Finding</th></tr>\n")?;
        for (name, what) in statement.lines() {
            let (name, what) = (escaped(&name), escaped(&what));
            writeln!(page, "<tr><th scope=\"row\">{name}</th><td>{what}</td></tr>")?;
        }
        page.write_all(b"</table>\n</section>\n")?;
        for (number, (name, room)) in self.rooms.iter().enumerate() {
            writeln!(page, "<section aria-labelledby=\"room-{number}\">")?;
            writeln!(page, "<h2 id=\"room-{number}\">Room {}</h2>", escaped(name))?;
            io::copy(&mut File::open(&room.path)?, &mut page)?;
            page.write_all(b"</section>\n")?;
        }
        page.write_all(b"</main>\n</body>\n</html>\n")?;
        page.flush()?;
        fs::remove_dir_all(&self.folder)
    }
}

fn article(data: &Path, placed: &Placed, at: &str, files: &[String]) -> io::Result<String> {
    let kind = &placed.entry.kind;
    let (said, mut notes) = told(kind);
    notes.push(format!(
        "Entry {}. Received {}.{}",
        placed.index,
        time(placed.entry.received_ms),
        match placed.entry.clock {
            crate::entry::Clock::Trusted => "",
            _ => " The clock of the device was not trusted then.",
        }
    ));
    notes.extend(kind.event_id().map(|id| format!("Event {id}.")));
    let by = kind
        .person()
        .map(|person| format!("{} &middot; ", escaped(person)))
        .unwrap_or_default();
    let mut text = format!(
        "<article>\n<h4>{by}<time datetime=\"{0}\">{0}</time></h4>\n",
        escaped(at)
    );
    if let Some(said) = said {
        text += &format!("<p class=\"said\">{}</p>\n", escaped(&said));
    }
    for (name, file) in files.iter().zip(kind.files()) {
        let (link, label) = (escaped(name), escaped(&file.name));
        let path = data.join("files").join(name);
        match picture(&path, file.size)? {
            Some(source) => text += &format!("<p><img alt=\"{label}\" src=\"{source}\"></p>\n"),
            None => {
                text += &format!(
                    "<p>File: <a href=\"files/{link}\">{label}</a>, {} bytes</p>\n",
                    file.size
                )
            }
        }
    }
    for note in notes {
        text += &format!("<p class=\"note\">{}</p>\n", escaped(&note));
    }
    Ok(text + "</article>\n")
}

/// What somebody said, and what there is to know of it.
fn told(kind: &Kind) -> (Option<String>, Vec<String>) {
    let mut notes = Vec::new();
    let said = match kind {
        Kind::Event(event) => {
            if let Some(relation) = &event.relation {
                notes.push(format!("Belongs to {} ({}).", relation.event_id, relation.rel_type));
            }
            if let Some(device) = &event.device {
                notes.push(format!(
                    "Device {}: {}.",
                    device.id.as_deref().unwrap_or("not known"),
                    trust(device.trust)
                ));
            }
            match (&event.content, event.undecryptable) {
                (_, Some(cause)) => Some(format!("[Could not be decrypted: {}]", cause.name())),
                (Some(content), None) => Some(body(&event.event_type, content)),
                (None, None) => Some(format!("[{}]", event.event_type)),
            }
        }
        Kind::LateDecryption(late) => {
            notes.push(format!("The key came later. Device: {}.", trust(late.device.trust)));
            Some(body(&late.event_type, &late.content))
        }
        Kind::Redaction(redaction) => {
            let reason = redaction.reason.as_deref().unwrap_or("none given");
            notes.push(format!("Takes back {}. Reason: {reason}.", redaction.redacts));
            None
        }
        Kind::Decision(decision) => {
            let what = if decision.thread { "thread" } else { "message" };
            notes.push(format!("Marks this {what} as a decision. Reason: {}.", decision.reason));
            Some(decision.what.clone())
        }
        Kind::OwnSend(send) => {
            notes.push(format!("Before it was sent, as transaction {}.", send.transaction));
            Some(body(&send.event_type, &send.content))
        }
        Kind::File(note) => {
            notes.push(match &note.not_fetched {
                Some(cause) => format!("Its file was not fetched: {cause}."),
                None => "Its file was fetched.".to_owned(),
            });
            None
        }
        Kind::Gap(gap) => {
            let end = |event: &Option<String>| event.clone().unwrap_or_else(|| "nothing known".to_owned());
            notes.push(format!(
                "Missing between {} and {}: {}.",
                end(&gap.after),
                end(&gap.before),
                gap.cause
            ));
            None
        }
        Kind::Change(_) => None,
    };
    (said, notes)
}

fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::Verified => "verified",
        Trust::Confirmed => "confirmed by its owner",
        Trust::Unconfirmed => "not confirmed by its owner",
        Trust::Unknown => "not known",
        Trust::Changed => "of somebody whose identity had changed",
    }
}

fn body(event_type: &str, content: &Value) -> String {
    // The second is what polls say in words (MSC3381).
    let body = content.get("body").or_else(|| content.get("org.matrix.msc1767.text"));
    body.and_then(Value::as_str)
        .map_or_else(|| format!("[{event_type}] {content}"), str::to_owned)
}

/// A picture for the page itself, when it is small and of a kind that every browser shows and nobody can hide a script in.
fn picture(path: &Path, size: u64) -> io::Result<Option<String>> {
    if size > PICTURE {
        return Ok(None);
    }
    let bytes = fs::read(path)?;
    let kinds: [(&[u8], &str); 3] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
    ];
    let kind = kinds.iter().find(|(begin, _)| bytes.starts_with(begin));
    Ok(kind.map(|(_, kind)| format!("data:{kind};base64,{}", STANDARD.encode(&bytes))))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            // Turns the text around it about, or is drawn as nothing.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
                escaped += &format!("[U+{:04X}]", c as u32);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}
