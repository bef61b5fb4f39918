//! Acts on what one person wrote or gave: the rule looks at who that was.

use super::secret::locked;
use super::{Act, Actor, Decision, Reason, Standing, deny, role};
use crate::id::PersonId;
use crate::role::Permission;

/// For so long the author may mend a record of an interaction, in ms. Afterwards it stands: what
/// was reported on a day must not look different a month later (C3).
pub const INTERACTION_MENDING_MS: i64 = 24 * 3_600_000;

/// Who wrote an interaction, when, and the time now.
#[derive(Clone, Copy, Debug)]
pub struct Authorship {
    /// Who wrote it.
    pub author: PersonId,
    /// When it was written, ms UTC; not when the interaction took place.
    pub written_at: i64,
    /// Now, ms UTC.
    pub now: i64,
}

/// Mend or take back the record of an interaction.
#[derive(Debug)]
pub enum MendInteraction {}
impl Act for MendInteraction {
    type On = Authorship;
    const NAME: &'static str = "interaction.mend";
    fn decide(actor: &Actor, on: &Authorship) -> Decision {
        if on.author != actor.person {
            deny(Reason::NotTheAuthor, "interaction")
        } else if on.now - on.written_at > INTERACTION_MENDING_MS {
            deny(Reason::TooLate, "interaction")
        } else {
            role(actor, Permission::InteractionCreate, "interaction")
        }
    }
}

/// For so long after its end an import may be undone by its maker, in ms. Later its customers have
/// become the company's daily work.
pub const IMPORT_UNDOING_MS: i64 = 30 * 24 * 3_600_000;

/// An import that is over, and when it was asked to be undone.
#[derive(Clone, Copy, Debug)]
pub struct WrittenImport {
    /// Who imported.
    pub maker: PersonId,
    /// When its writing ended, ms UTC.
    pub ended_at: i64,
    /// When somebody asked to undo it, ms UTC.
    pub asked_at: i64,
}

/// Undo a whole import (I4): whoever ran it, while they may still import.
#[derive(Debug)]
pub enum UndoImport {}
impl Act for UndoImport {
    type On = WrittenImport;
    const NAME: &'static str = "import.undo";
    fn decide(actor: &Actor, on: &WrittenImport) -> Decision {
        if on.maker != actor.person {
            deny(Reason::NotTheAuthor, "import")
        } else if on.asked_at - on.ended_at > IMPORT_UNDOING_MS {
            deny(Reason::TooLate, "import")
        } else {
            role(actor, Permission::ImportRun, "import")
        }
    }
}

/// Change or remove a saved view; `On` is who made it.
#[derive(Debug)]
pub enum ChangeSavedView {}
impl Act for ChangeSavedView {
    type On = PersonId;
    const NAME: &'static str = "saved_view.change";
    fn decide(actor: &Actor, maker: &PersonId) -> Decision {
        if *maker == actor.person { Decision::Allow } else { deny(Reason::NotTheAuthor, "editing") }
    }
}

/// Change or remove a template of imports; `On` is who made it.
#[derive(Debug)]
pub enum ChangeImportTemplate {}
impl Act for ChangeImportTemplate {
    type On = PersonId;
    const NAME: &'static str = "import_template.change";
    fn decide(actor: &Actor, maker: &PersonId) -> Decision {
        if *maker == actor.person { Decision::Allow } else { deny(Reason::NotTheAuthor, "editing") }
    }
}

/// A share that somebody wants to end.
#[derive(Clone, Copy, Debug)]
pub struct GivenShare {
    /// Who gave it.
    pub by: PersonId,
    /// How the one who asks stands to the customer.
    pub standing: Standing,
}

/// End a share before its time (S 10): whoever gave it, the owner, the head.
#[derive(Debug)]
pub enum EndShare {}
impl Act for EndShare {
    type On = GivenShare;
    const NAME: &'static str = "customer.unshare";
    fn decide(actor: &Actor, share: &GivenShare) -> Decision {
        match share.standing {
            _ if share.by == actor.person => Decision::Allow,
            Standing::Owner | Standing::Head => Decision::Allow,
            Standing::Named => locked(),
            Standing::Shared => deny(Reason::SharedIsReadOnly, "sharing"),
            Standing::All => deny(Reason::NotPermitted, "sharing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::new_uuid;
    use crate::permission::ask;
    use crate::role::BUILTIN_ROLES;
    use std::collections::BTreeSet;

    fn person(n: u8) -> PersonId {
        PersonId::new(new_uuid(1, [n; 10]))
    }

    fn actor(code: &str) -> Actor {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == code).unwrap();
        Actor {
            person: person(1),
            department: None,
            permissions: role.permissions.iter().copied().collect(),
            headed: BTreeSet::new(),
            clearance: crate::secrecy::Level::Secret,
            keeps: None,
        }
    }

    #[test]
    fn only_the_author_mends_and_only_for_a_day() {
        let on = |author, now| Authorship { author: person(author), written_at: 1_000, now };
        let day = INTERACTION_MENDING_MS;
        let seller = actor("salesperson");
        assert!(ask::<MendInteraction>(&seller, &on(1, 1_000 + day)).is_ok());
        let late = ask::<MendInteraction>(&seller, &on(1, 1_001 + day)).unwrap_err();
        assert_eq!(late, deny(Reason::TooLate, "interaction"));
        let other = ask::<MendInteraction>(&seller, &on(2, 1_000)).unwrap_err();
        assert_eq!(other, deny(Reason::NotTheAuthor, "interaction"));
        let auditor = ask::<MendInteraction>(&actor("auditor"), &on(1, 1_000)).unwrap_err();
        assert_eq!(auditor, deny(Reason::NotPermitted, "interaction"));
    }

    #[test]
    fn an_import_is_undone_by_its_maker_for_thirty_days() {
        let on = |maker, asked_at| WrittenImport { maker: person(maker), ended_at: 7, asked_at };
        let head = actor("department_head");
        assert!(ask::<UndoImport>(&head, &on(1, 7 + IMPORT_UNDOING_MS)).is_ok());
        let refused = |actor: &Actor, on| ask::<UndoImport>(actor, &on).unwrap_err();
        let late = refused(&head, on(1, 8 + IMPORT_UNDOING_MS));
        assert_eq!(late, deny(Reason::TooLate, "import"));
        assert_eq!(refused(&head, on(2, 7)), deny(Reason::NotTheAuthor, "import"));
        let seller = actor("salesperson");
        assert_eq!(refused(&seller, on(1, 7)), deny(Reason::NotPermitted, "import"));
    }

    #[test]
    fn a_view_is_changed_by_its_maker() {
        let administrator = actor("system_administrator");
        assert!(ask::<ChangeSavedView>(&administrator, &person(1)).is_ok());
        assert!(ask::<ChangeSavedView>(&administrator, &person(2)).is_err());
    }

    #[test]
    fn a_template_of_imports_is_changed_by_its_maker() {
        let administrator = actor("system_administrator");
        assert!(ask::<ChangeImportTemplate>(&administrator, &person(1)).is_ok());
        assert!(ask::<ChangeImportTemplate>(&administrator, &person(2)).is_err());
    }

    #[test]
    fn a_share_is_ended_by_its_giver_the_owner_or_the_head() {
        let ends = |by, standing| {
            ask::<EndShare>(&actor("salesperson"), &GivenShare { by: person(by), standing }).is_ok()
        };
        assert!(ends(2, Standing::Owner));
        assert!(ends(2, Standing::Head));
        assert!(ends(1, Standing::All), "the giver");
        assert!(!ends(2, Standing::All));
        assert!(!ends(2, Standing::Shared), "the receiver cannot end another's share");
    }
}
