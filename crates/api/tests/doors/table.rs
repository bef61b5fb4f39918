//! Whom each operation is for.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What somebody of another department without rights is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// There is no such thing.
    Gone,
    /// It is not for them; that there is such a thing is no secret.
    Denied,
    /// It is about themselves, or only of what they see.
    Own,
    /// It is about themselves, and what is sent in the test does not do.
    Bad,
    /// It is for whoever has not signed in yet.
    Open,
}

/// What a program is told whose token has another scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// It is not covered.
    Denied,
    /// As before, for a program of the administrator's.
    Administrators,
    /// There is no such thing without the scope.
    Gone,
    /// That is for people, not for programs.
    Session,
    /// No scope is needed: what its person sees without any right, and their own settings.
    Own,
    /// It is for whoever has not signed in yet.
    Open,
}

pub(crate) type Ids = BTreeMap<&'static str, String>;

/// An operation.
pub(crate) struct Door {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) foreign: Foreign,
    pub(crate) program: Program,
    /// A body that would do, or null.
    pub(crate) body: fn(&Ids) -> Value,
}

impl Door {
    /// Whether it is about one customer, of whom who does not see it must not learn.
    pub(crate) fn is_a_customers(&self) -> bool {
        self.foreign == Foreign::Gone
            && ["/customers/{", "/contacts/{", "/greetings/{", "/interactions/{"]
                .iter()
                .any(|start| self.path.starts_with(start))
    }
}

const fn door(
    method: &'static str,
    path: &'static str,
    foreign: Foreign,
    program: Program,
    body: fn(&Ids) -> Value,
) -> Door {
    Door { method, path, foreign, program, body }
}

fn none(_: &Ids) -> Value {
    Value::Null
}

use Foreign::{Bad, Denied, Gone, Open, Own};
use Program as P;

#[rustfmt::skip]
pub(crate) const DOORS: &[Door] = &[
    door("GET", "/absences", Own, P::Own, none),
    door("POST", "/absences", Own, P::Session, |ids| json!({ "substitute_id": ids["/people"], "from": "2026-12-01", "to": "2026-12-04" })),
    door("DELETE", "/absences/{id}", Gone, P::Session, none),
    door("GET", "/access-tokens", Own, P::Session, none),
    door("POST", "/access-tokens", Own, P::Session, |_| json!({ "name": "y", "scopes": ["interaction.create"], "expires_on": "2027-11-01" })),
    door("DELETE", "/access-tokens/{id}", Gone, P::Session, none),
    door("PATCH", "/account", Own, P::Session, |_| json!({ "locale": "zh" })),
    door("PUT", "/account/password", Bad, P::Session, |_| json!({ "current": "wrong", "new": "三号车间 的 蓝色 水泵" })),
    door("POST", "/account/totp", Own, P::Session, none),
    door("DELETE", "/account/totp", Bad, P::Session, |_| json!({ "password": "wrong" })),
    door("POST", "/account/totp/confirmation", Bad, P::Session, |_| json!({ "code": "000000" })),
    door("GET", "/card-templates", Own, P::Own, none),
    door("POST", "/card-templates", Denied, P::Denied, |_| json!({ "base": "company", "label": { "zh": "新卡", "en": "New card" } })),
    door("GET", "/card-templates/{code}", Own, P::Own, none),
    door("PATCH", "/card-templates/{code}", Denied, P::Denied, |_| json!({ "label": { "zh": "改名", "en": "Other" } })),
    door("GET", "/cleaning/invalid", Denied, P::Denied, none),
    door("PUT", "/cleaning/invalid/{id}", Denied, P::Denied, |_| json!({ "state": "fine", "reason": "x" })),
    door("GET", "/clashes?part=ruler", Own, P::Own, none),
    door("POST", "/clashes", Denied, P::Denied, |_| json!({ "customer": { "kind": "organization", "name": "乙公司" }, "reference": "x", "wish": "share", "reason": "x" })),
    door("GET", "/clashes/{id}", Gone, P::Own, none),
    door("POST", "/clashes/{id}/ruling", Gone, P::Denied, |_| json!({ "ruling": "keep", "reason": "先建档" })),
    door("POST", "/clashes/{id}/settlement", Gone, P::Denied, |_| json!({ "until": "2026-12-20", "reason": "协助" })),
    door("POST", "/clashes/{id}/statements", Gone, P::Own, |_| json!({ "text": "一直由我跟进" })),
    door("POST", "/clashes/{id}/withdrawal", Gone, P::Denied, none),
    door("GET", "/company", Own, P::Own, none),
    door("PATCH", "/company", Denied, P::Administrators, |_| json!({ "name": "改名公司" })),
    door("GET", "/contacts", Own, P::Own, none),
    door("POST", "/contacts/reading", Denied, P::Denied, |_| json!({ "text": "BEGIN:VCARD\nFN:陈静\nEND:VCARD" })),
    door("GET", "/contacts/{id}/card", Gone, P::Own, none),
    door("DELETE", "/contacts/{id}", Gone, P::Denied, none),
    door("PATCH", "/contacts/{id}", Gone, P::Denied, |_| json!({ "name": "改名" })),
    door("GET", "/customers", Own, P::Own, none),
    door("POST", "/customers", Denied, P::Denied, |_| json!({ "kind": "organization", "name": "乙公司" })),
    door("POST", "/customers/bulk", Denied, P::Denied, |ids| json!({ "ids": [ids["/customers"]], "action": { "set": { "stage": "lost" } }, "reason": "x" })),
    door("POST", "/customers/clashes", Denied, P::Denied, |_| json!({ "kind": "organization", "name": "乙公司" })),
    door("POST", "/customers/check", Denied, P::Denied, |_| json!({ "kind": "organization", "name": "乙公司" })),
    door("GET", "/customers/count", Own, P::Own, none),
    door("GET", "/customers/export?format=csv", Denied, P::Denied, none),
    door("GET", "/customers/{id}", Gone, P::Own, none),
    door("PATCH", "/customers/{id}", Gone, P::Denied, |_| json!({ "name": "改名公司" })),
    door("GET", "/customers/{id}/card", Gone, P::Own, none),
    door("GET", "/customers/{id}/contacts", Gone, P::Own, none),
    door("POST", "/customers/{id}/contacts", Gone, P::Denied, |_| json!({ "name": "李新" })),
    door("POST", "/customers/{id}/events", Gone, P::Own, |_| json!({ "kind": "visit", "happened_at": "2026-11-23T00:40:00Z" })),
    door("GET", "/customers/{id}/evidence", Gone, P::Denied, none),
    door("POST", "/customers/{id}/interactions", Gone, P::Own, |_| json!({ "kind": "call", "at": "2026-11-23T00:40:00Z", "summary": "来电" })),
    door("GET", "/customers/{id}/merge-proposal?other={other}", Gone, P::Own, none),
    door("GET", "/customers/{id}/merges", Gone, P::Own, none),
    door("POST", "/customers/{id}/merges", Gone, P::Denied, |ids| json!({ "other_id": ids["{other}"], "other_version": 1, "reason": "重复" })),
    door("GET", "/customers/{id}/merges/{merge_id}", Gone, P::Own, none),
    door("POST", "/customers/{id}/merges/{merge_id}/undo", Gone, P::Denied, |_| json!({ "reason": "误合" })),
    door("PUT", "/customers/{id}/owner", Gone, P::Denied, |ids| json!({ "owner_id": ids["/people"], "reason": "调整" })),
    door("GET", "/customers/{id}/shares", Gone, P::Own, none),
    door("POST", "/customers/{id}/shares", Gone, P::Denied, |ids| json!({ "person_id": ids["/people"], "until": "2026-12-20", "reason": "协助" })),
    door("DELETE", "/customers/{id}/shares/{share_id}", Gone, P::Denied, none),
    door("GET", "/customers/{id}/timeline", Gone, P::Own, none),
    door("POST", "/customers/{id}/uncertain", Gone, P::Denied, |_| json!({ "field": "credit_code", "note": "x" })),
    door("POST", "/customers/{id}/verification", Gone, P::Denied, |_| json!({ "field": "stage", "how": "电话" })),
    door("GET", "/departments", Own, P::Own, none),
    door("POST", "/departments", Denied, P::Administrators, |_| json!({ "name": "新部门", "kind": "sales" })),
    door("PATCH", "/departments/{id}", Denied, P::Administrators, |_| json!({ "name": "改名部门" })),
    door("GET", "/divisions", Own, P::Own, none),
    door("GET", "/evidence", Denied, P::Denied, none),
    door("GET", "/evidence/checkpoint", Denied, P::Denied, none),
    door("POST", "/evidence/verification", Denied, P::Denied, none),
    door("GET", "/evidence/{index}", Denied, P::Denied, none),
    door("GET", "/exports", Own, P::Own, none),
    door("POST", "/exports", Denied, P::Denied, |_| json!({ "purpose": "回访", "format": "csv" })),
    door("GET", "/exports/{id}", Gone, P::Own, none),
    door("POST", "/exports/{id}/approval", Gone, P::Session, none),
    door("POST", "/exports/{id}/file", Gone, P::Denied, none),
    door("POST", "/exports/{id}/refusal", Gone, P::Session, |_| json!({ "reason": "x" })),
    door("GET", "/fields", Own, P::Own, none),
    door("POST", "/fields", Denied, P::Denied, |_| json!({ "label": { "zh": "新字段", "en": "New" }, "field_type": "text", "subject": "customer" })),
    door("PATCH", "/fields/{key}", Denied, P::Denied, |_| json!({ "filterable": false })),
    door("GET", "/greeting-settings", Own, P::Own, none),
    door("PATCH", "/greeting-settings", Denied, P::Denied, |_| json!({ "days_ahead": 3 })),
    door("GET", "/greetings", Own, P::Own, none),
    door("PATCH", "/greetings/{id}", Gone, P::Own, |_| json!({ "text": "生日快乐" })),
    door("POST", "/greetings/{id}/completion", Gone, P::Own, |_| json!({})),
    door("POST", "/greetings/{id}/skip", Gone, P::Own, |_| json!({ "reason": "已面贺" })),
    door("GET", "/imports", Denied, P::Denied, none),
    door("POST", "/imports", Denied, P::Denied, none),
    door("GET", "/imports/{id}", Denied, P::Denied, none),
    door("DELETE", "/imports/{id}", Denied, P::Denied, none),
    door("PATCH", "/imports/{id}", Denied, P::Denied, |_| json!({ "template": "company" })),
    door("POST", "/imports/{id}/fixes", Denied, P::Denied, |_| json!({ "column": 1, "fix": "clear" })),
    door("GET", "/imports/{id}/preview", Denied, P::Denied, none),
    door("GET", "/imports/{id}/rejects", Denied, P::Denied, none),
    door("GET", "/imports/{id}/rows", Denied, P::Denied, none),
    door("PATCH", "/imports/{id}/rows/{row}", Denied, P::Denied, |_| json!({ "cells": { "1": "13812345678" } })),
    door("POST", "/imports/{id}/undo", Denied, P::Denied, none),
    door("POST", "/imports/{id}/writing", Denied, P::Denied, none),
    door("GET", "/import-templates", Denied, P::Denied, none),
    door("POST", "/import-templates", Denied, P::Denied, |_| json!({ "import_id": "00000000-0000-4000-8000-000000000000", "name": "展会名单" })),
    door("PATCH", "/import-templates/{id}", Denied, P::Denied, |_| json!({})),
    door("DELETE", "/import-templates/{id}", Denied, P::Denied, none),
    door("GET", "/inbox", Own, P::Own, none),
    door("GET", "/inbox/unread", Own, P::Own, none),
    door("POST", "/inbox/reading", Own, P::Own, |_| json!({ "up_to": "01935c8e-0000-7000-8000-000000000000" })),
    door("POST", "/inbox/{id}/reading", Gone, P::Own, none),
    door("GET", "/industries", Own, P::Own, none),
    door("PATCH", "/interactions/{id}", Gone, P::Own, |_| json!({})),
    door("DELETE", "/interactions/{id}", Gone, P::Own, none),
    door("GET", "/obligations", Own, P::Own, none),
    door("GET", "/obligations/count", Own, P::Own, none),
    door("GET", "/obligations/{id}", Gone, P::Own, none),
    door("POST", "/obligations/{id}/extensions", Gone, P::Own, |_| json!({ "until": "2026-12-20", "reason": "等待回执" })),
    door("POST", "/obligations/{id}/extensions/{extension_id}/decision", Gone, P::Session, |_| json!({ "granted": true })),
    door("GET", "/people", Own, P::Own, none),
    door("POST", "/people", Denied, P::Administrators, |_| json!({ "login": "xu.jing", "name": "徐静", "role_ids": [] })),
    door("GET", "/people/{id}", Own, P::Own, none),
    door("PATCH", "/people/{id}", Denied, P::Administrators, |_| json!({ "name": "改名" })),
    door("POST", "/people/{id}/deactivation", Denied, P::Administrators, none),
    door("DELETE", "/people/{id}/deactivation", Denied, P::Administrators, none),
    door("DELETE", "/people/{id}/lockout", Denied, P::Administrators, none),
    door("POST", "/people/{id}/password-reset", Denied, P::Administrators, none),
    door("DELETE", "/people/{id}/totp", Denied, P::Administrators, none),
    door("GET", "/policy", Own, P::Own, none),
    door("GET", "/policy/clauses", Own, P::Own, none),
    door("GET", "/policy/versions", Own, P::Own, none),
    door("POST", "/policy/versions", Denied, P::Denied, |_| json!({})),
    door("GET", "/policy/versions/{id}", Gone, P::Gone, none),
    door("PATCH", "/policy/versions/{id}", Gone, P::Gone, |_| json!({})),
    door("DELETE", "/policy/versions/{id}", Gone, P::Gone, none),
    door("POST", "/policy/versions/{id}/approval", Gone, P::Session, |_| json!({})),
    door("GET", "/policy/versions/{id}/book.docx", Gone, P::Gone, none),
    door("GET", "/policy/versions/{id}/book.html", Gone, P::Gone, none),
    door("GET", "/policy/versions/{id}/difference", Gone, P::Gone, none),
    door("POST", "/policy/versions/{id}/proposal", Gone, P::Gone, |_| json!({ "active_from": "2026-12-01" })),
    door("DELETE", "/policy/versions/{id}/proposal", Gone, P::Gone, none),
    door("POST", "/policy/versions/{id}/refusal", Gone, P::Session, |_| json!({ "reason": "x" })),
    door("GET", "/policy/versions/{id}/toml", Gone, P::Gone, none),
    door("PUT", "/policy/versions/{id}/toml", Gone, P::Gone, |_| json!("[pack]")),
    door("GET", "/posts", Own, P::Own, none),
    door("POST", "/posts", Denied, P::Administrators, |_| json!({ "name": "新岗位" })),
    door("PATCH", "/posts/{id}", Denied, P::Administrators, |_| json!({ "name": "改名" })),
    door("GET", "/roles", Own, P::Own, none),
    door("POST", "/roles", Denied, P::Administrators, |_| json!({ "code": "other", "name": "新角色", "permissions": [] })),
    door("DELETE", "/roles/{id}", Denied, P::Administrators, none),
    door("PATCH", "/roles/{id}", Denied, P::Administrators, |_| json!({ "name": "改名" })),
    door("GET", "/saved-views", Own, P::Own, none),
    door("POST", "/saved-views", Own, P::Own, |_| json!({ "name": "新视图", "list": "customers", "definition": { "filters": [], "columns": [] } })),
    door("PATCH", "/saved-views/{id}", Gone, P::Own, |_| json!({})),
    door("DELETE", "/saved-views/{id}", Gone, P::Own, none),
    door("GET", "/search?q=%E5%8D%8E%E5%8C%97%E7%A7%98%E6%B3%B5", Own, P::Own, none),
    door("GET", "/search/box?q=%E8%B4%9F%E8%B4%A3%E4%BA%BA:%E6%88%91", Own, P::Own, none),
    door("GET", "/search/recent", Own, P::Own, none),
    door("POST", "/search/recent", Own, P::Own, |_| json!({ "q": "行业:物流" })),
    door("DELETE", "/search/recent/{id}", Gone, P::Own, none),
    door("DELETE", "/search/recent", Own, P::Own, none),
    door("GET", "/session", Own, P::Own, none),
    door("POST", "/session", Open, P::Open, none),
    door("DELETE", "/session", Own, P::Session, none),
    door("GET", "/sessions", Own, P::Session, none),
    door("DELETE", "/sessions", Own, P::Session, none),
    door("DELETE", "/sessions/{id}", Gone, P::Session, none),
    door("GET", "/setup", Open, P::Open, none),
    door("POST", "/setup", Open, P::Open, none),
    door("GET", "/twins", Denied, P::Denied, none),
    door("POST", "/twins/search", Denied, P::Denied, none),
    door("PUT", "/twins/{a}/{b}", Denied, P::Denied, |_| json!({ "state": "later" })),
    door("GET", "/workbench", Own, P::Own, none),
];
