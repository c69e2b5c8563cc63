//! Ctrl-C, and being told to end: no half-written file stays behind.

use crate::progress::say;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What shells report for a program that was ended by Ctrl-C.
const STATUS: i32 = 130;

/// Output that is not complete yet.
struct Unfinished {
    /// A folder that is of no use.
    remove: Option<PathBuf>,
    message: &'static str,
}

static UNFINISHED: Mutex<Option<Unfinished>> = Mutex::new(None);

fn unfinished() -> MutexGuard<'static, Option<Unfinished>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes this folder when the program is interrupted.
pub fn remove_on_interrupt(folder: &Path) {
    on(Unfinished { remove: Some(folder.to_path_buf()), message: "interrupted; nothing was written" });
}

/// Says this when the program is interrupted.
pub fn say_on_interrupt(message: &'static str) {
    on(Unfinished { remove: None, message });
}

fn on(interrupted: Unfinished) {
    *unfinished() = Some(interrupted);
    // Without a handler it stays, hidden and under a name of its own: no reason not to work.
    let _ = ctrlc::set_handler(|| {
        if let Some(Unfinished { remove, message }) = unfinished().take() {
            if let Some(folder) = remove {
                let _ = fs::remove_dir_all(folder);
            }
            say(message);
        }
        process::exit(STATUS);
    });
}

/// The last steps, which put the output at its place: an interruption waits until all are done.
pub fn finish<T>(steps: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let done = steps();
    *unfinished = None;
    done
}
