//! Whether two files are of one person. There is no weighing here as for companies: a name is too
//! common and a number too often shared, but both together are one person.

use crate::normal;
use kedang_domain::value::{IdNumber, Phone};

/// What is known of a person, as it was typed. An empty text is a missing fact.
#[derive(Clone, Copy, Debug, Default)]
pub struct Individual<'a> {
    /// Name.
    pub name: &'a str,
    /// Mobile number.
    pub mobile: &'a str,
    /// Identity number (GB 11643).
    pub id_number: &'a str,
}

/// In what beside the name two files of one person agree: at least in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnePerson {
    /// The mobile number.
    pub mobile: bool,
    /// The identity number.
    pub id_number: bool,
}

/// Two files are of one person when they agree in the name and in the mobile or identity number;
/// two identity numbers are two persons, whatever else agrees. Half a number proves nothing.
#[must_use]
pub fn one_person(a: &Individual<'_>, b: &Individual<'_>) -> Option<OnePerson> {
    let name = normal::key(a.name);
    if name.is_empty() || name != normal::key(b.name) {
        return None;
    }
    let numbers = |one: &Individual<'_>| IdNumber::parse(one.id_number).ok().map(String::from);
    let mobiles = |one: &Individual<'_>| Phone::parse(one.mobile).ok().map(String::from);
    let (ours, theirs) = (numbers(a), numbers(b));
    if ours.is_some() && theirs.is_some() && ours != theirs {
        return None;
    }
    let same = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
    let found = OnePerson { mobile: same(mobiles(a), mobiles(b)), id_number: same(ours, theirs) };
    (found.mobile || found.id_number).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "11010519491231002X";
    const OTHER_ID: &str = "440524188001010014";

    fn one<'a>(name: &'a str, mobile: &'a str, id_number: &'a str) -> Individual<'a> {
        Individual { name, mobile, id_number }
    }

    #[test]
    fn a_name_and_a_number_are_one_person() {
        let filed = one("吴海涛", "13912345678", ID);
        let mobile = Some(OnePerson { mobile: true, id_number: false });
        assert_eq!(one_person(&one("吴海涛", "139 1234 5678", ""), &filed), mobile);
        assert_eq!(one_person(&one("吳海濤", "+86 139-1234-5678", ""), &filed), mobile);
        let number = Some(OnePerson { mobile: false, id_number: true });
        assert_eq!(
            one_person(&one("吴 海涛", "13800000000", "11010519491231002x"), &filed),
            number
        );
        let both = Some(OnePerson { mobile: true, id_number: true });
        assert_eq!(one_person(&filed, &filed), both);
    }

    #[test]
    fn less_is_not() {
        let filed = one("吴海涛", "13912345678", ID);
        for typed in [
            one("吴海涛", "", ""),
            one("吴海", "13912345678", ID),
            one("吴海涛", "1391234", ""),
            one("吴海涛", "13800000000", ""),
            one("", "13912345678", ID),
            // A family's telephone.
            one("吴海涛", "13912345678", OTHER_ID),
        ] {
            assert_eq!(one_person(&typed, &filed), None, "{typed:?}");
        }
        let nothing = Individual::default();
        assert_eq!(one_person(&nothing, &nothing), None);
    }
}
