//! What the program asks of the system for itself.

/// Closes the process to others before it holds a secret: no core dumps, files for the owner only and, in optimised
/// builds, no reading of its memory by the person's other programs. What a system does not offer is left out.
///
/// Nor does it take memory in pages of 2 MiB, which some systems give unasked: each thread would half fill some.
pub fn harden() {
    #[cfg(unix)]
    {
        use rustix::fs::Mode;
        use rustix::process::{Resource, Rlimit, setrlimit, umask};
        // SQLite makes its files by the umask.
        umask(Mode::RWXG | Mode::RWXO);
        if let Err(errno) = setrlimit(
            Resource::Core,
            Rlimit {
                current: Some(0),
                maximum: Some(0),
            },
        ) {
            tracing::warn!(%errno, "core dumps stay possible");
        }
    }
    #[cfg(target_os = "linux")]
    if let Err(errno) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::warn!(%errno, "memory comes in huge pages");
    }
    // Not in debug builds: a developer's debugger attaches by the same door.
    #[cfg(all(target_os = "linux", not(debug_assertions)))]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        if let Err(errno) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
            tracing::warn!(%errno, "memory stays readable for the person's other programs");
        }
    }
}
