use crate::kedang;
use std::fs;

/// One company three times (traditional characters, a typed code, a shortened name), its branch,
/// a total and somebody else.
const TABLE: &str = "客户资料表,,,,,\n\
    客户名称,统一社会信用代码,法定代表人,手机,地址,成立日期\n\
    南京华北泵业有限公司,91320115668471144W,齐德,18351542805,南京市江宁区通达路664号,2017-12-18\n\
    南京華北泵業有限公司,91320115668471144w,齐德,183 5154 2805,江宁区通达路664号,2017年12月18日\n\
    合计,,,,,\n\
    华北泵业,,齐德,18351542805,江苏省南京市江宁区通达路664号,2017/12/18\n\
    南京华北泵业有限公司苏州分公司,,齐德,13912340987,苏州市姑苏区人民路1号,2019-03-02\n\
    嘉兴市野狮建材有限公司,91330483MAYE17RM8P,李钱度,13355726239,嘉兴市桐乡市振兴路8号,2020-05-06\n";

#[test]
fn rows_of_one_company_are_paired_and_its_branch_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (table, out) = (folder.path().join("客户.csv"), folder.path().join("pairs.csv"));
    fs::write(&table, TABLE).unwrap();
    let (table, out) = (table.display().to_string(), out.display().to_string());
    let run = kedang(&["match", &table, "--pairs", &out]);
    assert_eq!((run.code, run.out.as_str()), (0, "5 records, 3 pairs\n"), "{}", run.error);
    let pairs = fs::read_to_string(&out).unwrap();
    let mut lines = pairs.lines();
    assert_eq!(lines.next(), Some("record_id_a,record_id_b,probability"));
    // Rows keep their place below the header, whatever is left out between them.
    let ids: Vec<_> = lines.map(|line| line.rsplit_once(',').unwrap().0).collect();
    assert_eq!(ids, ["1,2", "1,4", "2,4"]);
}

#[test]
fn what_is_no_table_of_customers_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("pairs.csv").display().to_string();
    for (name, content, why) in [
        ("colours.csv", "颜色,数量\n红,1\n", "name_column_missing"),
        ("empty.csv", "", "file_empty"),
        ("picture.csv", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR", "cannot be read"),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, content).unwrap();
        let file = file.display().to_string();
        let run = kedang(&["match", &file, "--pairs", &out]);
        assert!(run.failure().contains(why), "{name}: {}", run.error);
        assert!(!fs::exists(&out).unwrap(), "{name}");
    }
    let run = kedang(&["match", "nowhere.csv", "--pairs", &out]);
    assert!(run.failure().contains("nowhere.csv"));
}
