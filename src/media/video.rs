//! Films with sound: how large and how long they are, by what stands at their beginning, and the file without what it says
//! of where and with what it was taken. Nothing here decodes them.

mod boxes;
mod elements;
mod mp4;
mod samples;
mod webm;

use std::time::Duration;

use crate::Unclean;

/// What there is to know of a film.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Pixels across and down, the way it is to be seen.
    pub sides: Option<(u32, u32)>,
    /// How long it is.
    pub length: Option<Duration>,
}

/// The kinds of files that are known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// MPEG-4, QuickTime and their like (ISO/IEC 14496-12).
    Mp4,
    /// Matroska and WebM (RFC 9559).
    WebM,
}

/// What kind of file this is; none where it is another.
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    if webm::ending(bytes).is_some() {
        return Some(Kind::WebM);
    }
    // Their beginning says whose they are, and there are dozens of those.
    let known = infer::get(bytes).map(|kind| kind.mime_type());
    let known = matches!(
        known,
        Some("video/mp4" | "video/quicktime" | "video/x-m4v" | "audio/m4a")
    );
    known.then_some(Kind::Mp4)
}

/// How a film of this kind is to be called on a disk, so that what opens it knows it; none where the bytes are no film.
pub fn ending(bytes: &[u8]) -> Option<&'static str> {
    if let Some(ending) = webm::ending(bytes) {
        return Some(ending);
    }
    let kind = infer::get(bytes).filter(|kind| matches!(kind.matcher_type(), infer::MatcherType::Video))?;
    Some(kind.extension())
}

/// How large and how long it is, as far as its file says so in a way that is known here.
pub fn facts(bytes: &[u8]) -> Facts {
    match kind(bytes) {
        Some(Kind::Mp4) => mp4::facts(bytes),
        Some(Kind::WebM) => webm::facts(bytes),
        None => Facts::default(),
    }
}

/// Takes out what it says beside pictures and sound. False where that isn't known how, and nothing was changed.
pub fn clean(bytes: &mut [u8]) -> Result<bool, Unclean> {
    match kind(bytes) {
        Some(Kind::Mp4) => mp4::clean(bytes).map(|()| true),
        Some(Kind::WebM) => webm::clean(bytes).map(|()| true),
        None => Ok(false),
    }
}
