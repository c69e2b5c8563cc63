//! Files that are known by their first bytes and cannot be read as text.

/// Why these bytes are no text, and what to do; `None` when nothing speaks against them.
pub fn reason(start: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 9] = [
        (b"%PDF", "is a PDF; turn it into text first with `pdftotext -layout FILE.pdf`"),
        (b"\xD0\xCF\x11\xE0", "is an old or encrypted Office file; save it as .docx or .csv without a password"),
        (
            b"PK\x03\x04",
            "is a zip archive; unpack it, save a workbook as .csv, or give a Word document the ending .docx",
        ),
        (b"PAR1", "is Parquet; read it with --input parquet"),
        (b"\x1F\x8B", "is compressed; unpack it first with gunzip"),
        (b"{\\rtf", "is RTF; save it as .docx or as plain text"),
        (b"\x89PNG", PICTURE),
        (b"\xFF\xD8\xFF", PICTURE),
        (b"GIF8", PICTURE),
    ];
    const PICTURE: &str = "is a picture; turn it into text first, such as with `tesseract FILE OUT -l chi_sim`";
    KNOWN.iter().find(|(magic, _)| start.starts_with(magic)).map(|(_, reason)| *reason)
}
