//! From as many samples a second as there are to as many as a device wants.

/// Frames of one or two channels, asked for one by one, at another rate than they come in.
pub struct Line {
    /// How far one frame of the device goes in those that come in.
    step: f64,
    at: f64,
    before: [f32; 2],
    after: [f32; 2],
}

impl Line {
    /// From this rate to that one.
    pub fn new(from: u32, to: u32) -> Self {
        Self {
            step: f64::from(from) / f64::from(to.max(1)),
            // The first frame has to be taken before any is given.
            at: 1.0,
            before: [0.0; 2],
            after: [0.0; 2],
        }
    }

    /// The next frame; none where none came in, and it is to be asked for again. `come` gives the next that comes in.
    pub fn next(&mut self, mut come: impl FnMut() -> Option<[f32; 2]>) -> Option<[f32; 2]> {
        while self.at >= 1.0 {
            let next = come()?;
            (self.before, self.after) = (self.after, next);
            self.at -= 1.0;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a part of one")]
        let part = self.at as f32;
        self.at += self.step;
        let between = |side: usize| self.before[side] + (self.after[side] - self.before[side]) * part;
        Some([between(0), between(1)])
    }
}
