use super::*;
use proptest::prelude::*;

const ID: &str = "11010519491231002X";
const OTHER_ID: &str = "440524188001010014";

fn one<'a>(name: &'a str, mobile: &'a str, id_number: &'a str) -> Individual<'a> {
    Individual { name, mobile, id_number, ..Individual::default() }
}

fn wu() -> Individual<'static> {
    Individual {
        phones: ["010-67665051", ""],
        birth_date: "1949-12-31",
        address: "朝阳路12号3单元",
        region: "110105",
        ..one("吴海涛", "13912345678", ID)
    }
}

#[test]
fn a_name_and_a_number_are_one_person() {
    use Shared as S;
    for (typed, shared) in [
        (one("吴海涛", "139 1234 5678", ""), vec![S::Name, S::Mobile]),
        (one("吳海濤", "+86 139-1234-5678", ""), vec![S::Name, S::Mobile]),
        (
            one("吴 海涛", "13800000000", "11010519491231002x"),
            vec![S::IdNumber, S::Name, S::BirthDate],
        ),
    ] {
        let found = alike(&typed, &wu()).unwrap();
        assert_eq!((found.same, found.shared), (true, shared), "{typed:?}");
    }
    // A day of birth that was mistyped makes no second person of them.
    let mistyped = Individual { birth_date: "1994-12-31", ..one("吴海涛", "13912345678", "") };
    assert!(alike(&mistyped, &wu()).unwrap().same);
}

#[test]
fn less_is_for_somebody_to_look_at() {
    let named = one("吴海涛", "", "");
    for (typed, per_mille) in [
        (one("吴海滔", "", ID), 900),
        (Individual { phones: ["", "(010) 67665051"], ..named }, 850),
        // What is the mobile number here is that of the office there.
        (Individual { phones: ["13912345678", ""], ..named }, 850),
        (Individual { birth_date: "1949-12-31", ..named }, 750),
        (Individual { address: "朝阳路 12号３单元", ..named }, 700),
        (Individual { birth_date: "1949-12-31", address: "朝阳路12号3单元", ..named }, 930),
        (one("李静", "13912345678", ""), 400),
    ] {
        let found = alike(&typed, &wu()).unwrap();
        assert_eq!((found.same, found.per_mille), (false, per_mille), "{typed:?}");
    }
}

#[test]
fn a_name_alone_and_half_a_number_are_nothing() {
    let named = one("吴海涛", "", "");
    for typed in [
        named,
        one("吴海涛", "1391234", ""),
        one("吴海涛", "13800000000", ""),
        one("李静", "", ""),
        // A family's telephone.
        one("吴海涛", "13912345678", OTHER_ID),
        Individual { birth_date: "1975-03-02", ..one("吴小涛", "13912345678", "") },
        Individual { birth_date: "1975-03-02", address: "朝阳路12号3单元", ..named },
        Individual { address: "朝阳路12号3单元", region: "310101", ..named },
        Individual { address: "朝阳", ..named },
        Individual { birth_date: "1949-12-31", ..one("李静", "", "") },
        Individual::default(),
    ] {
        assert_eq!(alike(&typed, &wu()), None, "{typed:?}");
    }
    assert_eq!(alike(&Individual::default(), &Individual::default()), None);
}

fn pick(of: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(of)
}

fn somebody() -> impl Strategy<Value = Individual<'static>> {
    let names = pick(&["", "吴海涛", "吳海濤", "李静"]);
    let mobiles = pick(&["", "13912345678", "139 1234 5678", "13800000000", "139"]);
    let phones = pick(&["", "010-67665051", "13912345678"]);
    let ids = pick(&["", ID, OTHER_ID, "1101"]);
    let days = pick(&["", "1949-12-31", "1975-03-02"]);
    let places = pick(&["", "朝阳路12号", "朝阳路 12号", "朝阳"]);
    (names, mobiles, phones, ids, days, places, pick(&["", "110105", "310101"])).prop_map(
        |(name, mobile, phone, id_number, birth_date, address, region)| Individual {
            name,
            mobile,
            phones: ["", phone],
            id_number,
            birth_date,
            address,
            region,
        },
    )
}

proptest! {
    #[test]
    fn who_is_alike_shares_a_key_and_more_than_a_name(a in somebody(), b in somebody()) {
        let found = alike(&a, &b);
        prop_assert_eq!(&found, &alike(&b, &a));
        if let Some(found) = found {
            let theirs = keys(&b);
            prop_assert!(keys(&a).iter().any(|key| theirs.contains(key)));
            prop_assert!(found.shared.iter().any(|fact| *fact != Shared::Name));
            prop_assert!((1..1_000).contains(&found.per_mille));
        }
    }
}
