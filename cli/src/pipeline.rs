//! Work on several threads whose results come back in the order of the input, with few of them in memory at a time.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

/// A chunk is full at this many items, or this many bytes.
const ITEMS: usize = 32;
const BYTES: u64 = 256 << 10;

/// Takes items on one thread, works on them on `jobs` others, and gives the results, a chunk at a time, to `each` on this
/// one, until there are no more or `each` fails. A single job needs no threads and reads nothing ahead.
///
/// Chunks go round the workers and come back in the same round: that keeps the order, and a worker that is ahead waits.
pub fn run<I: Send, O: Send, S: Iterator<Item = I>>(
    items: impl FnOnce() -> S + Send,
    bytes: impl Fn(&I) -> u64 + Send,
    jobs: usize,
    work: impl Fn(I) -> O + Sync,
    mut each: impl FnMut(Vec<O>) -> io::Result<()>,
) -> io::Result<()> {
    if jobs == 1 {
        return items().try_for_each(|item| each(vec![work(item)]));
    }
    thread::scope(|scope| {
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for _ in 0..jobs {
            let (give, take) = sync_channel::<Vec<I>>(1);
            let (hand, receive) = sync_channel::<Vec<O>>(1);
            let work = &work;
            scope.spawn(move || {
                for chunk in take {
                    // Nobody receives after a failure.
                    if hand.send(chunk.into_iter().map(work).collect()).is_err() {
                        break;
                    }
                }
            });
            to.push(give);
            from.push(receive);
        }
        scope.spawn(move || {
            let mut items = items();
            for worker in to.iter().cycle() {
                let chunk = next_chunk(&mut items, &bytes);
                if chunk.is_empty() || worker.send(chunk).is_err() {
                    break;
                }
            }
        });
        for worker in from.iter().cycle() {
            let Ok(done) = worker.recv() else { break };
            each(done)?;
        }
        Ok(())
    })
}

fn next_chunk<I>(items: &mut impl Iterator<Item = I>, bytes: impl Fn(&I) -> u64) -> Vec<I> {
    let mut chunk = Vec::new();
    let mut size = 0;
    while chunk.len() < ITEMS && size < BYTES {
        let Some(item) = items.next() else { break };
        size += bytes(&item);
        chunk.push(item);
    }
    chunk
}
