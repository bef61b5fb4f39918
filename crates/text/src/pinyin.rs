//! Syllables of a name without tones.

use pinyin::ToPinyin;

use crate::normal::is_han;

/// Characters with more than one reading in names of people, places and companies; the most
/// usual reading stands first. Readings that names never use are left out on purpose.
const READINGS: [(char, &[&str]); 50] = [
    ('长', &["chang", "zhang"]),
    ('重', &["zhong", "chong"]),
    ('都', &["du", "dou"]),
    ('厦', &["xia", "sha"]),
    ('行', &["hang", "xing"]),
    ('乐', &["le", "yue"]),
    ('单', &["dan", "shan"]),
    ('解', &["jie", "xie"]),
    ('曾', &["zeng", "ceng"]),
    ('朝', &["chao", "zhao"]),
    ('朴', &["pu", "piao"]),
    ('盛', &["sheng", "cheng"]),
    ('传', &["chuan", "zhuan"]),
    ('藏', &["zang", "cang"]),
    ('调', &["tiao", "diao"]),
    ('仇', &["qiu", "chou"]),
    ('查', &["zha", "cha"]),
    ('区', &["qu", "ou"]),
    ('种', &["zhong", "chong"]),
    ('蔚', &["wei", "yu"]),
    ('尉', &["wei", "yu"]),
    ('会', &["hui", "kuai"]),
    ('薄', &["bo", "bao"]),
    ('翟', &["zhai", "di"]),
    ('员', &["yuan", "yun"]),
    ('缪', &["miao", "mou"]),
    ('隗', &["wei", "kui"]),
    ('率', &["lv", "shuai"]),
    ('牟', &["mou", "mu"]),
    ('谌', &["chen", "shen"]),
    ('覃', &["qin", "tan"]),
    ('盖', &["gai", "ge"]),
    ('六', &["liu", "lu"]),
    ('蚌', &["beng", "bang"]),
    ('铅', &["qian", "yan"]),
    ('涡', &["wo", "guo"]),
    ('莘', &["xin", "shen"]),
    ('番', &["fan", "pan"]),
    ('堡', &["bao", "pu"]),
    ('圩', &["wei", "xu"]),
    ('荥', &["xing", "ying"]),
    ('阿', &["a", "e"]),
    ('柏', &["bai", "bo"]),
    ('贾', &["jia", "gu"]),
    ('宿', &["su", "xiu"]),
    ('繁', &["fan", "po"]),
    ('洗', &["xi", "xian"]),
    ('召', &["zhao", "shao"]),
    ('折', &["zhe", "she"]),
    ('参', &["shen", "can"]),
];

/// Places whose reading is certain although a character in them has several.
const WORDS: [(&str, &[&str]); 12] = [
    ("重庆", &["chong", "qing"]),
    ("长城", &["chang", "cheng"]),
    ("西藏", &["xi", "zang"]),
    ("成都", &["cheng", "du"]),
    ("朝阳", &["chao", "yang"]),
    ("朝鲜", &["chao", "xian"]),
    ("会计", &["kuai", "ji"]),
    ("音乐", &["yin", "yue"]),
    ("大厦", &["da", "sha"]),
    ("高铁", &["gao", "tie"]),
    ("行业", &["hang", "ye"]),
    ("会展", &["hui", "zhan"]),
];

/// Most whole readings of one name that are offered.
const MAX_READINGS: usize = 4;

/// One syllable of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syllable {
    /// Lower-case letters without tone, ü as v; or a run of Latin letters and digits.
    pub text: String,
    /// Whether it is such a run, which is never cut to its first letter.
    pub run: bool,
}

impl Syllable {
    /// The first letter, or the whole run.
    #[must_use]
    pub fn initial(&self) -> &str {
        if self.run {
            return &self.text;
        }
        let end = self.text.chars().next().map_or(0, char::len_utf8);
        self.text.get(..end).unwrap_or_default()
    }
}

/// One reading of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The syllables in order.
    pub syllables: Vec<Syllable>,
}

impl Reading {
    /// All letters without gaps: `huabeibengye`.
    #[must_use]
    pub fn full(&self) -> String {
        self.full_from(0)
    }

    /// First letters, runs whole: `hbby`, `3mzg`.
    #[must_use]
    pub fn initials(&self) -> String {
        self.initials_from(0)
    }

    pub(crate) fn full_from(&self, start: usize) -> String {
        self.syllables.iter().skip(start).map(|s| s.text.as_str()).collect()
    }

    pub(crate) fn initials_from(&self, start: usize) -> String {
        self.syllables.iter().skip(start).map(Syllable::initial).collect()
    }
}

/// The readings of a folded name (see [`crate::normal::fold`]): the usual one first, then those
/// that differ from it in one character; at most four.
#[must_use]
pub fn readings(folded: &str) -> Vec<Reading> {
    let parts = parts(folded);
    let usual = Reading {
        syllables: parts
            .iter()
            .filter_map(|part| part.texts.first().map(|text| part.syllable(text)))
            .collect(),
    };
    let mut found = vec![usual.clone()];
    for (place, part) in parts.iter().enumerate() {
        for other in part.texts.iter().skip(1) {
            if found.len() == MAX_READINGS {
                return found;
            }
            let mut reading = usual.clone();
            if let Some(syllable) = reading.syllables.get_mut(place) {
                *syllable = part.syllable(other);
            }
            found.push(reading);
        }
    }
    found
}

/// A syllable with all its readings; never empty.
struct Part {
    texts: Vec<String>,
    run: bool,
}

impl Part {
    fn syllable(&self, text: &str) -> Syllable {
        Syllable { text: text.to_owned(), run: self.run }
    }
}

fn parts(folded: &str) -> Vec<Part> {
    let chars: Vec<char> = folded.chars().collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let rest = chars.get(at..).unwrap_or_default();
        if let Some((word, syllables)) = WORDS.iter().find(|(word, _)| begins_with(rest, word)) {
            parts.extend(
                syllables.iter().map(|s| Part { texts: vec![(*s).to_owned()], run: false }),
            );
            at += word.chars().count();
        } else if let Some(texts) = of_character(c) {
            parts.push(Part { texts, run: false });
            at += 1;
        } else if c.is_alphanumeric() {
            // A rare character without a known reading stands alone for itself.
            let run: String = match is_han(c) {
                true => c.to_string(),
                false => rest.iter().take_while(|c| c.is_alphanumeric() && !is_han(**c)).collect(),
            };
            at += run.chars().count();
            parts.push(Part { texts: vec![run], run: true });
        } else {
            at += 1;
        }
    }
    parts
}

fn begins_with(chars: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(place, c)| chars.get(place) == Some(&c))
}

pub(crate) fn of_character(c: char) -> Option<Vec<String>> {
    if !is_han(c) {
        return None;
    }
    if let Some((_, texts)) = READINGS.iter().find(|(known, _)| *known == c) {
        return Some(texts.iter().map(|text| (*text).to_owned()).collect());
    }
    let plain = c.to_pinyin()?.plain().replace('ü', "v");
    plain.is_ascii().then(|| vec![plain])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal::fold;

    fn full(name: &str) -> Vec<String> {
        readings(&fold(name)).iter().map(Reading::full).collect()
    }

    #[test]
    fn names_are_read_as_people_read_them() {
        for (name, wanted) in [
            ("华北泵业", "huabeibengye"),
            ("重庆长江", "chongqingchangjiang"),
            ("成都朝阳", "chengduchaoyang"),
            ("厦门银行", "xiamenyinhang"),
            ("吕女士", "lvnvshi"),
            ("3M中国", "3mzhongguo"),
            ("華北", "huabei"),
        ] {
            assert_eq!(full(name).first().map(String::as_str), Some(wanted), "{name}");
        }
    }

    #[test]
    fn other_readings_are_offered_too() {
        assert!(full("单立").contains(&"shanli".to_owned()));
        assert!(full("曾国").contains(&"cengguo".to_owned()));
        assert!(full("长乐都会").len() <= MAX_READINGS);
    }

    #[test]
    fn initials_keep_runs_whole() {
        let reading = &readings(&fold("3M（中国）有限公司"))[0];
        assert_eq!(reading.initials(), "3mzgyxgs");
    }
}
