//! Ogg pages around packets of Opus, as they are written (RFC 3533, RFC 7845).

/// The only stream in the file.
const STREAM: u32 = 1;
/// The most parts of packets on a page.
const PARTS: usize = 255;
/// So many samples at most on a page: a second, so that a listener can go to each.
const SAMPLES: u64 = 48_000;

/// A file on its way.
pub struct Writer {
    file: Vec<u8>,
    pages: u32,
    lacing: Vec<u8>,
    content: Vec<u8>,
    since: u64,
}

impl Writer {
    /// A file of one voice, of which so many samples at its beginning are not to be heard.
    pub fn voice(skip: u16) -> Self {
        let mut writer = Self {
            file: Vec::new(),
            pages: 0,
            lacing: Vec::new(),
            content: Vec::new(),
            since: 0,
        };
        let mut head = b"OpusHead\x01\x01".to_vec();
        head.extend(skip.to_le_bytes());
        head.extend(48_000_u32.to_le_bytes());
        // As loud as it is, and one channel.
        head.extend([0, 0, 0]);
        writer.add(&head);
        writer.page(0, false);
        // Who wrote it is nobody's business, but the field has to be there.
        writer.add(b"OpusTags\0\0\0\0\0\0\0\0");
        writer.page(0, false);
        writer
    }

    /// One more packet, after which so many samples have been heard.
    pub fn packet(&mut self, packet: &[u8], samples: u64, last: bool) {
        self.add(packet);
        let full = self.lacing.len() + 8 > PARTS || samples.saturating_sub(self.since) >= SAMPLES;
        if full || last {
            self.since = samples;
            self.page(samples, last);
        }
    }

    /// How large it is by now.
    pub fn len(&self) -> usize {
        self.file.len() + self.content.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        self.file
    }

    fn add(&mut self, packet: &[u8]) {
        self.content.extend_from_slice(packet);
        self.lacing.extend(std::iter::repeat_n(255, packet.len() / 255));
        self.lacing.push((packet.len() % 255) as u8);
    }

    fn page(&mut self, samples: u64, last: bool) {
        let begins = if self.pages == 0 { 2 } else { 0 };
        let ends = if last { 4 } else { 0 };
        let mut page = b"OggS\0".to_vec();
        page.push(begins | ends);
        page.extend(samples.to_le_bytes());
        page.extend(STREAM.to_le_bytes());
        page.extend(self.pages.to_le_bytes());
        page.extend([0; 4]);
        page.push(self.lacing.len() as u8);
        page.append(&mut self.lacing);
        page.append(&mut self.content);
        let sum = sum(&page).to_le_bytes();
        page[22..26].copy_from_slice(&sum);
        self.file.append(&mut page);
        self.pages += 1;
    }
}

/// The checksum of a page (RFC 3533, section 6).
fn sum(page: &[u8]) -> u32 {
    page.iter().fold(0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| match sum >> 31 {
            1 => sum << 1 ^ 0x04c1_1db7,
            _ => sum << 1,
        })
    })
}
