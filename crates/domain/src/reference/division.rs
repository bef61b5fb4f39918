//! Administrative divisions: province, city, county, by the codes of GB/T 2260.
//!
//! Retired codes stay in the table, marked historical: papers and old files carry them, and a
//! region that was right when it was written must not become an error.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One division.
#[derive(Clone, Debug, PartialEq)]
pub struct Division {
    /// Six digits.
    pub code: &'static str,
    /// Its own name, e.g. 长安区.
    pub name: &'static str,
    /// Name with all that is above it, e.g. 河北省石家庄市长安区.
    pub full_name: &'static str,
    /// 1 province, 2 city, 3 county.
    pub level: u8,
    /// Code of what is above; counties of a municipality hang directly under it.
    pub parent_code: Option<&'static str>,
    /// Whether the code was retired.
    pub historical: bool,
    /// Longitude of its seat or middle in degrees east, good to about a kilometre.
    pub longitude: f64,
    /// Latitude of its seat or middle in degrees north, good to about a kilometre.
    pub latitude: f64,
    /// Name without the word for its rank and its peoples, e.g. 长安, 恩施; for matching.
    pub(super) short: &'static str,
    children: Vec<u16>,
}

impl Division {
    /// Whether nothing is below it.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        self.children.is_empty()
    }

    /// The digits that every division below it, and itself, begins with: 32 for 320000.
    #[must_use]
    pub fn prefix(&self) -> &'static str {
        prefix(self.code)
    }
}

/// A code without the zeros that stand for "all of it".
pub(super) fn prefix(code: &str) -> &str {
    match code.strip_suffix("0000") {
        Some(province) => province,
        None => code.strip_suffix("00").unwrap_or(code),
    }
}

/// Where an address in parts leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    /// The deepest division that was recognised.
    pub division: &'static Division,
    /// Whether every part given was recognised. False for a county the table does not know.
    pub complete: bool,
}

/// The tree of divisions.
#[derive(Debug)]
pub struct Divisions {
    /// Ascending by code.
    all: Vec<Division>,
    top: Vec<u16>,
    /// By the first character of name or short name, ascending by code.
    by_first: HashMap<char, Vec<u16>>,
}

static BUILTIN: LazyLock<Divisions> = LazyLock::new(|| {
    Divisions::parse(include_str!("../../../../data/reference/divisions_gbt2260.csv"))
});

impl Divisions {
    /// The table shipped with the product.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    fn parse(text: &'static str) -> Self {
        // No field of the table is quoted; a test holds the number of rows.
        let mut all: Vec<Division> = text.lines().skip(1).filter_map(row).collect();
        all.sort_unstable_by_key(|d| d.code);
        let mut top = Vec::new();
        for i in 0..all.len() {
            let index = u16::try_from(i).unwrap_or(u16::MAX);
            match all[i].parent_code {
                None => top.push(index),
                Some(parent) => {
                    if let Ok(p) = all.binary_search_by(|d| d.code.cmp(parent)) {
                        all[p].children.push(index);
                    }
                }
            }
        }
        let mut by_first: HashMap<char, Vec<u16>> = HashMap::new();
        for (index, division) in (0..).zip(&all) {
            for name in [division.name, division.short] {
                let Some(first) = name.chars().next() else { continue };
                let places = by_first.entry(first).or_default();
                if places.last() != Some(&index) {
                    places.push(index);
                }
            }
        }
        Self { all, top, by_first }
    }

    /// The division of that code, historical ones too.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Division> {
        self.all.binary_search_by(|d| d.code.cmp(code)).ok().map(|i| &self.all[i])
    }

    /// Everything in the table, ascending by code.
    pub fn iter(&self) -> impl Iterator<Item = &Division> {
        self.all.iter()
    }

    /// Those whose name or short name this text may begin with, ascending by code.
    pub(super) fn beginning(&self, text: &str) -> impl Iterator<Item = &Division> {
        let places = text.chars().next().and_then(|first| self.by_first.get(&first));
        places.into_iter().flatten().map(|&i| &self.all[usize::from(i)])
    }

    /// What hangs directly under a code, ascending, historical ones too; the provinces for `None`;
    /// nothing for an unknown code.
    #[must_use]
    pub fn children(&self, parent: Option<&str>) -> Vec<&Division> {
        let indices = match parent {
            None => self.top.as_slice(),
            Some(code) => self.by_code(code).map_or(&[][..], |d| d.children.as_slice()),
        };
        indices.iter().map(|&i| &self.all[usize::from(i)]).collect()
    }

    /// The name with everything above it, for showing.
    #[must_use]
    pub fn full_name(&self, code: &str) -> Option<&'static str> {
        self.by_code(code).map(|d| d.full_name)
    }

    /// The way down to a code: province, city, county, as far as it goes.
    #[must_use]
    pub fn path(&self, code: &str) -> Vec<&Division> {
        let mut path: Vec<&Division> = std::iter::successors(self.by_code(code), |d| {
            d.parent_code.and_then(|p| self.by_code(p))
        })
        .collect();
        path.reverse();
        path
    }

    /// Whether `code` is `under` or lies inside it: 320102 lies inside 320100 and 320000.
    #[must_use]
    pub fn is_within(code: &str, under: &str) -> bool {
        code.starts_with(prefix(under))
    }

    /// Reads an address given in parts. Parts can be empty; full and short names are understood
    /// (江苏省, 江苏); fillers such as 市辖区 are skipped. Current divisions win over retired ones.
    ///
    /// `None` when nothing is recognised or the name alone fits several divisions (朝阳区).
    #[must_use]
    pub fn resolve(&'static self, province: &str, city: &str, county: &str) -> Option<Resolved> {
        let [province, city, county] = [province, city, county].map(part);
        let mut complete = true;
        let mut at: Option<&'static Division> = None;
        for (level, name) in [(1, province), (2, city), (3, county)] {
            if name.is_empty() || at.is_some_and(|d| repeats(d, name)) {
                continue;
            }
            match self.find_below(at, level, name) {
                Some(found) => at = Some(found),
                None => complete = false,
            }
        }
        at.map(|division| Resolved { division, complete })
    }

    /// Finds one name at a level or deeper, below a division or anywhere.
    fn find_below(
        &'static self,
        above: Option<&'static Division>,
        level: u8,
        name: &str,
    ) -> Option<&'static Division> {
        let above_prefix = above.map_or("", Division::prefix);
        // A county without a city above it often stands in the city's column (仙桃市), and so does
        // a municipality when there is no column for provinces.
        let higher = if above.is_none() { 1..level } else { 0..0 };
        (level..=3).chain(higher).find_map(|level| {
            let here = || {
                self.beginning(name).filter(|d| {
                    d.level == level
                        && d.code.starts_with(above_prefix)
                        && above.is_none_or(|a| a.code != d.code)
                })
            };
            only(here().filter(|d| !d.historical && d.name == name))
                .or_else(|| only(here().filter(|d| !d.historical && d.short == name)))
                .or_else(|| only(here().filter(|d| d.historical && d.name == name)))
        })
    }

    /// Divisions for a picker, best first: by code digits or by every word of the text in the full
    /// name. Names that begin with the text come first, higher levels first, retired codes last.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<&Division> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let Some(&first) = words.first() else { return Vec::new() };
        let mut found: Vec<(bool, bool, u8, &Division)> = self
            .all
            .iter()
            .filter(|d| {
                d.code.starts_with(first) && words.len() == 1
                    || words.iter().all(|w| d.full_name.contains(w))
            })
            .map(|d| {
                let last = words.last().copied().unwrap_or(first);
                (d.historical, !(d.name.starts_with(last) || d.code.starts_with(first)), d.level, d)
            })
            .collect();
        // Stable: the order of codes remains among equals.
        found.sort_by_key(|&(historical, inside, level, _)| (historical, inside, level));
        found.into_iter().take(limit).map(|(.., d)| d).collect()
    }
}

/// The only element, or `None` when there is none or more than one.
pub(super) fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// A part of an address without blanks and without the fillers of official tables.
fn part(text: &str) -> &str {
    let text = text.trim_matches(crate::value::is_blank);
    if FILLERS.contains(&text) { "" } else { text }
}

/// Words that stand where a level has no name of its own.
pub(super) const FILLERS: [&str; 6] = [
    "自治区直辖县级行政区划",
    "省直辖县级行政区划",
    "省直辖县级行政单位",
    "省直辖",
    "市辖区",
    "县",
];

/// Whether the name says the division over again: 北京市 below 北京市, 仙桃市 below 仙桃市.
fn repeats(division: &Division, name: &str) -> bool {
    division.name == name || (division.level == 1 && division.short == name)
}

fn row(line: &'static str) -> Option<Division> {
    let mut cells = line.split(',');
    let code = cells.next()?;
    let name = cells.next()?;
    let level: u8 = cells.next()?.parse().ok()?;
    let parent = cells.next()?;
    let full_name = cells.nth(3)?;
    let longitude = cells.next()?.parse().ok()?;
    let latitude = cells.next()?.parse().ok()?;
    let historical = cells.nth(2)? == "historical";
    Some(Division {
        code,
        name,
        full_name,
        level,
        parent_code: (!parent.is_empty()).then_some(parent),
        historical,
        longitude,
        latitude,
        short: short(name),
        children: Vec::new(),
    })
}

/// Words for a rank, longest first.
const RANKS: [&str; 13] = [
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
    "盟",
    "县",
    "旗",
];

/// Peoples that stand in the names of autonomous divisions.
const PEOPLES: [&str; 45] = [
    "柯尔克孜",
    "哈萨克",
    "维吾尔",
    "达斡尔",
    "鄂温克",
    "鄂伦春",
    "塔吉克",
    "乌孜别克",
    "蒙古族",
    "蒙古",
    "回族",
    "回",
    "藏族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "土族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "裕固族",
    "独龙族",
    "各族",
];

/// A name without rank and peoples; never fewer than two characters.
fn short(name: &'static str) -> &'static str {
    let long_enough = |s: &str| s.chars().nth(1).is_some();
    let bare = RANKS.iter().find_map(|r| name.strip_suffix(r)).or_else(|| name.strip_suffix("区"));
    let Some(mut bare) = bare.filter(|b| long_enough(b)) else { return name };
    if name.contains("自治") {
        // Several peoples can follow each other (黔东南苗族侗族); 内蒙古 must stay whole.
        while let Some(shorter) = PEOPLES
            .iter()
            .find_map(|p| bare.strip_suffix(p).or_else(|| bare.strip_suffix("族")?.strip_suffix(p)))
            .filter(|s| long_enough(s))
        {
            bare = shorter;
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> &'static Divisions {
        Divisions::builtin()
    }

    fn code(province: &str, city: &str, county: &str) -> Option<(&'static str, bool)> {
        table().resolve(province, city, county).map(|r| (r.division.code, r.complete))
    }

    #[test]
    fn every_row_is_there_and_hangs_in_the_tree() {
        assert_eq!(table().iter().count(), 3369);
        assert_eq!(table().iter().filter(|d| d.historical).count(), 157);
        assert_eq!(table().children(None).len(), 34);
        for d in table().iter() {
            assert!(d.code.len() == 6 && d.code.bytes().all(|b| b.is_ascii_digit()), "{}", d.code);
            assert_eq!(d.parent_code.is_none(), d.level == 1, "{}", d.code);
            if let Some(parent) = d.parent_code {
                assert!(table().by_code(parent).unwrap().level < d.level, "{}", d.code);
                assert!(Divisions::is_within(d.code, parent), "{} outside {parent}", d.code);
            }
            assert!((70.0..140.0).contains(&d.longitude), "{}", d.code);
            assert!((3.0..55.0).contains(&d.latitude), "{}", d.code);
        }
    }

    #[test]
    fn codes_nest_by_prefix() {
        for (code, under, expected) in [
            ("320102", "320000", true),
            ("320102", "320100", true),
            ("320102", "320102", true),
            ("320000", "320000", true),
            ("320000", "320100", false),
            ("330102", "320000", false),
            ("110105", "110000", true),
            ("429004", "420000", true),
        ] {
            assert_eq!(Divisions::is_within(code, under), expected, "{code} under {under}");
        }
        assert!(table().iter().all(|d| d.level < 3 || d.prefix() == d.code), "a county ends in 00");
    }

    #[test]
    fn the_tree_can_be_walked_both_ways() {
        let names = |d: Vec<&Division>| d.iter().map(|d| d.name).collect::<Vec<_>>();
        assert_eq!(names(table().path("130102")), ["河北省", "石家庄市", "长安区"]);
        assert_eq!(names(table().path("110105")), ["北京市", "朝阳区"]);
        assert!(names(table().children(Some("110000"))).contains(&"朝阳区"));
        assert!(table().by_code("130102").unwrap().is_leaf());
        assert!(table().children(Some("999999")).is_empty());
        assert_eq!(table().full_name("130102"), Some("河北省石家庄市长安区"));
        assert_eq!(table().by_code("1301"), None);
    }

    #[test]
    fn parts_lead_to_a_code() {
        for (province, city, county, expected) in [
            ("江苏省", "南京市", "玄武区", Some(("320102", true))),
            ("江苏", "南京", "玄武", Some(("320102", true))),
            (" 江苏省　", "南京市 ", "", Some(("320100", true))),
            ("北京市", "北京市", "朝阳区", Some(("110105", true))),
            ("北京", "市辖区", "朝阳区", Some(("110105", true))),
            ("北京市", "朝阳区", "", Some(("110105", true))),
            ("", "北京市", "朝阳区", Some(("110105", true))),
            ("重庆市", "县", "云阳县", Some(("500235", true))),
            ("湖北省", "仙桃市", "", Some(("429004", true))),
            ("湖北省", "仙桃市", "仙桃市", Some(("429004", true))),
            ("广东省", "东莞市", "东莞市", Some(("441900", true))),
            ("湖北省", "省直辖县级行政区划", "仙桃市", Some(("429004", true))),
            ("内蒙古", "呼和浩特", "新城区", Some(("150102", true))),
            ("广西", "南宁", "青秀区", Some(("450103", true))),
            ("新疆", "石河子", "", Some(("659001", true))),
            ("湖北省", "恩施", "恩施市", Some(("422801", true))),
            ("河北省", "唐山市", "滦县", Some(("130223", true))),
            ("广东省", "东莞市", "南城街道", Some(("441900", false))),
            ("江苏省", "", "玄武区", Some(("320102", true))),
            ("", "", "玄武区", Some(("320102", true))),
            ("", "", "朝阳区", None),
            ("", "", "", None),
            ("火星省", "环形山市", "", None),
            ("火星省", "南京市", "", Some(("320100", false))),
        ] {
            assert_eq!(code(province, city, county), expected, "{province}|{city}|{county}");
        }
    }

    #[test]
    fn every_current_full_path_resolves_to_itself() {
        for d in table().iter().filter(|d| !d.historical) {
            let path = table().path(d.code);
            let at = |level| path.iter().find(|p| p.level == level).map_or("", |p| p.name);
            assert_eq!(code(at(1), at(2), at(3)), Some((d.code, true)), "{}", d.full_name);
        }
    }

    #[test]
    fn short_names_keep_their_core() {
        for (name, expected) in [
            ("内蒙古自治区", "内蒙古"),
            ("新疆维吾尔自治区", "新疆"),
            ("宁夏回族自治区", "宁夏"),
            ("广西壮族自治区", "广西"),
            ("黔东南苗族侗族自治州", "黔东南"),
            ("博尔塔拉蒙古自治州", "博尔塔拉"),
            ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
            ("白沙黎族自治县", "白沙"),
            ("香港特别行政区", "香港"),
            ("大兴安岭地区", "大兴安岭"),
            ("矿区", "矿区"),
            ("长安区", "长安"),
        ] {
            assert_eq!(short(name), expected);
        }
    }

    #[test]
    fn pickers_find_by_name_and_code() {
        let hits = |q| table().search(q, 3).iter().map(|d| d.code).collect::<Vec<_>>();
        assert_eq!(hits("南京")[0], "320100");
        assert_eq!(hits("3201")[0], "320100");
        assert_eq!(hits("江苏 玄武"), ["320102"]);
        assert!(hits("").is_empty());
        assert!(hits("不存在的地方").is_empty());
        assert!(table().search("区", 7).len() == 7);
    }
}
