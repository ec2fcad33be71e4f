//! Files -> a zip archive, stored without compression or dates: the same files give the same bytes.
//! <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>

/// Version 2.0 of the format; names are UTF-8; stored; midnight of 1 January 1980, the earliest that can be written.
const HEADER: [u8; 10] = [20, 0, 0, 8, 0, 0, 0, 0, 33, 0];

pub(super) fn zip(files: &[(String, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let offset = number(archive.len());
        let facts = facts(name, text.as_bytes());
        archive.extend([b"PK\x03\x04".as_slice(), &HEADER, &facts, &[0; 2], name.as_bytes(), text.as_bytes()].concat());
        let entry = [b"PK\x01\x02".as_slice(), &[20, 0], &HEADER, &facts, &[0; 12], &offset, name.as_bytes()];
        directory.extend(entry.concat());
    }
    let count = &number(files.len())[..2];
    let (length, start) = (number(directory.len()), number(archive.len()));
    archive.extend(directory);
    archive.extend([b"PK\x05\x06".as_slice(), &[0; 4], count, count, &length, &start, &[0; 2]].concat());
    archive
}

/// Checksum, length as stored and in full, length of the name.
fn facts(name: &str, bytes: &[u8]) -> Vec<u8> {
    let length = number(bytes.len());
    [checksum(bytes).to_le_bytes().as_slice(), &length, &length, &number(name.len())[..2]].concat()
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes()
}

/// CRC-32.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
    }
}
