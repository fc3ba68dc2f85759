//! Memory that nobody uses goes back to the system.
//!
//! What was freed: glibc keeps what lies between things that stay. After a room with a thousand long messages that is half of
//! all there is. Other allocators give it back by themselves, and take more while nothing happens (3 to 5 MiB of 37; measured).
//!
//! What was called: nine tenths of the program's code are in memory after the start, 31 MiB, for Linux brings sixteen pages where
//! one is wanted. What a program at rest calls is less than half of that. The rest is let go, as a kernel that is short of memory
//! would do: it stays among what was read of files while there is room, and what is called again comes from there.

/// Gives freed memory back at once. Does nothing where the system's allocator does so itself.
pub fn give_back_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    linux::give_back_heap();
}

/// Lets go of the program's own code, but for what is called again. On Linux with glibc; elsewhere it does nothing.
pub fn let_go_of_code() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    linux::let_go_of_code();
}

/// Does both now and then, until the program ends.
pub fn tend_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    linux::tend();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod linux {
    use std::fs;
    use std::path::Path;
    use std::ptr;
    use std::thread;
    use std::time::Duration;

    /// When what the start needed is free.
    const FIRST: Duration = Duration::from_secs(5);
    /// How often one looks from then on.
    const EVERY: Duration = Duration::from_secs(60);
    /// As much more than after the last time is worth the walk through what is free, in KiB.
    const HEAP: u64 = 4 * 1024;
    /// After so many looks code is let go again.
    const CODE: u64 = 10;

    pub fn tend() {
        let tending = thread::Builder::new().name("memory".to_owned()).spawn(|| {
            let (mut heap, mut pause) = (0, FIRST);
            for look in 0_u64.. {
                thread::sleep(std::mem::replace(&mut pause, EVERY));
                if held("RssAnon:").is_some_and(|now| now > heap + HEAP) {
                    give_back_heap();
                    heap = held("RssAnon:").unwrap_or_default();
                }
                if look.is_multiple_of(CODE) {
                    let_go_of_code();
                }
            }
        });
        if let Err(error) = tending {
            tracing::warn!(%error, "memory that nobody uses stays with the program");
        }
    }

    pub fn give_back_heap() {
        // SAFETY: it takes a number and no pointer, locks what it looks at, and may be called at any time, by any thread
        // (malloc_trim(3), MT-Safe).
        #[expect(
            unsafe_code,
            reason = "glibc has no other door to memory that it keeps, and no crate has a safe one"
        )]
        let _given = unsafe { libc::malloc_trim(0) };
    }

    pub fn let_go_of_code() {
        for (start, length) in code().unwrap_or_default() {
            // SAFETY: these pages can't be written, so they are what the file has, and whatever is called next is read from
            // there again (madvise(2)). Nothing in Rust points at them but functions.
            #[expect(unsafe_code, reason = "the kernel has no other door, and no crate has a safe one")]
            let _done = unsafe { libc::madvise(ptr::without_provenance_mut(start), length, libc::MADV_DONTNEED) };
        }
    }

    /// Where the program's own code lies, and how long it is: what can be read and run, and not written (proc_pid_maps(5)).
    fn code() -> Option<Vec<(usize, usize)>> {
        let program = fs::read_link("/proc/self/exe").ok()?;
        let maps = fs::read_to_string("/proc/self/maps").ok()?;
        Some(maps.lines().filter_map(|line| part(line, &program)).collect())
    }

    fn part(line: &str, program: &Path) -> Option<(usize, usize)> {
        let (range, rest) = line.split_once(" r-xp ")?;
        // The offset, the device, the inode; then the path, after as many spaces as it likes.
        let path = rest.splitn(4, ' ').nth(3)?.trim_start();
        let (start, end) = range.split_once('-')?;
        let start = usize::from_str_radix(start, 16).ok()?;
        let length = usize::from_str_radix(end, 16).ok()?.checked_sub(start)?;
        (Path::new(path) == program).then_some((start, length))
    }

    /// How much of this kind the program holds, in KiB (proc_pid_status(5)).
    fn held(kind: &str) -> Option<u64> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(kind))?;
        line.split_whitespace().next()?.parse().ok()
    }
}
