//! Templates of imports: what the columns of a kind of file mean, kept under a name.

use crate::field::FieldError;
use crate::value::clean_line;
use std::collections::BTreeMap;

/// Longest name, in characters.
pub const NAME_MAX: usize = 40;
/// Most templates of one person.
pub const TEMPLATES_MAX: i64 = 50;

/// Where the columns go, by their headers; an empty text is "not imported".
pub type Columns = BTreeMap<String, String>;

/// The name as it is to be stored.
///
/// # Errors
/// `name_empty`, `too_long`.
pub fn check_name(name: &str) -> Result<String, FieldError> {
    let name = clean_line(name);
    let actual = name.chars().count();
    match actual {
        0 => Err(FieldError::new("name_empty")),
        1..=NAME_MAX => Ok(name),
        _ => Err(FieldError::new("too_long").with("max", NAME_MAX).with("actual", actual)),
    }
}

/// Whether a template is for a file with these headers: the same ones, in any order.
#[must_use]
pub fn fits<'a>(columns: &Columns, headers: impl IntoIterator<Item = &'a str>) -> bool {
    let mut named: Vec<&str> = headers.into_iter().filter(|header| !header.is_empty()).collect();
    named.sort_unstable();
    named.dedup();
    !named.is_empty() && columns.keys().map(String::as_str).eq(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_limited_length() {
        assert_eq!(check_name("  展会 名单\n").as_deref(), Ok("展会 名单"));
        assert_eq!(check_name(" ").unwrap_err().code, "name_empty");
        assert!(check_name(&"名".repeat(NAME_MAX)).is_ok());
        assert_eq!(check_name(&"名".repeat(NAME_MAX + 1)).unwrap_err().code, "too_long");
    }

    #[test]
    fn a_template_fits_the_same_headers_in_any_order() {
        let columns = ["客户名称", "手机"].map(|h| (h.to_owned(), String::new())).into();
        assert!(fits(&columns, ["手机", "客户名称"]));
        assert!(fits(&columns, ["手机", "", "客户名称"]), "a column without header says nothing");
        assert!(!fits(&columns, ["手机"]));
        assert!(!fits(&columns, ["手机", "客户名称", "邮箱"]));
        assert!(!fits(&Columns::new(), []));
    }
}
