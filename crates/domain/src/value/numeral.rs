//! Numbers written in Chinese characters, everyday (三千二百万) and banker's (叁仟贰佰万).

/// The digit that a character stands for.
pub(super) fn digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn small_unit(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

fn big_unit(c: char) -> Option<u64> {
    Some(match c {
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// Reads a whole number of units (`二十四`, `一千零八`, `叁仟万`) or of bare digits (`二〇〇三`).
/// `None` when another character stands in it or it does not fit.
pub(super) fn read(text: &str) -> Option<u64> {
    if text.is_empty() || text.chars().count() > 24 {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        let places = text.chars().count();
        return (places <= 18)
            .then(|| text.chars().filter_map(digit).fold(0, |n, d| n * 10 + u64::from(d)));
    }
    let (mut total, mut section, mut pending) = (0_u64, 0_u64, None::<u64>);
    for c in text.chars() {
        if let Some(d) = digit(c) {
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(u64::from(d));
        } else if let Some(unit) = small_unit(c) {
            // 十五 means 一十五; 百 and 千 never stand alone.
            let times = match pending.take().filter(|p| *p > 0) {
                Some(times) => times,
                None if unit == 10 => 1,
                None => return None,
            };
            section = section.checked_add(times * unit)?;
        } else {
            let unit = big_unit(c)?;
            section = section.checked_add(pending.take().unwrap_or(0))?;
            if section == 0 && (unit == 10_000 || total == 0) {
                return None;
            }
            if unit == 100_000_000 {
                total = total.checked_add(section)?.checked_mul(unit)?;
            } else {
                total = total.checked_add(section.checked_mul(unit)?)?;
            }
            section = 0;
        }
    }
    total.checked_add(section)?.checked_add(pending.unwrap_or(0))
}
