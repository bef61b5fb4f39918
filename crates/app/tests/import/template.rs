//! Templates of imports: kept from an import, applied to the next one by itself or by choice,
//! taken back, shared with the department, and nobody else's to change.

use crate::{count, log, refusal, taken};
use kedang_app::import::{
    Import, ImportChange, ImportTemplate, Key, Mode, NewTemplate, TemplateChange,
};
use kedang_app::{AppError, Context};
use kedang_domain::id::ImportTemplateId;
use kedang_testkit::{World, on_both_engines};
use std::collections::BTreeMap;

const LIST: &str = "客户名称,大概,手机\n甲公司,小甲,13812345678\n";
const OTHER: &str = "单位名称,联系电话\n乙公司,13912345678\n";

fn meant(import: &Import) -> Vec<String> {
    let mapping = &import.layout.mapping;
    mapping.columns.iter().map(|(n, c)| format!("{n}={}", c.target)).collect()
}

fn follow(template: Option<ImportTemplateId>) -> ImportChange {
    ImportChange { import_template: Some(template), ..ImportChange::default() }
}

/// An import of the list whose second column is a short name, and that changes customers on file.
async fn arranged(world: &World, ctx: &Context) -> Import {
    let import = taken(world, ctx, LIST).await;
    let change = ImportChange {
        columns: BTreeMap::from([(1, Some("short_name".to_owned()))]),
        mode: Some(Mode::CreateOrUpdate),
        key: Some(Key::Mobile),
        overwrite_empty: Some(true),
        ..ImportChange::default()
    };
    world.app.change_import(ctx, import.id, import.version, &change).await.unwrap()
}

async fn kept(world: &World, ctx: &Context, import: &Import, shared: bool) -> ImportTemplate {
    let new = NewTemplate { import: import.id, name: " 展会名单 ".to_owned(), shared };
    world.app.create_import_template(ctx, new).await.unwrap()
}

on_both_engines! {
    async fn the_next_file_with_the_same_headers_follows_it(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let first = arranged(&world, &ctx).await;
        assert_eq!(first.layout.applied, None);
        let template = kept(&world, &ctx, &first, false).await;
        assert_eq!((template.name.as_str(), template.definition.columns.len()), ("展会名单", 3));
        assert_eq!(log(&world, "import_template.create").await.len(), 1);

        // In any order of the columns, and said so.
        let next = taken(&world, &ctx, "手机,大概,客户名称\n13812345678,小甲,甲公司\n").await;
        let applied = next.layout.applied.clone().unwrap();
        assert_eq!((applied.id, applied.by_itself), (template.id, true));
        assert_eq!(meant(&next), ["0=mobile", "1=short_name", "2=name"]);
        assert_eq!(next.layout.plan, first.layout.plan);

        // Taken back, the columns are as without it.
        let back = app.change_import(&ctx, next.id, next.version, &follow(None)).await.unwrap();
        assert_eq!((back.layout.applied.as_ref(), back.layout.plan.mode), (None, Mode::Create));
        // By choice, with something else said of it at once.
        let change = ImportChange { mode: Some(Mode::Update), ..follow(Some(template.id)) };
        let again = app.change_import(&ctx, next.id, back.version, &change).await.unwrap();
        assert!(again.layout.applied.is_some_and(|applied| !applied.by_itself));
        assert_eq!((again.layout.plan.mode, again.layout.plan.key), (Mode::Update, Some(Key::Mobile)));
        // Removed, it is applied no more; what follows it stays.
        app.remove_import_template(&ctx, template.id, 1).await.unwrap();
        assert!(taken(&world, &ctx, LIST).await.layout.applied.is_none());
        assert!(app.import(&ctx, next.id).await.unwrap().layout.applied.is_some());
        assert_eq!(log(&world, "import_template.remove").await.len(), 1);
    }

    async fn what_does_not_fit_is_refused(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let first = arranged(&world, &ctx).await;
        let template = kept(&world, &ctx, &first, false).await;
        let other = taken(&world, &ctx, OTHER).await;
        assert_eq!(other.layout.applied, None, "other headers");
        for (id, code) in [
            (template.id, "import_template_foreign"),
            (ImportTemplateId::new(app.fresh()), "import_template_unknown"),
        ] {
            let told = refusal(app.change_import(&ctx, other.id, other.version, &follow(Some(id))).await);
            assert_eq!(told, ("/template_id".to_owned(), code));
        }
        let new = |name: &str| NewTemplate { import: other.id, name: name.to_owned(), shared: false };
        let told = refusal(app.create_import_template(&ctx, new(" ")).await);
        assert_eq!(told, ("/name".to_owned(), "name_empty"));
        let told = refusal(app.create_import_template(&ctx, new(&"名".repeat(41))).await);
        assert_eq!(told, ("/name".to_owned(), "too_long"));
        // Somebody else's import is none, and who does not import has no templates.
        let colleague = world.context("zhaolei").await;
        let told = app.create_import_template(&colleague, new("名单")).await;
        assert!(matches!(told, Err(AppError::NotFound)), "{told:?}");
        let seller = world.context("lixiang").await;
        let told = app.import_templates(&seller).await;
        assert!(matches!(told, Err(AppError::Refused(_))), "{told:?}");
        assert_eq!(count(&world, "SELECT count(*) FROM import_template").await, 1);
    }

    async fn it_is_shared_with_the_department_and_changed_by_its_maker(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        // Somebody who imports too, in the same department; another works elsewhere.
        let outside = world.context("zhaolei").await;
        let mut colleague = outside.clone();
        colleague.actor.department = ctx.actor.department;
        assert_ne!(outside.actor.department, ctx.actor.department);
        let first = arranged(&world, &ctx).await;
        let template = kept(&world, &ctx, &first, false).await;
        assert!(app.import_templates(&colleague).await.unwrap().is_empty());

        let share = TemplateChange { shared: Some(true), ..TemplateChange::default() };
        let shared = app.change_import_template(&ctx, template.id, 1, share.clone()).await.unwrap();
        assert_eq!((shared.version, log(&world, "import_template.update").await.len()), (2, 1));
        let same = app.change_import_template(&ctx, template.id, 2, share.clone()).await.unwrap();
        assert_eq!(same.version, 2, "nothing is different");
        assert_eq!(app.import_templates(&colleague).await.unwrap(), [shared]);
        assert!(app.import_templates(&outside).await.unwrap().is_empty());

        let told = app.change_import_template(&colleague, template.id, 2, share.clone()).await;
        assert!(matches!(told, Err(AppError::Refused(_))), "{told:?}");
        let told = app.remove_import_template(&colleague, template.id, 2).await;
        assert!(matches!(told, Err(AppError::Refused(_))), "{told:?}");
        let told = app.change_import_template(&outside, template.id, 2, share.clone()).await;
        assert!(matches!(told, Err(AppError::NotFound)), "{told:?}");
        let told = app.change_import_template(&ctx, template.id, 1, share).await;
        assert!(matches!(told, Err(AppError::Stale { current: 2 })), "{told:?}");
        let told = app.remove_import_template(&ctx, template.id, 1).await;
        assert!(matches!(told, Err(AppError::Stale { current: 2 })), "{told:?}");
        // Out of sight, it is not applied either.
        assert!(taken(&world, &outside, LIST).await.layout.applied.is_none());
    }
}
