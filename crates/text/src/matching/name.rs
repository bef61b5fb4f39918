//! A company's name taken apart: place, own name, trade, legal form, branch.

use super::{
    fold::{Hash, Text, fold, is_word, sound, sounds_alike},
    places::{Place, Places},
    words::{self, Form},
};

const HASH_BRANCH: u64 = 11;

/// Characters that only legal forms hold together; used for mistyped forms.
fn is_form_unit(unit: u16) -> bool {
    "有限责任公司股份".chars().any(|c| u32::from(c) == u32::from(unit))
}

fn is_text(unit: u16, text: &str) -> bool {
    text.chars().any(|c| u32::from(c) == u32::from(unit))
}

/// A name in its parts.
pub(super) struct Name {
    /// Short names of the places, then the body.
    pub(super) full: Text,
    /// Where the body begins in `full`.
    pub(super) body_at: usize,
    /// Length of the company's own name at the begin of the body; the rest are words of trade.
    pub(super) core_len: usize,
    /// Places that the name holds, first of all that before the body.
    pub(super) places: [u32; 2],
    /// Division code of the last place, 0 if unknown.
    pub(super) place_code: u32,
    /// Hash of what makes the branch, 0 for none.
    pub(super) branch: u32,
    /// How many times the name says 集团 or 控股.
    pub(super) groups: u8,
    pub(super) form: Form,
}

impl Name {
    pub(super) fn parse(text: &str) -> Self {
        let mut name = Self {
            full: Text::new(),
            body_at: 0,
            core_len: 0,
            places: [0; 2],
            place_code: 0,
            branch: 0,
            groups: 0,
            form: Form::Unknown,
        };
        let mut front = Text::new();
        let plain = name.without_brackets(fold(text).units(), &mut front);
        let rest = name.without_branch(plain.units());
        let rest = name.without_form(rest);
        name.split_places(rest, &mut front);
        name.full.extend(front.units());
        name.body_at = front.units().len();
        name.full.extend(name.strip_places(rest));
        let body = name.full.units().get(name.body_at..).unwrap_or_default();
        let mut core = body;
        while let Some(len) = words::trade_at_end(core) {
            match core.get(..core.len() - len) {
                Some(shorter) if shorter.len() >= 2 => core = shorter,
                _ => break,
            }
        }
        name.core_len = core.len();
        name
    }

    /// Drops blanks, punctuation and remarks; what brackets hold is judged by itself.
    fn without_brackets(&mut self, text: &[u16], front: &mut Text) -> Text {
        let mut out = Text::new();
        let mut at = 0;
        while let Some(unit) = text.get(at).copied() {
            at += 1;
            if is_text(unit, "([{<【〔〖《「『") {
                let rest = text.get(at..).unwrap_or_default();
                if let Some(len) = rest.iter().position(|u| is_text(*u, ")]}>】〕〗》」』")) {
                    let round = unit == u16::from(b'(');
                    let inner: Vec<u16> =
                        rest.iter().take(len).copied().filter(|u| is_word(*u)).collect();
                    let more = rest.get(len + 1..).unwrap_or_default().iter().any(|u| is_word(*u));
                    self.bracket(&inner, round, more, &mut out, front);
                    at += len + 1;
                }
            } else if is_word(unit) {
                out.push(unit);
            } else if is_text(unit, "-—–_/|,;:+~") && ends_like_a_company(out.units()) {
                // A person or a remark behind a whole name.
                let rest = text.get(at..).unwrap_or_default();
                if rest.iter().filter(|u| is_word(**u)).count() <= 6 {
                    break;
                }
            }
        }
        let mut len = out.units().len();
        while let Some(cut) = out
            .units()
            .get(..len)
            .and_then(|text| words::remark_at_end(text).or_else(|| words::holding_at_end(text)))
            .filter(|cut| len > cut + 3)
        {
            // 有限合伙 without brackets is the legal form itself.
            if out.units().get(..len).is_some_and(|t| words::form_at_end(t).is_some()) {
                break;
            }
            len -= cut;
        }
        out.truncate(len);
        out
    }

    fn bracket(
        &mut self,
        inner: &[u16],
        round: bool,
        more: bool,
        out: &mut Text,
        front: &mut Text,
    ) {
        if !round || inner.is_empty() {
            return;
        }
        if words::holding_at_end(inner).is_some() || words::remark_at_end(inner).is_some() {
            return;
        }
        if inner == [0x96c6, 0x56e2] {
            self.groups += 1;
            return;
        }
        if let Some(place) = Places::builtin().whole(inner) {
            self.add_place(place);
            front.extend(&place.short);
            return;
        }
        if let Some((place, len)) = Places::builtin().sounding(inner)
            && len == inner.len()
            && more
        {
            // Mistyped: where the place lies is not certain enough to tell companies apart.
            let _ = place;
            front.extend(inner);
            return;
        }
        // A remark stands behind a name or before it, a part of the name within it.
        if more && !out.units().is_empty() && !ends_like_a_company(out.units()) {
            out.extend(inner);
        }
    }

    fn add_place(&mut self, place: &Place) {
        match self.places {
            [0, _] => self.places[0] = place.token,
            [first, 0] if first != place.token => self.places[1] = place.token,
            _ => {}
        }
        if place.code != 0 {
            self.place_code = place.code;
        }
    }

    /// The parent's name, if the name is that of a branch.
    fn without_branch<'a>(&mut self, text: &'a [u16]) -> &'a [u16] {
        let Some((parent, tail)) = middle_form(text).and_then(|end| {
            let (parent, tail) = text.split_at_checked(end)?;
            is_branch_tail(tail).then_some((parent, tail))
        }) else {
            return self.branch_without_form(text);
        };
        let len = words::branch_at_end(tail).or_else(|| sounds_like_branch(tail).then_some(3));
        let place = tail.get(..tail.len() - len.unwrap_or(0).min(tail.len())).unwrap_or_default();
        self.branch = branch_hash(place);
        parent
    }

    fn branch_without_form<'a>(&mut self, text: &'a [u16]) -> &'a [u16] {
        let Some(len) = words::sure_branch_at_end(text) else { return text };
        let Some(rest) = text.get(..text.len() - len).filter(|rest| rest.len() >= 2) else {
            return text;
        };
        for size in (2..=rest.len().saturating_sub(2).min(12)).rev() {
            let Some((parent, place)) = rest.split_at_checked(rest.len() - size) else { continue };
            if Places::builtin().whole(place).is_some() {
                self.branch = branch_hash(place);
                return parent;
            }
        }
        self.branch = branch_hash(&[]);
        rest
    }

    fn without_form<'a>(&mut self, text: &'a [u16]) -> &'a [u16] {
        let mut rest = text;
        loop {
            let stripped = if let Some((len, form)) = words::form_at_end(rest) {
                // 限有责任公司: what remains of a mistyped form is not the name.
                let len = mistyped_form(rest).filter(|more| *more >= len + 2).unwrap_or(len);
                if self.form == Form::Unknown {
                    self.form = form;
                }
                rest.len() - len
            } else if let Some(len) = group_at_end(rest, self.form != Form::Unknown) {
                self.groups = self.groups.saturating_add(1);
                rest.len() - len
            } else if self.form == Form::Unknown
                && let Some(len) = mistyped_form(rest)
            {
                self.form = Form::Limited;
                rest.len() - len
            } else {
                return rest;
            };
            match rest.get(..stripped) {
                Some(shorter) if !shorter.is_empty() => rest = shorter,
                _ => return rest,
            }
        }
    }

    fn split_places(&mut self, text: &[u16], front: &mut Text) {
        let mut at = 0;
        let mut found = false;
        while let Some((place, len)) = place_at(text, at) {
            self.add_place(place);
            front.extend(&place.short);
            at += len;
            found = true;
        }
        if !found
            && front.units().is_empty()
            && let Some(len) = sounding_place(text)
        {
            let head = text.get(..len).unwrap_or_default();
            let short = if len > 2 { head.get(..len - 1).unwrap_or_default() } else { head };
            front.extend(short);
        }
    }

    /// The text behind the places at its begin.
    fn strip_places<'a>(&self, text: &'a [u16]) -> &'a [u16] {
        let mut at = 0;
        while let Some((_, len)) = place_at(text, at) {
            at += len;
        }
        if at == 0 && self.places == [0; 2] {
            at = sounding_place(text).unwrap_or(0);
        }
        text.get(at..).unwrap_or_default()
    }
}

/// A place within the begin of a name; something of the name must remain.
fn place_at(text: &[u16], at: usize) -> Option<(&'static Place, usize)> {
    let rest = text.get(at..)?;
    // No name begins with more than province, city and county.
    if at > 24 {
        return None;
    }
    Places::builtin().prefix(rest, false).filter(|(_, len)| rest.len() >= len + 2)
}

/// Length of a place at the begin of a name that is written with a wrong character.
fn sounding_place(text: &[u16]) -> Option<usize> {
    let (place, len) = Places::builtin().sounding(text)?;
    // Two syllables alone are as likely a brand.
    (text.len() >= len + 2 && (!place.is_short || text.len() >= 6)).then_some(len)
}

/// Length of 集团 or 控股 at the end; before a legal form also mistyped.
fn group_at_end(text: &[u16], before_form: bool) -> Option<usize> {
    const GROUP: [u16; 2] = [0x96c6, 0x56e2];
    let (one, two) = (text.len().checked_sub(2)?, text.len().checked_sub(1)?);
    let (one, two) = (*text.get(one)?, *text.get(two)?);
    let [ji, tuan] = GROUP;
    if [one, two] == GROUP || [one, two] == [0x63a7, 0x80a1] {
        return Some(2);
    }
    let swapped = [one, two] == [tuan, ji];
    let sounding = (one == ji && sounds_alike(two, tuan)) || (two == tuan && sounds_alike(one, ji));
    match before_form {
        true if swapped || sounding => Some(2),
        true if two == tuan => Some(1),
        // 云集 is a name; behind a word of trade it is what is left of 集团.
        true if two == ji && words::trade_at_end(text.get(..text.len() - 1)?).is_some() => Some(1),
        _ => None,
    }
}

fn ends_like_a_company(text: &[u16]) -> bool {
    text.len() >= 4 && text.last().is_some_and(|unit| is_text(*unit, "司社厂店部处行心伙团所院"))
}

/// Where the parent's name ends within the name of a branch.
fn middle_form(text: &[u16]) -> Option<usize> {
    const ENDS: [&[u16]; 8] = [
        &[0x516c, 0x53f8],                 // 公司
        &[0x5408, 0x4f5c, 0x793e],         // 合作社
        &[0x5408, 0x4f19, 0x4f01, 0x4e1a], // 合伙企业
        &[0x5408, 0x4f19],                 // 合伙
        &[0x4e2d, 0x5fc3],                 // 中心
        &[0x96c6, 0x56e2],                 // 集团
        &[0x5382],                         // 厂
        &[0x53f8, 0x516c],                 // 公司 swapped
    ];
    ENDS.iter().find_map(|form| {
        (2..text.len())
            .rev()
            .map(|at| (at, text.get(at..).unwrap_or_default()))
            .find(|(at, rest)| {
                rest.starts_with(form)
                    && rest.len() > form.len()
                    && !rest.get(form.len()..).is_some_and(words::begins_with_form)
                    // The branch's own 分公司 or 分厂 is not the parent's form.
                    && text.get(at - 1).is_none_or(|before| sound(*before) != sound(0x5206))
            })
            .map(|(at, _)| at + form.len())
    })
}

fn is_branch_tail(tail: &[u16]) -> bool {
    tail.len() <= 16
        && (words::branch_at_end(tail).is_some()
            || sounds_like_branch(tail)
            || tail.last().is_some_and(|unit| is_text(*unit, "店部处站所厂")))
}

fn sounds_like_branch(tail: &[u16]) -> bool {
    tail.len() >= 3
        && tail.iter().rev().zip([0x53f8, 0x516c, 0x5206]).all(|(a, b)| sound(*a) == sound(b))
}

fn branch_hash(place: &[u16]) -> u32 {
    let short = match Places::builtin().whole(place) {
        Some(known) => &known.short,
        None => match place.split_last() {
            Some((last, own)) if own.len() >= 2 && is_text(*last, "市省区县") => own,
            _ => place,
        },
    };
    Hash::new(HASH_BRANCH).add_sounds(short).short()
}

/// Length of a legal form that lost or swapped a character, or has a wrong one.
fn mistyped_form(text: &[u16]) -> Option<usize> {
    let mut tail = text.iter().rev().take(8);
    if tail.clone().take(4).filter(|unit| is_form_unit(**unit)).count() < 3 {
        return None;
    }
    // The last characters may be wrong, the first of the form must be right.
    let len = match tail.clone().position(|unit| !is_form_unit(*unit)) {
        Some(at) if at < 3 => {
            tail.clone().skip(at + 1).take_while(|u| is_form_unit(**u)).count() + at + 1
        }
        Some(at) => at,
        None => tail.by_ref().count(),
    };
    (text.len() > len + 1).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> (String, String, u8, bool) {
        let name = Name::parse(text);
        let units = name.full.units();
        let body = &units[name.body_at..];
        (
            String::from_utf16_lossy(&units[..name.body_at]),
            format!(
                "{}|{}",
                String::from_utf16_lossy(&body[..name.core_len]),
                String::from_utf16_lossy(&body[name.core_len..])
            ),
            name.groups,
            name.branch != 0,
        )
    }

    #[test]
    fn names_are_taken_apart() {
        for (name, place, own, groups, branch) in [
            ("玉溪市福爵实业有限公司", "玉溪", "福爵|实业", 0, false),
            ("智易塑料制品（黄冈）有限公司", "黄冈", "智易|塑料制品", 0, false),
            ("阿壩藏族羌族自治州聚龍潭供應鏈管理有限公司", "阿坝", "聚龙潭|供应链管理", 0, false),
            ("【重点】日照市筑窝健康管理有限公司", "日照", "筑窝|健康管理", 0, false),
            ("*圣卡罗文化传媒有限公司", "", "圣卡罗|文化传媒", 0, false),
            ("徐州市富邦科技有限公司-郑耕老", "徐州", "富邦|科技", 0, false),
            ("宜宾市格林屋财务咨询有限公司(老客户)", "宜宾", "格林屋|财务咨询", 0, false),
            ("镜湖区汇鑫园股权投资合伙企业（有限合伙）", "镜湖", "汇鑫园|股权投资", 0, false),
            ("咸阳达人人力资源团集有限公司", "咸阳", "达人|人力资源", 1, false),
            ("咸阳达人人力资源及团有限公司", "咸阳", "达人|人力资源", 1, false),
            ("周口苏源集团集团有限公司", "周口", "苏源|", 2, false),
            ("杭州市九仙尊资产管理（集团）有限公司", "杭州", "九仙尊|资产管理", 1, false),
            ("北京惠嘉物业管理有限公司巴彦淖尔分公司", "北京", "惠嘉|物业管理", 0, true),
            ("北京惠嘉物业管理有限公司巴彦淖尔分", "北京", "惠嘉|物业管理", 0, true),
            ("葫芦岛小戈环保科技股份有限公司宜春芬公司", "葫芦岛", "小戈|环保科技", 0, true),
            ("海尔电器北京分公司", "", "海尔|电器", 0, true),
            ("伤海市禹通网络科技有限公司", "伤海", "禹通|网络科技", 0, false),
            ("商丘市瑞福隆建筑工程限有责任公司", "商丘", "瑞福隆|建筑工程", 0, false),
            ("王敏", "", "王敏|", 0, false),
            ("有限公司", "", "有限公司|", 0, false),
            ("", "", "|", 0, false),
        ] {
            assert_eq!(show(name), (place.to_owned(), own.to_owned(), groups, branch), "{name}");
        }
        assert_eq!(
            Name::parse("甲乙科技有限公司漳州分公司").branch,
            Name::parse("甲乙科技有限公司漳州市分公司").branch
        );
    }
}
