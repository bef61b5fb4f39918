//! Places in names and addresses, found by their characters or by their sound.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use kedang_domain::reference::Divisions;

use super::fold::{Hash, fold, sound, units};

const HASH_PLACE: u64 = 51;

/// Endings of division names, the longest first.
const ENDINGS: [&str; 15] = [
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "特区",
    "省",
    "市",
    "区",
    "县",
    "盟",
    "旗",
    "州",
];

/// Peoples that stand in the names of autonomous places and are left out in short ones.
const PEOPLES: [&str; 56] = [
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "蒙古族",
    "蒙古",
    "藏族",
    "羌族",
    "彝族",
    "布依族",
    "苗族",
    "侗族",
    "土家族",
    "回族",
    "傣族",
    "景颇族",
    "白族",
    "哈尼族",
    "壮族",
    "朝鲜族",
    "傈僳族",
    "黎族",
    "满族",
    "瑶族",
    "仫佬族",
    "毛南族",
    "畲族",
    "撒拉族",
    "东乡族",
    "保安族",
    "裕固族",
    "土族",
    "锡伯",
    "塔吉克",
    "怒族",
    "独龙族",
    "纳西族",
    "拉祜族",
    "佤族",
    "布朗族",
    "仡佬族",
    "水族",
    "各族",
    "达斡尔族",
    "鄂温克族",
    "鄂伦春",
    "普米族",
    "阿昌族",
    "德昂族",
    "基诺族",
    "门巴族",
    "珞巴族",
    "京族",
    "赫哲族",
    "俄罗斯族",
    "哈萨克族",
    "维吾尔族",
];

/// A name of a place.
pub(super) struct Place {
    name: Box<[u16]>,
    /// The second character of `name`, which rules out most places quickly.
    second: u16,
    /// How people call it: 凉山 for 凉山彝族自治州.
    pub(super) short: Box<[u16]>,
    /// The same for all places of one short name.
    pub(super) token: u32,
    /// Division code, 0 where several places of the name lie apart.
    pub(super) code: u32,
    /// 1 province, 2 city, 3 county; of several the highest.
    pub(super) level: u8,
    /// Whether `name` is the short name.
    pub(super) is_short: bool,
}

/// All places by the first character and by the first sound of their names.
pub(super) struct Places {
    places: Vec<Place>,
    by_character: Vec<(u16, u16)>,
    by_sound: HashMap<u16, Vec<u16>>,
}

static PLACES: LazyLock<Places> = LazyLock::new(Places::build);

/// Stands for all places of one short name; never 0.
pub(super) fn token(short: &str) -> u32 {
    Hash::new(HASH_PLACE).add_all(fold(short).units()).short()
}

/// The short name of a division.
pub(super) fn short_name(name: &str) -> &str {
    let own = ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending).filter(|own| own.chars().count() >= 2));
    let Some(mut own) = own else { return name };
    if name.ends_with('州') && !name.ends_with("自治州") {
        return name;
    }
    while let Some(rest) = PEOPLES
        .iter()
        .find_map(|people| own.strip_suffix(people).filter(|rest| rest.chars().count() >= 2))
    {
        own = rest;
    }
    own
}

impl Places {
    pub(super) fn builtin() -> &'static Self {
        &PLACES
    }

    fn build() -> Self {
        // Ordered by name, so that places of one first character stand together.
        let mut named: BTreeMap<Box<[u16]>, Place> = BTreeMap::new();
        for division in Divisions::builtin().iter() {
            let short = short_name(division.name);
            let token = token(short);
            let code = division.code.parse().unwrap_or_default();
            for (text, is_short) in [(division.name, false), (short, true)] {
                let name = units(text);
                if name.len() < 2 || (is_short && short == division.name) {
                    continue;
                }
                named
                    .entry(name.clone())
                    .and_modify(|place| {
                        if !related(place.code, code) {
                            place.code = 0;
                        }
                        if division.level < place.level {
                            place.level = division.level;
                        }
                    })
                    .or_insert_with(|| Place {
                        second: name.get(1).copied().unwrap_or_default(),
                        name,
                        short: units(short),
                        token,
                        code,
                        level: division.level,
                        is_short,
                    });
            }
        }
        let places: Vec<Place> = named.into_values().collect();
        let mut by_character = vec![(0_u16, 0_u16); 1 << 16];
        let mut by_sound: HashMap<u16, Vec<u16>> = HashMap::new();
        for (at, place) in (0_u16..).zip(&places) {
            let Some(first) = place.name.first() else { continue };
            if let Some(range) = by_character.get_mut(usize::from(*first)) {
                *range = (if range.1 == 0 { at } else { range.0 }, at + 1);
            }
            if place.level <= 2 {
                by_sound.entry(sound(*first)).or_default().push(at);
            }
        }
        Self { places, by_character, by_sound }
    }

    /// The longest place that `text` begins with, and how many characters it takes.
    ///
    /// Short names of counties (`东方`, `和平`) are brands as often as places: they count only
    /// where `any_short` is set.
    pub(super) fn prefix(&self, text: &[u16], any_short: bool) -> Option<(&Place, usize)> {
        let (first, second) = (*text.first()?, *text.get(1)?);
        let (from, to) = *self.by_character.get(usize::from(first))?;
        self.places
            .get(usize::from(from)..usize::from(to))?
            .iter()
            .filter(|place| place.second == second)
            .filter(|place| any_short || !place.is_short || place.level <= 2)
            .filter(|place| text.starts_with(&place.name))
            .max_by_key(|place| place.name.len())
            .map(|place| (place, place.name.len()))
    }

    /// The place that is the whole of `text`.
    pub(super) fn whole(&self, text: &[u16]) -> Option<&Place> {
        self.prefix(text, true).filter(|(_, len)| *len == text.len()).map(|(place, _)| place)
    }

    /// The longest province or city that `text` begins with by its sound.
    pub(super) fn sounding(&self, text: &[u16]) -> Option<(&Place, usize)> {
        self.by_sound
            .get(&sound(*text.first()?))?
            .iter()
            .filter_map(|at| self.places.get(usize::from(*at)))
            .filter(|place| {
                text.get(..place.name.len()).is_some_and(|head| {
                    head.iter().zip(&place.name).all(|(a, b)| sound(*a) == sound(*b))
                })
            })
            .max_by_key(|place| place.name.len())
            .map(|place| (place, place.name.len()))
    }
}

/// Whether one of two division codes lies within the other.
pub(super) fn related(a: u32, b: u32) -> bool {
    let significant = |code: u32| match code {
        c if c % 10_000 == 0 => 10_000,
        c if c % 100 == 0 => 100,
        _ => 1,
    };
    let unit = significant(a).max(significant(b));
    a != 0 && b != 0 && a / unit == b / unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_what_people_say() {
        for (name, short) in [
            ("北京市", "北京"),
            ("凉山彝族自治州", "凉山"),
            ("黔东南苗族侗族自治州", "黔东南"),
            ("内蒙古自治区", "内蒙古"),
            ("新疆维吾尔自治区", "新疆"),
            ("锡林郭勒盟", "锡林郭勒"),
            ("海西蒙古族藏族自治州", "海西"),
            ("新晃侗族自治县", "新晃"),
            ("成县", "成县"),
            ("城区", "城区"),
        ] {
            assert_eq!(short_name(name), short);
        }
    }

    #[test]
    fn the_longest_place_is_found() {
        let places = Places::builtin();
        let find = |text: &str| places.prefix(&units(text), false).map(|(_, len)| len);
        assert_eq!(find("凉山彝族自治州利尊农业"), Some(7));
        assert_eq!(find("黄山市南流江餐饮"), Some(3));
        assert_eq!(find("黄山南流江餐饮"), Some(2));
        assert_eq!(find("镜湖万事顺"), None);
        assert_eq!(places.sounding(&units("伤海市禹通")).map(|(_, len)| len), Some(3));
        assert!(related(440_000, 441_300) && !related(440_000, 330_100) && !related(0, 0));
    }
}
