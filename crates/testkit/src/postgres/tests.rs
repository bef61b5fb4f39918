use super::*;

/// A home of its own, whose cluster is gone at the end of the test, also of one that failed.
struct Own(Home);

impl Own {
    fn new(name: &str) -> Self {
        let own = Self(Home(Home::shared().0.join(format!("{name}-{}", std::process::id()))));
        own.clear();
        own
    }

    fn clear(&self) {
        if let Some(cluster) = self.0.recorded() {
            cluster.remove().unwrap();
        }
        let _ = fs::remove_dir_all(&self.0.0);
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        self.clear();
    }
}

fn shared() -> Cluster {
    Home::shared().ensure().unwrap()
}

fn name_in(url: &str) -> &str {
    url.split(['/', '?']).nth(3).unwrap()
}

#[test]
fn every_call_gives_a_database_of_its_own() {
    let one = database_url("owner can't see: 客户");
    let two = database_url("owner can't see: 客户");
    assert_ne!(one, two);
    assert!(one.starts_with("postgres://kedang@localhost/t_"), "{one}");

    shared().psql(name_in(&one), &["CREATE TABLE only_here (n BIGINT)"]).unwrap();
    let tables = "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'";
    assert_eq!(shared().psql(name_in(&one), &[tables]).unwrap().trim(), "1");
    assert_eq!(shared().psql(name_in(&two), &[tables]).unwrap().trim(), "0");
}

#[test]
fn the_url_is_understood_as_it_stands() {
    let url = database_url("url");
    let mut command = clean(shared().bin.join("psql"));
    command.args(["-X", "-A", "-t", "-c", "SELECT current_database()", &url]);
    assert_eq!(String::from_utf8(run(&mut command).unwrap().stdout).unwrap().trim(), name_in(&url));
}

#[test]
fn keys_without_a_collation_are_told_from_bytes() {
    let url = database_url("collation");
    let sorted = "SELECT string_agg(t, '' ORDER BY t) FROM (VALUES ('b'), ('B'), ('a')) v(t)";
    assert_eq!(shared().psql(name_in(&url), &[sorted]).unwrap().trim(), "abB");
}

#[test]
fn a_template_is_prepared_once_and_copied() {
    let key = format!("once-{}", std::process::id());
    let cluster = shared();
    let prepare = |url: &str| {
        cluster.psql(name_in(url), &["CREATE TABLE card (n BIGINT)", "INSERT INTO card VALUES (7)"])
    };
    let made = template(&key, |url| prepare(url).map(drop)).unwrap();
    let again = template(&key, |_| Err("prepared twice")).unwrap();
    assert_eq!(made, again);

    let url = database_url_from("copy", &made);
    assert_eq!(cluster.psql(name_in(&url), &["SELECT n FROM card"]).unwrap().trim(), "7");
    cluster.psql("postgres", &[&drop_statement(&made)]).unwrap();
}

#[test]
fn a_template_that_failed_is_not_kept() {
    let key = format!("failed-{}", std::process::id());
    let why = template(&key, |_| Err("no such column")).unwrap_err().to_string();
    assert!(why.contains(&key) && why.contains("no such column"), "{why}");

    let made = template(&key, |_| Ok::<(), &str>(())).unwrap();
    shared().psql("postgres", &[&drop_statement(&made)]).unwrap();
}

#[test]
fn an_unknown_template_and_a_taken_name_are_refused() {
    let why = fresh("x", Some("m_never_made")).unwrap_err().to_string();
    assert!(why.contains("m_never_made"), "{why}");

    let name = format!("t_{}_taken", std::process::id());
    create_database(&name, None).unwrap();
    let why = create_database(&name, None).unwrap_err().to_string();
    assert!(why.contains("already exists"), "{why}");
    shared().psql("postgres", &[&drop_statement(&name)]).unwrap();
}

#[test]
fn all_who_ask_at_once_get_one_cluster_and_a_dead_one_is_replaced() {
    let own = Own::new("life");
    let dirs: Vec<PathBuf> = std::thread::scope(|scope| {
        let ask = || scope.spawn(|| own.0.ensure().unwrap().dir);
        let asked: Vec<_> = (0..8).map(|_| ask()).collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(dirs.iter().all(|dir| dir == &dirs[0]), "{dirs:?}");

    let first = own.0.running().unwrap();
    let mut crash = first.command("pg_ctl").unwrap();
    run(crash.args(["-D", "data", "-m", "immediate", "-w", "-s", "stop"])).unwrap();
    assert!(own.0.running().is_none());

    let second = own.0.ensure().unwrap();
    assert_ne!(first.dir, second.dir);
    assert!(!first.dir.exists());
    second.fresh("after", None).unwrap();

    second.remove().unwrap();
    assert!(own.0.recorded().is_none());
    assert!(!second.dir.exists());
}

#[test]
fn databases_of_ended_processes_are_swept() {
    let own = Own::new("sweep");
    let cluster = own.0.ensure().unwrap();
    // No process has this number: the kernel's highest is 4,194,304.
    let name = |n: usize| format!("t_99999999_{n}_left");
    let create: Vec<String> = (0..=LEFTOVERS).map(|n| create_statement(&name(n), None)).collect();
    let create: Vec<&str> = create.iter().map(String::as_str).collect();
    cluster.psql("postgres", &create).unwrap();

    let kept = cluster.fresh("kept", None).unwrap();
    let left = cluster
        .psql("postgres", &["SELECT datname FROM pg_database WHERE datname LIKE 't\\_%'"])
        .unwrap();
    assert_eq!(left.trim(), name_in(&kept));
}

#[test]
fn without_postgresql_the_text_says_what_to_install() {
    let why = programs(&[(Some(15), PathBuf::from("/nowhere"))]).unwrap_err().to_string();
    assert!(why.contains("PostgreSQL 15 or later") && why.contains("apt-get install"), "{why}");
}

#[test]
fn a_version_too_old_is_named() {
    let bin = shared().bin;
    let why = programs(&[(Some(14), bin.clone())]).unwrap_err().to_string();
    assert!(why.contains("version 14 in"), "{why}");
    assert_eq!(programs(&[(Some(14), bin.clone()), (None, bin.clone())]).unwrap(), bin);
}

#[test]
fn the_server_gets_an_account_that_exists() {
    let both = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n";
    assert_eq!(ordinary_account(both), Some((65534, 65533)));
    let debian = format!("{both}postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash\n");
    assert_eq!(ordinary_account(&debian), Some((101, 104)));
    assert_eq!(ordinary_account("root:x:0:0:root:/root:/bin/sh\n"), None);
}

#[test]
fn names_need_no_quoting_and_stay_within_the_limit() {
    assert_eq!(identifier("Save & 客户-1", 30), "save______1");
    let name = database_name(&"长".repeat(100));
    assert!(name.len() <= 63, "{name}");
    assert!(!has_ended(&name));
    assert!(has_ended("t_99999999_1_x"));
    assert!(!has_ended("m_template"));
}

#[test]
fn a_state_that_names_a_strange_folder_is_not_trusted() {
    let own = Own::new("strange");
    fs::create_dir_all(&own.0.0).unwrap();
    for dir in ["/home", "kedang-pg-1", "/tmp/other"] {
        fs::write(own.0.state(), format!("dir={dir}\nbin=/usr/bin\n")).unwrap();
        assert!(own.0.recorded().is_none(), "{dir}");
    }
}
