use crate::{command, count, keep_keys, log};
use kedang_app::customer::Draft;
use kedang_app::saved_view::NewView;
use kedang_db::Sql;
use kedang_domain::field::CustomerKind;
use kedang_domain::saved_view::Definition;
use kedang_evidence::{Channel, Detail, Outcome};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

async fn customers(world: &World) {
    for (login, name, stage) in [
        ("wangmin", "甲公司", "potential"),
        ("sunjia", "乙公司", "intent"),
        ("tangbo", "丙公司", "potential"),
    ] {
        let ctx = world.context(login).await;
        let draft = Draft {
            kind: CustomerKind::Organization,
            name: name.to_owned(),
            template: "company".to_owned(),
            owner: None,
            values: [("stage".to_owned(), json!(stage))].into(),
            contacts: Vec::new(),
        };
        world.app.create_customer(&ctx, &draft).await.unwrap();
    }
}

/// The names in a CSV file, in order.
fn names(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let name = |line: &str| line.split(',').nth(1).unwrap().to_owned();
    text.lines().skip(1).map(name).collect()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Everything in a folder, by name.
fn files(folder: &Path) -> Vec<String> {
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}

on_both_engines! {
    async fn what_somebody_sees_leaves_under_their_name(world: World) {
        let company = world.company().await;
        keep_keys(&world);
        customers(&world).await;
        let folder = world.folder.join("out");
        fs::create_dir(&folder).unwrap();
        let path = folder.join("a.csv");
        let out = path.display().to_string();
        let run = command(&world, "export", &["--as", "qiaosen", "--purpose", "回访", "--format", "csv", "--sort", "code", &out]);
        assert_eq!(run.code, 0, "{}", run.error);
        assert!(run.out.starts_with(&out), "{}", run.out);
        assert_eq!(names(&path), ["甲公司", "乙公司"], "not the market's");
        assert_eq!(mode(&path), 0o600);
        let entry = log(&world, "customer.export").await.remove(0);
        let said = entry.draft();
        assert_eq!((said.channel, said.outcome), (Channel::Cli, Outcome::Done));
        let who = kedang_evidence::Actor::Person(company.id("qiaosen").to_string());
        assert_eq!((&said.actor, &said.details["rows"]), (&who, &Detail::Int(2)));

        // What is there stays, and nothing leaves.
        let export = |more: &[&str]| {
            let args = [&["--as", "qiaosen", "--purpose", "回访", "--format", "csv"], more, &[out.as_str()]].concat();
            command(&world, "export", &args)
        };
        fs::write(&path, "mine").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(export(&[]).failure().contains("--force"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(log(&world, "customer.export").await.len(), 1);
        assert_eq!(export(&["--force", "--filter", "stage:eq:intent"]).code, 0);
        assert_eq!((names(&path), mode(&path)), (vec!["乙公司".to_owned()], 0o600));
        assert_eq!(files(&folder), ["a.csv"], "nothing is left lying about");

        // A link is replaced and not followed.
        let aside = folder.join("aside");
        fs::write(&aside, "aside").unwrap();
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(&aside, &path).unwrap();
        assert!(export(&[]).failure().contains("--force"));
        assert_eq!(export(&["--force", "--columns", "stage", "--filter", "stage:eq:potential"]).code, 0);
        assert_eq!(fs::read_to_string(&aside).unwrap(), "aside");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.lines().nth(1).unwrap().ends_with(",潜在"), "{text}");
        let entry = log(&world, "customer.export").await.remove(0);
        assert_eq!(entry.draft().details["columns"], Detail::List(vec!["stage".to_owned()]));

        let book = folder.join("a.xlsx").display().to_string();
        let run = command(&world, "export", &["--as", "fangxin", "--purpose", "回访", "--format", "xlsx", &book]);
        assert_eq!(run.code, 0, "{}", run.error);
        assert!(fs::read(&book).unwrap().starts_with(b"PK"));
    }

    async fn a_view_is_a_list_with_a_name(world: World) {
        world.company().await;
        keep_keys(&world);
        customers(&world).await;
        let ctx = world.context("qiaosen").await;
        let definition = Definition {
            filters: vec!["stage:present:".to_owned()],
            sort: Some("-code".to_owned()),
            columns: ["code", "name", "updated", "stage"].map(str::to_owned).to_vec(),
        };
        let new = NewView { list: "customers".to_owned(), name: "有阶段".to_owned(), definition, shared: false };
        let id = world.app.create_saved_view(&ctx, new).await.unwrap().id.to_string();
        let path = world.folder.join("view.csv");
        let out = path.display().to_string();
        for view in ["有阶段", id.as_str()] {
            let args = ["--as", "qiaosen", "--purpose", "回访", "--format", "csv", "--force", "--view", view, &out];
            let run = command(&world, "export", &args);
            assert_eq!(run.code, 0, "{}", run.error);
            assert_eq!(names(&path), ["乙公司", "甲公司"]);
        }
        let args = ["--as", "qiaosen", "--purpose", "回访", "--format", "csv", "--force", "--view", "有阶段", "--sort", "code",
            "--filter", "stage:eq:potential", &out];
        assert_eq!(command(&world, "export", &args).code, 0);
        assert_eq!(names(&path), ["甲公司"]);
        // Somebody else's view is not there.
        let args = ["--as", "fangxin", "--purpose", "回访", "--format", "csv", "--force", "--view", "有阶段", &out];
        assert!(command(&world, "export", &args).failure().contains("no view"));
    }

    async fn what_the_page_refuses_is_refused_here(world: World) {
        let company = world.company().await;
        keep_keys(&world);
        customers(&world).await;
        let folder = world.folder.join("out");
        fs::create_dir(&folder).unwrap();
        let out = folder.join("a.csv").display().to_string();
        let export = |login: &str, more: &[&str]| {
            let args = [&["--as", login, "--purpose", "回访", "--format", "csv"], more, &[out.as_str()]].concat();
            command(&world, "export", &args)
        };
        for login in ["wangmin", "liuyun", "admin"] {
            let run = export(login, &[]);
            assert!(run.failure().contains("customer.export") && run.error.contains("M 5.2.3.1"), "{}", run.error);
            let entry = log(&world, "customer.export").await.remove(0);
            let said = entry.draft();
            assert_eq!((said.channel, said.outcome), (Channel::Cli, Outcome::Refused));
            assert_eq!(said.reason.as_deref(), Some("not_permitted"));
            assert_eq!(said.actor, kedang_evidence::Actor::Person(company.id(login).to_string()));
        }
        let tried = log(&world, "customer.export").await.len();
        for (more, why) in [
            (&["--filter", "stage:eq:nonsense"][..], "/filter/0 choice_unknown"),
            (&["--filter", "nonsense"], "/filter/0 filter_format"),
            (&["--columns", "stage,nonsense"], "/columns field_unknown"),
            (&["--sort", "nonsense"], "/sort sort_unknown"),
            (&["--view", "nonsense"], "no view"),
        ] {
            let run = export("qiaosen", more);
            assert!(run.failure().contains(why), "{}", run.error);
        }
        let args = ["--as", "qiaosen", "--format", "csv", &out];
        assert!(command(&world, "export", &args).failure().contains("/purpose required"));
        assert!(export("nobody", &[]).failure().contains("nobody signs in"));
        let mut tx = world.app.db().begin().await.unwrap();
        let sql = Sql::new("UPDATE person SET active = 0 WHERE id = $1");
        tx.run_exactly(1, sql.bind(company.id("qiaosen").to_string())).await.unwrap();
        tx.commit().await.unwrap();
        assert!(export("qiaosen", &[]).failure().contains("not active"));
        // Where nothing can be written nothing leaves.
        let nowhere = folder.join("missing/a.csv").display().to_string();
        let run = command(&world, "export", &["--as", "fangxin", "--purpose", "回访", "--format", "csv", &nowhere]);
        assert!(run.failure().contains("cannot be written"), "{}", run.error);
        assert_eq!(log(&world, "customer.export").await.len(), tried);
        assert!(files(&folder).is_empty());
        assert_eq!(command(&world, "export", &["--as", "fangxin", "--purpose", "回访", "--format", "pdf", &out]).code, 2);
        assert_eq!(count(&world, "SELECT count(*) FROM customer").await, 3);
    }
}
