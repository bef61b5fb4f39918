//! Cards as the rows of a sheet.

use kedang_domain::value::{Phone, PhoneKind};

use super::{Address, Card, read_with};
use crate::{
    Cell, Limits, ReadError,
    delimited::Decoding,
    held::{Budget, Held, HeldSheet},
};

/// The columns of every file of cards.
const COLUMNS: [&str; 13] = [
    "姓名",
    "单位",
    "职务",
    "联系人手机",
    "电话",
    "联系人邮箱",
    "省",
    "市",
    "地址",
    "邮编",
    "备注",
    "网址",
    "生日",
];
/// Those behind them, each only when a card has something for it: nothing is left out of a sheet
/// because a person has two of it.
const FURTHER: [&str; 16] = [
    "所在部门",
    "职责",
    "联系人手机2",
    "联系人手机3",
    "电话2",
    "电话3",
    "传真",
    "传真2",
    "联系人邮箱2",
    "联系人邮箱3",
    "省2",
    "市2",
    "地址2",
    "邮编2",
    "网址2",
    "生日（不全）",
];

/// One sheet with the cards as rows: the header is row 0, card n is row n.
pub(crate) fn table(
    bytes: &[u8],
    decoding: &Decoding,
    limits: Limits,
) -> Result<(Held, String), ReadError> {
    let (cards, encoding) = read_with(bytes, decoding, limits)?;
    let width = COLUMNS.len() + FURTHER.len();
    let mut used = vec![false; width];
    let mut lines = Vec::with_capacity(cards.len());
    for card in cards {
        let mut cells = match card {
            Ok(card) => Line::of(&card).cells,
            // Judged as an error, with its number.
            Err(error) => vec![Cell::Error(error.code().to_owned())],
        };
        cells.resize(width, Cell::Empty);
        for (used, cell) in used.iter_mut().zip(&cells) {
            *used |= *cell != Cell::Empty;
        }
        lines.push(cells);
    }
    let kept: Vec<bool> =
        used.into_iter().enumerate().map(|(place, used)| used || place < COLUMNS.len()).collect();
    let keep = |cells: Vec<Cell>| -> Vec<Cell> {
        cells.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell).collect()
    };
    let mut budget = Budget::new(limits);
    let mut rows = Vec::with_capacity(lines.len() + 1);
    let header = COLUMNS.iter().chain(&FURTHER).map(|name| Cell::from_input(name)).collect();
    budget.push(&mut rows, 0, keep(header))?;
    for (number, cells) in (1..).zip(lines) {
        budget.push(&mut rows, number, keep(cells))?;
    }
    let sheet = HeldSheet { name: String::new(), hidden: false, rows };
    Ok((Held { from_1904: false, sheets: vec![sheet] }, encoding))
}

struct Line {
    cells: Vec<Cell>,
}

impl Line {
    fn of(card: &Card) -> Self {
        let mut line = Self { cells: vec![Cell::Empty; COLUMNS.len() + FURTHER.len()] };
        line.put("姓名", &card.formatted_name);
        let (organization, units) =
            card.organization.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
        line.put("单位", organization);
        let units: Vec<&str> = units.iter().map(String::as_str).filter(|u| !u.is_empty()).collect();
        line.put("所在部门", &units.join(" "));
        if card.title.trim().is_empty() {
            line.put("职务", &card.role);
        } else {
            line.put("职务", &card.title);
            line.put("职责", &card.role);
        }
        line.phones(card);
        let emails = card.emails.iter().map(|email| email.value.as_str());
        line.each(&["联系人邮箱", "联系人邮箱2", "联系人邮箱3"], emails);
        for (address, suffix) in card.addresses.iter().zip(["", "2"]) {
            line.address(address, suffix);
        }
        line.put("备注", &card.note);
        line.each(&["网址", "网址2"], card.urls.iter().map(String::as_str));
        match card.birthday.map(|day| (day, day.whole())) {
            Some((_, Some(day))) => line.put("生日", &day),
            // A day without a year is no day of the calendar.
            Some((day, None)) => line.put("生日（不全）", &day.written(true)),
            None => {}
        }
        line
    }

    fn put(&mut self, column: &str, text: &str) {
        let place = COLUMNS.iter().chain(&FURTHER).position(|name| *name == column);
        if let Some(cell) = place.and_then(|place| self.cells.get_mut(place)) {
            *cell = Cell::from_input(text);
        }
    }

    /// One text in each column; what is left over goes with the last.
    fn each<'a>(&mut self, columns: &[&str], texts: impl Iterator<Item = &'a str>) {
        let texts: Vec<&str> = texts.collect();
        let Some((last, before)) = columns.split_last() else { return };
        for (column, text) in before.iter().zip(&texts) {
            self.put(column, text);
        }
        if let Some(rest) = texts.get(before.len()..) {
            self.put(last, &rest.join("; "));
        }
    }

    /// Numbers by what they are, and where that cannot be told by what the card says they are for.
    fn phones(&mut self, card: &Card) {
        let (mut mobiles, mut lines, mut faxes) = (Vec::new(), Vec::new(), Vec::new());
        for phone in &card.phones {
            let is = |word: &str| phone.types.contains(word);
            let kind = Phone::parse(&phone.value).map(|phone| phone.kind());
            let place = match kind {
                _ if is("fax") => &mut faxes,
                Ok(PhoneKind::Mobile) => &mut mobiles,
                Err(_) if is("cell") => &mut mobiles,
                _ => &mut lines,
            };
            // The preferred one comes first.
            let at = if is("pref") { 0 } else { place.len() };
            place.insert(at, phone.value.as_str());
        }
        self.each(&["联系人手机", "联系人手机2", "联系人手机3"], mobiles.into_iter());
        self.each(&["电话", "电话2", "电话3"], lines.into_iter());
        self.each(&["传真", "传真2"], faxes.into_iter());
    }

    fn address(&mut self, address: &Address, suffix: &str) {
        let column = |name: &str| format!("{name}{suffix}");
        self.put(&column("省"), &address.province);
        self.put(&column("市"), &address.city);
        self.put(&column("邮编"), &address.postcode);
        let home = ["", "中国", "中华人民共和国", "china", "cn", "p.r.china", "prc"];
        let country = address.country.trim();
        let abroad = if home.contains(&country.to_lowercase().as_str()) { "" } else { country };
        let parts = [abroad, &address.po_box, &address.street, &address.extended];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
        self.put(&column("地址"), &parts.join(" "));
    }
}
