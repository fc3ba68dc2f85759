//! Speech, faster and no higher: pieces of it are laid over each other where they are most alike (WSOLA).

/// How long a piece is, and how far from its place a better one is looked for, in parts of a second.
const PIECE: u32 = 40;
const NEAR: u32 = 150;
/// Of so many samples one is compared.
const LOOK: usize = 4;

/// What was put in, on its way to what comes out.
pub struct Stretch {
    speed: f64,
    channels: usize,
    /// Frames of half a piece.
    half: usize,
    near: usize,
    heard: Vec<f32>,
    /// Where the next piece is to be taken from, in frames.
    next: f64,
    /// What would follow the piece that was taken last.
    follows: Vec<f32>,
}

impl Stretch {
    /// At this speed.
    pub fn new(speed: f32, rate: u32, channels: u16) -> Self {
        Self {
            speed: f64::from(speed),
            channels: usize::from(channels),
            half: (rate / PIECE / 2) as usize,
            near: (rate / NEAR) as usize,
            heard: Vec::new(),
            next: 0.0,
            follows: Vec::new(),
        }
    }

    /// Takes samples in, and gives those that are ready.
    pub fn play(&mut self, samples: &[f32]) -> Vec<f32> {
        self.heard.extend_from_slice(samples);
        let mut played = Vec::new();
        // A piece, wherever it may be taken from.
        while (self.next as usize + self.near + 2 * self.half) * self.channels <= self.heard.len() {
            let at = self.best(self.next as usize);
            let piece = &self.heard[at * self.channels..(at + 2 * self.half) * self.channels];
            let (first, second) = piece.split_at(self.half * self.channels);
            if self.follows.is_empty() {
                played.extend_from_slice(first);
            } else {
                let all = first.len() as f32;
                let faded = first.iter().zip(&self.follows).enumerate().map(|(index, (new, old))| {
                    let part = index as f32 / all;
                    new * part + old * (1.0 - part)
                });
                played.extend(faded);
            }
            self.follows = second.to_vec();
            self.next += self.half as f64 * self.speed;
        }
        let gone = (self.next as usize).saturating_sub(self.near);
        let gone = gone.min(self.heard.len() / self.channels);
        self.heard.drain(..gone * self.channels);
        self.next -= gone as f64;
        played
    }

    /// What is left at the end.
    pub fn rest(self) -> Vec<f32> {
        self.follows
    }

    /// Where near this frame what follows is most like what would have followed.
    fn best(&self, at: usize) -> usize {
        if self.follows.is_empty() {
            return at;
        }
        let (from, to) = (at.saturating_sub(self.near), at + self.near);
        let alike = |start: usize| -> f32 {
            let there = self.heard[start * self.channels..].iter();
            let pairs = there.zip(&self.follows).step_by(LOOK * self.channels);
            let (product, size) = pairs.fold((0.0, 1e-6), |(product, size), (new, old)| {
                (product + new * old, size + new * new)
            });
            product / size.sqrt()
        };
        let step = LOOK;
        let coarse = (from..=to).step_by(step).map(|start| (start, alike(start)));
        let best = coarse.max_by(|one, other| one.1.total_cmp(&other.1));
        best.map_or(at, |(start, _)| start)
    }
}
