//! Ctrl-C, and being told to end: no half-written file stays behind.

use crate::progress::say;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};

/// What shells report for a program that was ended by Ctrl-C.
const STATUS: i32 = 130;

static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Removes this file when the program is interrupted.
pub fn remove_on_interrupt(path: &Path) {
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.to_path_buf());
    on_interrupt("interrupted; nothing was written");
}

/// Says this when the program is interrupted.
pub fn on_interrupt(message: &'static str) {
    // Without a handler the file stays, hidden and under a name of its own: no reason not to work.
    let _ = ctrlc::set_handler(move || {
        if let Some(path) = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = fs::remove_file(path);
        }
        say(message);
        process::exit(STATUS);
    });
}
