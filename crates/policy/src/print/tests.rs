use super::*;
use crate::CompanyPack;
use std::io::{Cursor, Read};

fn company(changes: &str) -> Regulation {
    let text = format!(
        "[pack]\ncode = \"own\"\nversion = \"3\"\n\
         title = {{ zh = \"<客户数据>制度\", en = \"Customer & data\" }}\n\
         base = [\"M@1\", \"L@1\"]\n{changes}"
    );
    let company = CompanyPack::read(&text).unwrap_or_else(|faults| panic!("{faults:?}"));
    Regulation::of_company(&company).unwrap_or_else(|faults| panic!("{faults:?}"))
}

const CHANGES: &str = "[[set]]\npack = \"M\"\nkey = \"loan.important_term\"\nvalue = \"2 days\"\n\
    reason = { zh = \"分公司在外地\", en = \"Branches are out of town\" }\n\
    [[drop]]\nclause = \"M 5.2.3.4\"\n\
    reason = { zh = \"没有纸质档案\", en = \"There are no files on paper\" }\n\
    [[hold]]\nmatter = \"loan.term\"\npack = \"L\"\n";

fn issue() -> Issue {
    let approval = |by: &str| Approval { by: by.to_owned(), on: "2026年11月20日".to_owned() };
    Issue {
        company: "岚山贸易有限公司".to_owned(),
        from: "2026年12月1日".to_owned(),
        approvals: vec![approval("总经理 周岚"), approval("营销总监 陈默")],
    }
}

/// A part of a document for Word.
fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_shipped_pack_is_a_book_with_its_own_numbers() {
    let regulation = Regulation::of_shipped("M").unwrap();
    let html = book(&regulation, Language::Zh);
    assert!(html.starts_with("<!doctype html>") && html.ends_with("</html>\n"));
    assert!(html.contains("<p id=\"5.1.6a\"><span class=\"number\">5.1.6a</span> "));
    assert!(html.contains("<a href=\"#chapter-2.1\">适用对象</a>"));
    assert!(html.contains("<h2 id=\"chapter-2.1\">适用对象</h2>"));
    assert!(!html.contains("<ins>") && !html.contains("与上一版本"));
    let body = html.split("</style>").nth(1).unwrap();
    assert!(!body.contains('{'), "a value is missing");
}

#[test]
fn a_companys_book_says_what_it_changed() {
    let (before, now) = (company(""), company(CHANGES));
    let html = Book::of(&now, Language::Zh).issued(issue()).against(&before).html();
    for said in [
        "<h1>&lt;客户数据&gt;制度</h1>",
        "<dd>总经理 周岚 2026年11月20日</dd>",
        "<dd>2026年12月1日</dd>",
        "<h2 id=\"part-1\">M 客户数据管理办法</h2>",
        "归还时限：<ins>2天</ins>。",
        "<p class=\"note\">重要资料归还时限：原为当日，本公司定为2天。理由：分公司在外地。</p>",
        "<p class=\"note\">销售经理归还时限：以L1-19.5.2为准，即3天。</p>",
        "附录一 与上一版本的差异",
        "<td>M 5.2.3.7<br>数值变更</td>",
        "不适用的条款",
        "公司决定以L为准",
    ] {
        assert!(html.contains(said), "{said}");
    }
    assert!(!html.contains("id=\"M-5.2.3.4\""), "the clause does not hold");
    let same = Book::of(&now, Language::En).against(&now).html();
    assert!(same.contains("The same as the version before."));
}

#[test]
fn the_document_for_word_has_real_headings_and_finds_them() {
    let (before, now) = (company(""), company(CHANGES));
    let book = Book::of(&now, Language::Zh).issued(issue()).against(&before);
    let docx = book.docx().unwrap();
    assert_eq!(docx, book.docx().unwrap(), "the same book, the same bytes");
    let body = part(&docx, "word/document.xml");
    assert!(body.contains("&lt;客户数据&gt;制度") && body.contains("TOC \\o &quot;1-2&quot;"));
    let headings = body.matches("<w:pStyle w:val=\"Heading").count();
    assert_eq!(body.matches("PAGEREF").count(), headings);
    assert_eq!(body.matches("<w:bookmarkStart").count(), headings);
    let articles = body.matches("<w:pStyle w:val=\"Article\"/>").count();
    assert_eq!(articles, now.clauses().len());
    assert!(
        body.contains("<w:rStyle w:val=\"ChangedValue\"/></w:rPr><w:t xml:space=\"preserve\">2天")
    );
    let styles = part(&docx, "word/styles.xml");
    for style in body.split("Style w:val=\"").skip(1) {
        let name = style.split('"').next().unwrap();
        assert!(styles.contains(&format!("w:styleId=\"{name}\"")), "{name}");
    }
}

#[test]
fn what_xml_cannot_hold_does_not_break_the_document() {
    let odd = CHANGES.replace("分公司在外地", "\\u0007<b>\\n&\\uFFFF");
    let regulation = company(&odd);
    let body = part(&Book::of(&regulation, Language::Zh).docx().unwrap(), "word/document.xml");
    assert!(body.contains("&lt;b&gt;</w:t><w:br/><w:t xml:space=\"preserve\">&amp;"));
    assert!(!body.contains('\u{7}') && !body.contains('\u{ffff}'));
}
