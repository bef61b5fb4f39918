//! Parts of a company's name.

use crate::normal::key;

/// Legal forms as they end a name, from the longest to the shortest.
const LEGAL_FORMS: [&str; 30] = [
    "集团股份有限责任公司",
    "集团有限责任公司",
    "集团股份有限公司",
    "股份有限责任公司",
    "集团有限公司",
    "有限责任公司",
    "股份有限公司",
    "农民专业合作社",
    "控股有限公司",
    "合伙企业有限合伙",
    "合伙企业普通合伙",
    "特殊普通合伙",
    "个人独资企业",
    "有限合伙企业",
    "股份合作公司",
    "专业合作社",
    "合伙企业",
    "有限合伙",
    "普通合伙",
    "有限公司",
    "集团公司",
    "个体工商户",
    "代表处",
    "分公司",
    "总公司",
    "合作社",
    "公司",
    "集团",
    "总厂",
    "厂",
];

/// Pairs of characters that so many names hold that looking them up finds nobody.
const STOP_PAIRS: [&str; 8] = ["有限", "限公", "公司", "限责", "责任", "任公", "股份", "份有"];

/// Whether a pair of characters is part of the common legal forms.
#[must_use]
pub fn is_stop_pair(pair: &str) -> bool {
    STOP_PAIRS.contains(&pair)
}

/// Splits the [`key`] of a name into its own part and its legal form, which may be empty.
///
/// A name that is nothing but a legal form keeps it as its own part.
#[must_use]
pub fn split_legal_form(name_key: &str) -> (&str, &str) {
    LEGAL_FORMS
        .iter()
        .find_map(|form| name_key.strip_suffix(form))
        .filter(|own| !own.is_empty())
        .map_or((name_key, ""), |own| (own, name_key.get(own.len()..).unwrap_or_default()))
}

/// The name without blanks, punctuation and legal form, for telling which names may be twins.
#[must_use]
pub fn own_part(name: &str) -> String {
    split_legal_form(&key(name)).0.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legal_form_is_told_from_the_name() {
        for (name, own) in [
            ("华北泵业有限公司", "华北泵业"),
            ("华北泵业（集团）有限责任公司", "华北泵业"),
            ("广东生记园林绿化（集团）有限公司", "广东生记园林绿化"),
            ("乐怡印刷厂", "乐怡印刷"),
            ("菏泽市道圆合伙企业（有限合伙）", "菏泽市道圆"),
            ("华北泵业有限公司北京分公司", "华北泵业有限公司北京"),
            ("王敏", "王敏"),
            ("有限公司", "有限公司"),
            ("厂", "厂"),
            ("", ""),
        ] {
            assert_eq!(own_part(name), own, "{name}");
        }
    }
}
