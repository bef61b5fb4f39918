//! What belongs to a customer of a high level of secrecy lies sealed: nothing of it is left in the
//! database, and everything works for those who may see it. Each on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod kept;
mod leak;
mod rotate;

use kedang_app::customer::{Draft, NewContact};
use kedang_app::interaction::Report;
use kedang_app::uncertain::Fact;
use kedang_app::vault::Forgotten;
use kedang_app::{App, Context};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::org::InteractionKind;
use kedang_storage::vault::Sealing;
use kedang_testkit::World;
use serde_json::{Value, json};

const NAME: &str = "江宁深岭密封件有限公司";
const ALIAS: &str = "青石";
const CODE: &str = "91350100M000100Y43";
const PHONE: &str = "025-55550199";

fn values<const N: usize>(pairs: [(&str, Value); N]) -> Values {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn fact(field: &str, contact: Option<ContactId>) -> Fact {
    Fact { field: field.to_owned(), contact }
}

/// A customer of whom something of every kind is known.
async fn known(world: &World, owner: &Context) -> (CustomerId, ContactId) {
    let app = &world.app;
    let facts = values([
        ("credit_code", json!(CODE)),
        ("office_phone", json!(PHONE)),
        ("address", json!("深岭路八百八十八号")),
        ("region", json!("320102")),
    ]);
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: NAME.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: facts,
        contacts: Vec::new(),
    };
    let id = app.create_customer(owner, &draft).await.unwrap().customer.id;
    let facts =
        values([("mobile", json!("13912345678")), ("email", json!("tanxiaofeng@example.cn"))]);
    let contact = NewContact { name: "谭晓峰".to_owned(), values: facts, primary: true };
    let contact = app.create_contact(owner, id, contact).await.unwrap().id;
    let report = Report {
        kind: InteractionKind::Visit,
        direction: None,
        at: owner.now,
        contact: Some(contact),
        summary: "谈定年度框架价".to_owned(),
        detail: Some("让利百分之七点五，对手未知".to_owned()),
    };
    app.create_interaction(owner, id, report).await.unwrap();
    app.mark_uncertain(owner, id, fact("office_phone", None), "总机像是换过了").await.unwrap();
    app.mark_uncertain(owner, id, fact("address", None), "门牌存疑").await.unwrap();
    (id, contact)
}

/// Brings a customer into a state, as deciding on its level does.
async fn seal(app: &App, ctx: &Context, id: CustomerId, sealing: Sealing) {
    let mut work = app.begin(ctx).await.unwrap();
    app.settle_sealing(&mut work, id, sealing, ALIAS).await.unwrap();
    let draft = work.draft("customer.update");
    work.record(draft);
    work.commit().await.unwrap();
}

/// Lets the background finish what it does after a customer was sealed.
async fn forget(app: &App) {
    while app.forget_part().await.unwrap() != Forgotten::All {}
}
