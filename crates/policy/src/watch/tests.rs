use crate::{CompanyPack, Pack, Regulation};
use kedang_domain::watch::{Limit, Signal};

const PACK: &str = r#"
[pack]
code = "T"
version = "1"
title = { zh = "制度", en = "Regulation" }

[[clause]]
number = "1"
zh = "查阅只为工作。"
en = "Files are read for work alone."
met = "enforced"
by = ["watch"]
"#;

fn read(watch: &str) -> Result<Vec<Limit>, Vec<&'static str>> {
    let pack = Pack::read(&format!("{PACK}{watch}"));
    let pack = pack.map_err(|faults| faults.iter().map(|f| f.kind.code()).collect::<Vec<_>>())?;
    Ok(pack.watches.iter().map(|watch| watch.limit).collect())
}

#[test]
fn limits_are_read() {
    for (members, limit) in [
        ("signal = 'many'\nfiles = 40\nminutes = 60", Limit::Many { files: 40, minutes: 60 }),
        (
            "signal = 'night'\nfiles = 3\nhours = '08:30-24:00'",
            Limit::Night { files: 3, from: 510, to: 1_440 },
        ),
        (
            "signal = 'outside'\nfiles = 20\nshare = '50.5 %'",
            Limit::Outside { files: 20, share: 505 },
        ),
        ("signal = 'leaving'\nfiles = 5\nexcept = ['auditor']", Limit::Leaving { files: 5 }),
        ("signal = 'honey'", Limit::Honey),
    ] {
        assert_eq!(read(&format!("[[watch]]\nclause = '1'\n{members}\n")), Ok(vec![limit]));
    }
}

#[test]
fn what_is_wrong_is_told() {
    for (members, fault) in [
        ("signal = 'many'\nfiles = 40", "watch_missing"),
        ("signal = 'honey'\nfiles = 40", "watch_member"),
        ("signal = 'leaving'\nfiles = 0", "watch_value"),
        ("signal = 'many'\nfiles = 4\nminutes = 1441", "watch_value"),
        ("signal = 'night'\nfiles = 3\nhours = '20:00-08:00'", "watch_value"),
        ("signal = 'night'\nfiles = 3\nhours = '8:00-20:00'", "watch_value"),
        ("signal = 'outside'\nfiles = 3\nshare = '101 %'", "watch_value"),
        ("signal = 'honey'\nexcept = ['nobody']", "watch_role"),
        ("signal = 'staring'", "form"),
    ] {
        let found = read(&format!("[[watch]]\nclause = '1'\n{members}\n"));
        assert_eq!(found, Err(vec![fault]), "{members}");
    }
    let one = "[[watch]]\nclause = '1'\nsignal = 'honey'\n";
    assert_eq!(read(&format!("{one}{one}")), Err(vec!["watch_twice"]));
    let nowhere = one.replace("'1'", "'2'");
    assert_eq!(read(&nowhere), Err(vec!["rule_without_clause"]));
}

#[test]
fn every_regulation_watches_every_signal() {
    for code in ["M", "C", "H", "L", "S"] {
        let regulation = Regulation::of_shipped(code).unwrap();
        for signal in Signal::ALL {
            let watch = regulation.watches().of(*signal);
            assert!(watch.is_some_and(|one| one.clause.starts_with(code)), "{code} {signal:?}");
        }
    }
}

#[test]
fn what_the_company_writes_holds() {
    let text = r#"
[pack]
code = "own"
version = "2"
title = { zh = "本公司制度", en = "Our regulation" }
base = ["S@1"]

[[clause]]
number = "1"
zh = "查阅只为工作。"
en = "Files are read for work alone."
met = "enforced"
by = ["watch"]

[[watch]]
signal = "many"
clause = "1"
files = 7
minutes = 30
except = ["archivist"]
"#;
    let company = CompanyPack::read(text).unwrap();
    let regulation = Regulation::of_company(&company).unwrap();
    let watch = regulation.watches().of(Signal::Many).unwrap();
    assert_eq!(watch.limit, Limit::Many { files: 7, minutes: 30 });
    assert_eq!(watch.except, ["archivist"]);
    assert!(regulation.watches().of(Signal::Night).is_some(), "the base's stay");
    let again = CompanyPack::read(&company.to_toml()).unwrap();
    assert_eq!(again.own.watches, company.own.watches, "it is written as it was read");
}
