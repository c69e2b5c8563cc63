//! Bytes to text. Undecodable bytes are read as U+FFFD and counted, so that the count can be reported.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, BIG5, GB18030, GBK, REPLACEMENT, UTF_16BE, UTF_16LE, UTF_8};
use std::io::{self, Read};

const BUFFER: usize = 64 << 10;
/// A text with at most one undecodable byte per this many characters beyond ASCII still counts as UTF-8.
const NEARLY: usize = 50;

/// The encoding that `--encoding` names.
pub fn named(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes()).filter(|e| *e != REPLACEMENT).ok_or_else(|| {
        "no such encoding; known are utf-8, gb18030, gbk, big5, utf-16le, utf-16be and others".to_string()
    })
}

/// The encoding of bytes that begin with `sample`: the one that is declared if it fits, else UTF-8 if it fits, else the
/// one that the bytes look like. `complete` tells whether nothing follows the sample.
pub fn choose(sample: &[u8], declared: Option<&'static Encoding>, complete: bool) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return encoding;
    }
    let try_out = |encoding| {
        let mut reader = Decoded::new(sample, encoding);
        reader.complete = complete;
        let mut text = String::new();
        let _ = reader.read_to_string(&mut text); // a slice of bytes gives no error, and the decoder gives UTF-8
        (reader.lost, text)
    };
    // A page that declares UTF-16 and can be searched for that declaration is not UTF-16.
    let declared = declared.filter(|e| e.is_ascii_compatible() && *e != REPLACEMENT);
    if let Some(encoding) = declared.filter(|e| try_out(e).0 == 0) {
        return encoding;
    }
    let (lost, text) = try_out(UTF_8);
    if lost * NEARLY <= text.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER).count() {
        return UTF_8;
    }
    if let Some(encoding) = [UTF_16LE, UTF_16BE].into_iter().find(|e| looks_chinese(&try_out(e).1)) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, complete);
    // A hint of the country would turn Big5 into GBK. Western guesses are of no use: they fit any bytes.
    let guess = detector.guess(None, Utf8Detection::Deny);
    let guess = [GBK, GB18030, BIG5].contains(&guess).then_some(guess);
    let rest = [declared, guess, Some(UTF_8), Some(GB18030), Some(BIG5)];
    rest.into_iter().flatten().min_by_key(|e| try_out(e).0).unwrap_or(UTF_8)
}

/// Whether nearly all characters are such as a Chinese text has. Text of another encoding, read as UTF-16, has few.
fn looks_chinese(text: &str) -> bool {
    let usual = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    text.chars().filter(usual).count() * 10 >= text.chars().count() * 9
}

/// A reader of UTF-8, over bytes of another encoding.
pub struct Decoded<R> {
    raw: R,
    encoding: &'static Encoding,
    decoder: Decoder,
    input: Vec<u8>,
    at: usize,
    output: Vec<u8>,
    given: usize,
    /// Whether `raw` is at its end, and whether the decoder is.
    ended: bool,
    done: bool,
    /// Whether the end of `raw` is the end of the text.
    complete: bool,
    /// Bytes of `raw` that were decoded.
    pub consumed: u64,
    /// Bytes that could not be decoded, and where the first one stands.
    lost: usize,
    first_lost: u64,
}

impl<R: Read> Decoded<R> {
    /// A byte order mark of that encoding is left out.
    pub fn new(raw: R, encoding: &'static Encoding) -> Self {
        Self {
            raw,
            encoding,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: Vec::new(),
            at: 0,
            output: Vec::new(),
            given: 0,
            ended: false,
            done: false,
            complete: true,
            consumed: 0,
            lost: 0,
            first_lost: 0,
        }
    }

    /// What to tell of bytes that were lost so far.
    pub fn complaint(&self) -> Option<String> {
        let name = self.encoding.name();
        let first = self.first_lost;
        let (what, were) = match self.lost {
            0 => return None,
            1 => ("1 byte is".to_string(), "was"),
            n => (format!("{n} bytes are"), "were"),
        };
        Some(format!(
            "{what} not {name} (the first at {first}, counted from 0) and {were} read as U+FFFD; name another encoding \
             with --encoding, or repair the file"
        ))
    }

    /// Decodes until there is some output, or nothing more to come.
    fn fill(&mut self) -> io::Result<()> {
        self.given = 0;
        self.output.clear();
        while self.output.is_empty() && !self.done {
            if self.at == self.input.len() && !self.ended {
                self.input.resize(BUFFER, 0);
                let read = self.raw.read(&mut self.input)?;
                self.input.truncate(read);
                self.at = 0;
                self.ended = read == 0;
            }
            self.output.resize(BUFFER, 0);
            let last = self.ended && self.complete;
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(&self.input[self.at..], &mut self.output, last);
            self.at += read;
            self.consumed += read as u64;
            self.output.truncate(written);
            match result {
                DecoderResult::InputEmpty => self.done = self.ended,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => {
                    if self.lost == 0 {
                        self.first_lost = self.consumed - u64::from(length) - u64::from(after);
                    }
                    self.lost += usize::from(length);
                    self.output.extend_from_slice("\u{FFFD}".as_bytes());
                }
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.output.len() {
            self.fill()?;
        }
        let count = into.len().min(self.output.len() - self.given);
        into[..count].copy_from_slice(&self.output[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
