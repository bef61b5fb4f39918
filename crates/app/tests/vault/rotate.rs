use crate::{PHONE, known, seal};
use kedang_app::AppError;
use kedang_app::vault::VaultState;
use kedang_db::Db;
use kedang_storage::vault::{self, Sealing, Vault};
use kedang_testkit::on_both_engines;
use kedang_vault::{KEY, MasterKeys, Suite};
use serde_json::json;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

on_both_engines! {
    async fn the_keys_of_customers_are_wrapped_anew_while_everything_works(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let (id, _) = known(&world, &owner).await;
        // A process whose keys lie where another can add one.
        let kept = Arc::new(Mutex::new(MasterKeys::first([4; KEY])));
        let read = Arc::clone(&kept);
        let again = move || Some(read.lock().unwrap().clone());
        let db = Db::open(&world.location()).await.unwrap();
        let drawn = AtomicU8::new(0);
        let random = move |bytes: &mut [u8]| bytes.fill(drawn.fetch_add(1, Ordering::Relaxed));
        vault::attach(&db, Vault::new(MasterKeys::first([4; KEY]), Suite::Sm4Gcm, Box::new(random), Box::new(again)));
        let app = world.on(db.clone());
        seal(&app, &owner, id, Sealing::Facts).await;
        let state = app.vault_state().await.unwrap();
        assert_eq!((state.customers, state.held.as_slice(), state.older()), (1, &[1][..], 0));

        kept.lock().unwrap().add([5; KEY]);
        while app.rewrap_part().await.unwrap() {}
        let state: VaultState = app.vault_state().await.unwrap();
        assert_eq!((state.held.as_slice(), state.older(), state.lost().count()), (&[1, 2][..], 0, 0));
        let opened = app.open_customer(&owner, id).await.unwrap();
        assert_eq!(opened.customer.values["office_phone"], json!(PHONE));

        // Whoever has only the first key is told what is missing, and sees nothing.
        let state = world.app.vault_state().await.unwrap();
        assert_eq!(state.lost().collect::<Vec<_>>(), [2]);
        assert!(matches!(world.app.open_customer(&owner, id).await, Err(AppError::Internal(_))));
        db.close().await;
    }
}
