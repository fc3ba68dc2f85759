//! Linux: the selections of X11 (ICCCM, section 2), by hand: they hand a picture over as the file that it is, and its pixels
//! are decoded where that is done within limits. Under Wayland, XWayland passes on what is copied.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt, CreateWindowAux, EventMask, Property, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::{COPY_FROM_PARENT, CURRENT_TIME, NONE};

use super::{PICTURE_BYTES, Pasted};
use crate::file_uri;

/// How long another program may take to hand over what was copied there.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest list of files, in bytes.
const LIST_BYTES: usize = 1024 * 1024;
/// The longest list of forms that something is offered in.
const FORMS_BYTES: usize = 16 * 1024;

/// The forms of files, text and pictures.
const FILES: &str = "text/uri-list";
const TEXT: [&str; 4] = ["UTF8_STRING", "STRING", "text/plain", "text/plain;charset=utf-8"];
const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/gif"];

pub(super) fn pasted() -> Option<Pasted> {
    let pasted = Board::open().and_then(|board| board.pasted());
    pasted.unwrap_or_else(|error| {
        tracing::debug!(error, "nothing pasted");
        None
    })
}

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A connection to ask with.
struct Board {
    display: RustConnection,
    window: Window,
    until: Instant,
}

impl Board {
    fn open() -> Result<Self> {
        let (display, screen) = RustConnection::connect(None)?;
        let window = display.generate_id()?;
        let root = display.setup().roots.get(screen).ok_or("no screen")?.root;
        let looks = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        let (depth, visual) = (0, COPY_FROM_PARENT);
        display.create_window(
            depth,
            window,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            visual,
            &looks,
        )?;
        Ok(Self {
            display,
            window,
            until: Instant::now() + PATIENCE,
        })
    }

    fn pasted(&self) -> Result<Option<Pasted>> {
        let offered = self.read("TARGETS", FORMS_BYTES)?;
        let offered: Vec<Atom> = offered
            .chunks_exact(4)
            .filter_map(|form| Some(Atom::from_ne_bytes(form.try_into().ok()?)))
            .collect();
        let offers = |form: &str| self.atom(form).map(|form| offered.contains(&form));
        if offers(FILES)? {
            let files = files(&self.read(FILES, LIST_BYTES)?);
            if !files.is_empty() {
                return Ok(Some(Pasted::Files(files)));
            }
        }
        // A sheet or a page offers a picture of itself too.
        for form in TEXT {
            if offers(form)? {
                return Ok(None);
            }
        }
        for form in PICTURES {
            if offers(form)? {
                return Ok(Some(Pasted::Picture(self.read(form, PICTURE_BYTES)?)));
            }
        }
        Ok(None)
    }

    fn atom(&self, name: &str) -> Result<Atom> {
        Ok(self.display.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }

    /// What was copied, in this form. Nothing where nobody has it.
    fn read(&self, form: &str, most: usize) -> Result<Vec<u8>> {
        let (selection, form) = (self.atom("CLIPBOARD")?, self.atom(form)?);
        let (place, bit_by_bit) = (self.atom("DESPATCH_PASTED")?, self.atom("INCR")?);
        self.display.delete_property(self.window, place)?;
        self.display
            .convert_selection(self.window, selection, form, place, CURRENT_TIME)?;
        loop {
            match self.event()? {
                Event::SelectionNotify(given) if given.requestor == self.window && given.target == form => {
                    if given.property == NONE {
                        return Ok(Vec::new());
                    }
                    break;
                }
                _ => {}
            }
        }
        let (kind, bytes) = self.take(place, most)?;
        match kind == bit_by_bit {
            true => self.gather(place, most),
            false => Ok(bytes),
        }
    }

    /// Bit by bit (ICCCM, 2.7.2). How much there will be is not believed, but counted.
    fn gather(&self, place: Atom, most: usize) -> Result<Vec<u8>> {
        let mut whole = Vec::new();
        loop {
            match self.event()? {
                Event::PropertyNotify(change)
                    if change.window == self.window && change.atom == place && change.state == Property::NEW_VALUE =>
                {
                    let (_, bytes) = self.take(place, most - whole.len())?;
                    if bytes.is_empty() {
                        return Ok(whole);
                    }
                    whole.extend(bytes);
                }
                _ => {}
            }
        }
    }

    /// What was put there and of which kind, and puts it away.
    fn take(&self, place: Atom, most: usize) -> Result<(Atom, Vec<u8>)> {
        let (any, words) = (AtomEnum::ANY, u32::try_from(most / 4 + 1)?);
        let given = self
            .display
            .get_property(true, self.window, place, any, 0, words)?
            .reply()?;
        if given.bytes_after > 0 || given.value.len() > most {
            return Err("more was copied than is taken over".into());
        }
        Ok((given.type_, given.value))
    }

    fn event(&self) -> Result<Event> {
        loop {
            self.display.flush()?;
            if let Some(event) = self.display.poll_for_event()? {
                return Ok(event);
            }
            let left = self.until.saturating_duration_since(Instant::now());
            let left = Timespec::try_from(left)?;
            let mut heard = [PollFd::new(self.display.stream(), PollFlags::IN)];
            if poll(&mut heard, Some(&left))? == 0 {
                return Err("nobody hands over what was copied".into());
            }
        }
    }
}

/// The files of a list (RFC 2483, section 5).
fn files(list: &[u8]) -> Vec<PathBuf> {
    let list = String::from_utf8_lossy(list);
    list.lines()
        .filter_map(|line| file_uri::path(line.trim_end_matches(['\r', '\0'])))
        .collect()
}
