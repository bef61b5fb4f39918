//! Reading the division out of a written address.

use super::division::{Division, Divisions, FILLERS, only};

/// What an address begins with, and what remains of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextMatch<'a> {
    /// The deepest division that was recognised.
    pub division: &'static Division,
    /// The address after it: street, number, building.
    pub rest: &'a str,
}

impl Divisions {
    /// Reads the divisions at the head of an address: 河北省石家庄市长安区中山东路1号. Levels can be
    /// missing or shortened, retired names are known.
    ///
    /// A short name only counts when no street word follows it (南京路 is not in Nanjing), and a
    /// county alone only when its name is unique.
    #[must_use]
    pub fn resolve_text<'a>(&'static self, text: &'a str) -> Option<TextMatch<'a>> {
        let mut rest = skip(text);
        for country in ["中华人民共和国", "中国"] {
            if let Some(after) = rest.strip_prefix(country) {
                rest = skip(after);
            }
        }
        let mut at: Option<&'static Division> = None;
        for level in 1..=3 {
            // 北京市北京市…, 北京市市辖区…
            let repeated = at.filter(|d| d.level == 1).and_then(|d| {
                rest.strip_prefix(d.name).filter(|after| after.chars().nth(1).is_some())
            });
            rest = skip(repeated.unwrap_or(rest));
            rest = skip(FILLERS[..5].iter().find_map(|f| rest.strip_prefix(f)).unwrap_or(rest));
            if let Some((found, after)) = self.head(at, level, rest) {
                at = Some(found);
                rest = skip(after);
            }
        }
        at.map(|division| TextMatch { division, rest })
    }

    /// The division of one level whose name the text begins with; the longest name wins.
    fn head<'a>(
        &'static self,
        above: Option<&'static Division>,
        level: u8,
        text: &'a str,
    ) -> Option<(&'static Division, &'a str)> {
        let above_prefix = above.map_or("", Division::prefix);
        let here = || {
            self.beginning(text).filter(|d| {
                d.level == level
                    && d.code.starts_with(above_prefix)
                    && above.is_none_or(|a| a.level < level)
            })
        };
        let longest = |historical: bool| {
            let fits = |d: &&Division| d.historical == historical && text.starts_with(d.name);
            let name = here().filter(fits).map(|d| d.name).max_by_key(|n| n.len())?;
            let found = only(here().filter(|d| d.historical == historical && d.name == name))?;
            Some((found, &text[name.len()..]))
        };
        let short = || {
            let fits = |d: &&Division| {
                !d.historical
                    && text
                        .strip_prefix(d.short)
                        .is_some_and(|after| ends_name(after, level) || self.begins_below(d, after))
            };
            let name = here().filter(fits).map(|d| d.short).max_by_key(|n| n.len())?;
            let found = only(here().filter(fits).filter(|d| d.short == name))?;
            Some((found, &text[name.len()..]))
        };
        longest(false).or_else(|| longest(true)).or_else(short)
    }

    /// Whether the text begins with the full name of something below a division (唐山|路南区).
    fn begins_below(&self, above: &Division, text: &str) -> bool {
        self.beginning(text).any(|d| {
            d.level > above.level
                && d.code.starts_with(above.prefix())
                && !d.historical
                && text.starts_with(d.name)
        })
    }
}

/// Words after which a short name is no division: a street, a place, or the rank of another level.
const NO_DIVISION: [&str; 31] = [
    "路", "街", "道", "巷", "弄", "胡同", "大道", "大街", "东路", "西路", "南路", "北路", "中路",
    "东街", "西街", "南街", "北街", "镇", "乡", "村", "桥", "广场", "大厦", "新村", "省", "市",
    "州", "盟", "区", "县", "旗",
];

/// Whether a shortened name can end where this text goes on.
fn ends_name(after: &str, level: u8) -> bool {
    let Some(next) = after.chars().next() else { return true };
    if level == 3 {
        // 长安 before more text is as often a street as a county: only the full name will do.
        return is_separator(next);
    }
    !NO_DIVISION.iter().any(|word| after.starts_with(word))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、' | '-' | '/' | '·' | '|' | '>')
}

fn skip(text: &str) -> &str {
    text.trim_start_matches(|c| is_separator(c) || crate::value::is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&'static str, &str)> {
        Divisions::builtin().resolve_text(text).map(|m| (m.division.code, m.rest))
    }

    #[test]
    fn addresses_lead_to_a_code_and_a_street() {
        for (text, expected) in [
            ("河北省石家庄市长安区中山东路1号", Some(("130102", "中山东路1号"))),
            ("河北省 石家庄市 长安区", Some(("130102", ""))),
            ("河北石家庄长安区中山东路1号", Some(("130102", "中山东路1号"))),
            ("石家庄市长安区中山东路1号", Some(("130102", "中山东路1号"))),
            ("中国，江苏省，南京市，玄武区", Some(("320102", ""))),
            ("北京市朝阳区建国路88号", Some(("110105", "建国路88号"))),
            ("北京市北京市朝阳区建国路88号", Some(("110105", "建国路88号"))),
            ("北京市市辖区朝阳区建国路88号", Some(("110105", "建国路88号"))),
            ("北京朝阳区", Some(("110105", ""))),
            ("上海市浦东新区中山路732号9幢", Some(("310115", "中山路732号9幢"))),
            ("湖北省仙桃市沔阳大道1号", Some(("429004", "沔阳大道1号"))),
            ("广东省东莞市南城街道", Some(("441900", "南城街道"))),
            ("广东省顺德区大良街道", Some(("440606", "大良街道"))),
            ("内蒙古呼和浩特市新城区", Some(("150102", ""))),
            ("河北省唐山市滦县新城", Some(("130223", "新城"))),
            ("辽宁大连市中山区", Some(("210202", ""))),
            ("唐山路南区", Some(("130202", ""))),
            ("吉林市船营区", Some(("220204", ""))),
            ("北京路12号", None),
            ("玄武区珠江路1号", Some(("320102", "珠江路1号"))),
            ("朝阳区建国路88号", None),
            ("南京路100号", None),
            ("中山路1号", None),
            ("", None),
            ("  ", None),
            ("hello", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn every_current_full_name_reads_back() {
        for d in Divisions::builtin().iter().filter(|d| !d.historical) {
            assert_eq!(read(d.full_name), Some((d.code, "")), "{}", d.full_name);
        }
    }
}
