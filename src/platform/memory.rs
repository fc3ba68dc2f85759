//! Memory that is freed goes back to the system.
//!
//! glibc keeps what was freed between things that stay: after a room with a thousand long messages that is half of all there is.
//! Other allocators give it back by themselves, and take more while nothing happens (3 to 5 MiB of 37; measured).

/// Gives freed memory back at once. Does nothing where the system's allocator does so itself.
pub fn give_back_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    glibc::give_back();
}

/// The same now and then, where there is much of it, until the program ends.
pub fn tend_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    glibc::tend();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod glibc {
    use std::fs;
    use std::thread;
    use std::time::Duration;

    /// When what the start needed is free.
    const FIRST: Duration = Duration::from_secs(5);
    /// How often one looks from then on.
    const EVERY: Duration = Duration::from_secs(60);
    /// As much more than after the last time is worth the walk through what is free, in KiB.
    const GROWN: u64 = 4 * 1024;

    pub fn tend() {
        let tending = thread::Builder::new().name("memory".to_owned()).spawn(|| {
            let (mut after, mut pause) = (0, FIRST);
            loop {
                thread::sleep(std::mem::replace(&mut pause, EVERY));
                if own().is_some_and(|now| now > after + GROWN) {
                    give_back();
                    after = own().unwrap_or_default();
                }
            }
        });
        if let Err(error) = tending {
            tracing::warn!(%error, "freed memory stays with the program");
        }
    }

    pub fn give_back() {
        // SAFETY: it takes a number and no pointer, locks what it looks at, and may be called at any time, by any thread
        // (malloc_trim(3), MT-Safe).
        #[expect(
            unsafe_code,
            reason = "glibc has no other door to memory that it keeps, and no crate has a safe one"
        )]
        let _given = unsafe { libc::malloc_trim(0) };
    }

    /// What the program has for itself, in KiB (proc_pid_status(5)).
    fn own() -> Option<u64> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
        line.split_whitespace().next()?.parse().ok()
    }
}
