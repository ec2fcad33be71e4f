//! The index read back, as the browser does it: what the tests hold against what went in.

use std::collections::BTreeMap;

use super::postings::WEIGHTS;
use super::shards::checksum;

type Files = BTreeMap<String, Vec<u8>>;

/// A word's stem, forms and place.
pub(super) struct Group {
    pub(super) stem: String,
    pub(super) forms: Vec<String>,
    shard: usize,
    place: usize,
}

/// Page, section, times in the body (as kept), whether in a heading.
pub(super) type Posting = (u32, u32, u8, bool);

/// The payload of a file, once its first line is found to be right.
pub(super) fn payload<'a>(files: &'a Files, name: &str) -> &'a [u8] {
    let (line, payload) = files[name].split_at(13);
    assert_eq!(line, format!("hb3 {:08x}\n", checksum(payload)).as_bytes(), "{name}");
    payload
}

pub(super) fn manifest(files: &Files) -> serde_json::Value {
    serde_json::from_slice(payload(files, "index.txt")).unwrap()
}

/// All groups of all lexicon shards.
pub(super) fn lexicon(files: &Files) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut shard = 0;
    let texts = (0..).map_while(|number| files.contains_key(&format!("lexicon-{number}.txt")).then_some(number));
    for number in texts {
        let text = std::str::from_utf8(payload(files, &format!("lexicon-{number}.txt"))).unwrap();
        let (mut stem, mut place) = (String::new(), 0);
        for line in text.lines() {
            match line.as_bytes() {
                b"/" => (shard, place) = (shard + 1, 0),
                [b'!', ..] => {}
                [shared, _, ..] => {
                    let (rest, forms) =
                        line[2..].split_once(':').map_or((&line[2..], None), |(rest, forms)| (rest, Some(forms)));
                    stem = utf16_prefix(&stem, usize::from(shared - b'0')) + rest;
                    let forms = forms.map_or(vec![stem.clone()], |forms| {
                        forms.split(',').map(|ending| form(&stem, ending)).collect()
                    });
                    groups.push(Group { stem: stem.clone(), forms, shard: shard - 1, place });
                    place += 1;
                }
                _ => panic!("a line of the lexicon: {line:?}"),
            }
        }
    }
    groups
}

fn utf16_prefix(text: &str, units: usize) -> String {
    String::from_utf16(&text.encode_utf16().take(units).collect::<Vec<_>>()).unwrap()
}

fn form(stem: &str, ending: &str) -> String {
    match ending.as_bytes().first() {
        Some(drop @ b'A'..=b'Z') => {
            utf16_prefix(stem, stem.encode_utf16().count() - usize::from(drop - b'@')) + &ending[1..]
        }
        _ => format!("{stem}{ending}"),
    }
}

/// Of each page, its number of sections.
pub(super) fn sections(files: &Files) -> Vec<u32> {
    let manifest = manifest(files);
    let kinds = manifest["kinds"].as_array().unwrap().len() as u32;
    let mut bits = BitReader::new(payload(files, "pages-0.txt"));
    (0..manifest["pages"].as_u64().unwrap())
        .map(|_| {
            let sections = bits.gamma();
            bits.gamma();
            bits.below(kinds);
            if bits.bits(1) == 1 {
                bits.gamma();
            }
            bits.bits(4 * sections);
            sections
        })
        .collect()
}

/// Where `form` of `group` stands.
pub(super) fn postings(files: &Files, group: &Group, form: &str) -> Vec<Posting> {
    let sections = sections(files);
    let payload = payload(files, &format!("postings-{}.txt", group.shard));
    let mut bits = BitReader::new(payload);
    let sizes: Vec<usize> = (0..bits.gamma()).map(|_| bits.gamma() as usize).collect();
    let start = bits.bytes() + sizes[..group.place].iter().sum::<usize>();
    let mut bits = BitReader::new(&payload[start..start + sizes[group.place]]);
    let mut found = Vec::new();
    for own in &group.forms {
        let count = bits.gamma();
        for page in bits.ascending(count, 0, sections.len() as u32) {
            let count = bits.gamma() + 1;
            for section in bits.ascending(count, 0, sections[page as usize] + 1) {
                let weight =
                    if section == 0 { (0, bits.bits(3) & 1 == 1, false) } else { WEIGHTS[bits.gamma() as usize] };
                if own == form {
                    found.push((page, section, weight.0, weight.1));
                }
            }
        }
    }
    found
}

struct BitReader<'a> {
    bytes: &'a [u8],
    next: usize,
}

impl<'a> BitReader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, next: 0 }
    }

    /// Bytes begun so far.
    fn bytes(&self) -> usize {
        self.next.div_ceil(8)
    }

    /// Of more than 32 bits, the lowest.
    fn bits(&mut self, width: u32) -> u32 {
        (0..width).fold(0, |value, place| {
            let bit = u32::from(self.bytes[self.next / 8]) >> (self.next % 8) & 1;
            self.next += 1;
            value | bit.checked_shl(place).unwrap_or(0)
        })
    }

    fn below(&mut self, bound: u32) -> u32 {
        let width = bound.ilog2();
        let short = (2 << width) - bound;
        let value = self.bits(width);
        if value < short { value } else { 2 * value + self.bits(1) - short }
    }

    fn gamma(&mut self) -> u32 {
        let mut width = 0;
        while self.bits(1) == 0 {
            width += 1;
        }
        (1 << width) + self.bits(width) - 1
    }

    fn ascending(&mut self, count: u32, low: u32, high: u32) -> Vec<u32> {
        if count == 0 {
            return Vec::new();
        }
        let half = count / 2;
        let middle = low + half + self.below(high - low - count + 1);
        let mut list = self.ascending(half, low, middle);
        list.push(middle);
        list.extend(self.ascending(count - half - 1, middle + 1, high));
        list
    }
}
