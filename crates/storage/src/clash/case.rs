//! Clashes that somebody asked to settle. They come out for those who have a part in them, see
//! [`ClashSides::part`]; lists and counts are cut to them by the same rule in SQL.

use crate::vault::{self, Column, closed};
use crate::{Result, StorageError, absent, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::clash::{ClashState, Ruling, Wish};
use kedang_domain::field::CustomerKind;
use kedang_domain::id::{ClashId, CustomerId, DepartmentId, PersonId, Uuid};
use kedang_domain::permission::{
    AnswerClash, AskClash, ClashSides, Permit, RuleClash, SettleClash, WithdrawClash,
};

mod list;

pub use list::{Reader, Which, count, list};

/// A clash that somebody asked to settle.
#[derive(Clone, Debug)]
pub struct Case {
    /// Which.
    pub id: ClashId,
    /// The customer on file.
    pub customer: CustomerId,
    /// Who asked, and their name.
    pub applicant: (PersonId, String),
    /// Where they worked then, and its name.
    pub applicant_department: (DepartmentId, String),
    /// Who owns the customer, or owned it when it was decided, and their name.
    pub owner: (PersonId, String),
    /// The department to which it belongs or belonged, and its name.
    pub owner_department: (DepartmentId, String),
    /// What was asked for.
    pub wish: Wish,
    /// Why.
    pub reason: String,
    /// Organisation or individual, as typed.
    pub kind: CustomerKind,
    /// The name, as typed.
    pub name: String,
    /// All that was typed, as JSON.
    pub draft: String,
    /// In what typed and filed agree, as far as the applicant was told.
    pub agrees: Vec<String>,
    /// How far it is.
    pub state: ClashState,
    /// What became of it, once somebody decided.
    pub ruling: Option<Ruling>,
    /// Why.
    pub ruling_reason: Option<String>,
    /// Who decided or took it back, and their name.
    pub decided_by: Option<(PersonId, String)>,
    /// When, ms UTC.
    pub decided_at: Option<i64>,
    /// End of the share, ms UTC.
    pub until: Option<i64>,
    /// When it was asked, ms UTC.
    pub created_at: i64,
    /// Counts the changes.
    pub version: i64,
}

impl Case {
    /// The two sides, for the permission rule.
    #[must_use]
    pub fn sides(&self, head_decides: bool) -> ClashSides {
        ClashSides {
            applicant: self.applicant.0,
            applicant_department: self.applicant_department.0,
            owner: self.owner.0,
            owner_department: self.owner_department.0,
            head_decides,
        }
    }
}

const COLUMNS: &str = "SELECT k.id, k.customer_id, k.applicant_id, a.name, \
    k.applicant_department_id, f.name, k.owner_id, o.name, k.owner_department_id, d.name, k.wish, \
    k.reason, k.kind, k.name, k.draft, k.agrees, k.state, k.ruling, k.ruling_reason, k.decided_by, \
    r.name, k.decided_at, k.until, k.created_at, k.version FROM clash k \
    JOIN person a ON a.id = k.applicant_id JOIN department f ON f.id = k.applicant_department_id \
    JOIN person o ON o.id = k.owner_id JOIN department d ON d.id = k.owner_department_id \
    LEFT JOIN person r ON r.id = k.decided_by ";

fn coded<T>(what: &'static str, text: &str, from: impl Fn(&str) -> Option<T>) -> Result<T> {
    from(text).ok_or_else(|| StorageError::corrupt(what)(&text))
}

fn read(mut row: Row) -> Result<Case> {
    let mut text = || row.take::<String>();
    let id = parse("clash.id", &text()?)?;
    let customer = parse("clash.customer_id", &text()?)?;
    let applicant = (parse("clash.applicant_id", &text()?)?, text()?);
    let applicant_department = (parse("clash.applicant_department_id", &text()?)?, text()?);
    let owner = (parse("clash.owner_id", &text()?)?, text()?);
    let owner_department = (parse("clash.owner_department_id", &text()?)?, text()?);
    let wish = coded("clash.wish", &text()?, Wish::from_code)?;
    let reason = text()?;
    let kind = coded("clash.kind", &text()?, CustomerKind::parse)?;
    let (name, draft) = (text()?, text()?);
    let agrees = from_json("clash.agrees", &text()?)?;
    let state = coded("clash.state", &text()?, ClashState::from_code)?;
    let ruling: Option<String> = row.take()?;
    let ruling = ruling.map(|code| coded("clash.ruling", &code, Ruling::from_code)).transpose()?;
    let ruling_reason = row.take()?;
    let decider: Option<PersonId> = parse_opt("clash.decided_by", row.take()?)?;
    let decided_by = decider.zip(row.take::<Option<String>>()?);
    Ok(Case {
        id,
        customer,
        applicant,
        applicant_department,
        owner,
        owner_department,
        wish,
        reason,
        kind,
        name,
        draft,
        agrees,
        state,
        ruling,
        ruling_reason,
        decided_by,
        decided_at: row.take()?,
        until: row.take()?,
        created_at: row.take()?,
        version: row.take()?,
    })
}

/// What of a clash may lie sealed.
const REASON: Column = Column::new("clash", "reason");
const NAME: Column = Column::new("clash", "name");
const DRAFT: Column = Column::new("clash", "draft");
const RULING: Column = Column::new("clash", "ruling_reason");
const STATEMENT: Column = Column::new("clash_statement", "text");

async fn all(conn: &mut Conn, sql: Sql) -> Result<Vec<Case>> {
    let rows = conn.all(sql).await?.into_iter().map(read);
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    let mut sealed = Vec::new();
    for one in &mut found {
        sealed.extend(closed(REASON, one.id, &mut one.reason));
        sealed.extend(closed(NAME, one.id, &mut one.name));
        sealed.extend(closed(DRAFT, one.id, &mut one.draft));
        sealed.extend(closed(RULING, one.id, &mut one.ruling_reason));
    }
    vault::open(conn, sealed).await?;
    Ok(found)
}

/// The clash of this id; whoever asks must have a part in it.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: ClashId) -> Result<Option<Case>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push("WHERE k.id = ").value(id.to_string());
    Ok(all(conn, sql).await?.pop())
}

/// Whether this person waits for an answer about this customer already.
///
/// # Errors
/// The database's.
pub async fn is_open(conn: &mut Conn, applicant: PersonId, customer: CustomerId) -> Result<bool> {
    let sql = Sql::new(
        "SELECT 1 FROM clash WHERE applicant_id = $1 AND customer_id = $2 AND state = 'open'",
    );
    let sql = sql.bind(applicant.to_string()).bind(customer.to_string());
    Ok(conn.opt(sql).await?.is_some())
}

/// How often this person has asked since an instant.
///
/// # Errors
/// The database's.
pub async fn asked_since(conn: &mut Conn, applicant: PersonId, since: i64) -> Result<i64> {
    let sql = Sql::new("SELECT count(*) FROM clash WHERE applicant_id = $1 AND created_at >= $2");
    Ok(conn.one(sql.bind(applicant.to_string()).bind(since)).await?.take()?)
}

/// Who owns a customer and where it belongs, visible or not: who asks is not told.
///
/// # Errors
/// The database's.
pub async fn other_side(
    conn: &mut Conn,
    customer: CustomerId,
) -> Result<Option<(PersonId, DepartmentId)>> {
    let sql = Sql::new("SELECT owner_id, department_id FROM customer WHERE id = $1");
    let row = conn.opt(sql.bind(customer.to_string())).await?;
    row.map(|mut row| {
        Ok((
            parse("customer.owner_id", &row.take::<String>()?)?,
            parse("customer.department_id", &row.take::<String>()?)?,
        ))
    })
    .transpose()
}

/// Opens a clash.
///
/// # Errors
/// The database's; a unique violation when this person waits for an answer already.
pub async fn insert(tx: &mut Tx, permit: &Permit<AskClash>, case: &Case) -> Result<()> {
    let sealer = vault::sealer(tx, case.customer).await?;
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO clash (id, customer_id, applicant_id, applicant_department_id, owner_id, \
             owner_department_id, wish, reason, kind, name, draft, agrees, state, created_at, \
             version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', $13, 1)",
        )
        .bind(case.id.to_string())
        .bind(case.customer.to_string())
        .bind(permit.person().to_string())
        .bind(case.applicant_department.0.to_string())
        .bind(case.owner.0.to_string())
        .bind(case.owner_department.0.to_string())
        .bind(case.wish.code())
        .bind(sealer.text(REASON, case.id, &case.reason)?)
        .bind(case.kind.as_str())
        .bind(sealer.text(NAME, case.id, &case.name)?)
        .bind(sealer.text(DRAFT, case.id, &case.draft)?)
        .bind(to_json("clash.agrees", &case.agrees)?)
        .bind(case.created_at),
    )
    .await?;
    Ok(())
}

/// What ends a clash.
#[derive(Debug)]
pub enum End<'a> {
    /// The applicant took it back.
    Withdrawn(&'a Permit<WithdrawClash>),
    /// The owner's side shared the customer until an instant, ms UTC.
    Settled(&'a Permit<SettleClash>, i64),
    /// It was ruled; a share ends at an instant, ms UTC.
    Ruled(&'a Permit<RuleClash>, Ruling, Option<i64>),
}

/// Ends a clash that is still open as it was seen. `false` when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn end(
    tx: &mut Tx,
    case: &Case,
    end: &End<'_>,
    reason: Option<&str>,
    at: i64,
) -> Result<bool> {
    let (state, by, ruling, until) = match end {
        End::Withdrawn(permit) => (ClashState::Withdrawn, permit.person(), None, None),
        End::Settled(permit, until) => {
            (ClashState::Settled, permit.person(), Some(Ruling::Share), Some(*until))
        }
        End::Ruled(permit, ruling, until) => {
            (ClashState::Ruled, permit.person(), Some(*ruling), *until)
        }
    };
    let sealer = vault::sealer(tx, case.customer).await?;
    let changed = tx
        .run(
            Sql::new(
                "UPDATE clash SET state = $1, ruling = $2, ruling_reason = $3, decided_by = $4, \
                 decided_at = $5, until = $6, version = version + 1 \
                 WHERE id = $7 AND version = $8 AND state = 'open'",
            )
            .bind(state.code())
            .bind(ruling.map(|r| r.code().to_owned()))
            .bind(sealer.maybe(RULING, case.id, reason)?)
            .bind(by.to_string())
            .bind(at)
            .bind(until)
            .bind(case.id.to_string())
            .bind(case.version),
        )
        .await?;
    Ok(changed == 1)
}

/// Lets what waits follow a customer that has another owner now. What the new owner had asked for
/// themself is settled by it.
///
/// # Errors
/// The database's.
pub async fn follow(
    tx: &mut Tx,
    customer: CustomerId,
    owner: PersonId,
    department: DepartmentId,
    by: PersonId,
    at: i64,
) -> Result<()> {
    tx.run(
        Sql::new(
            "UPDATE clash SET state = 'settled', ruling = 'transfer', decided_by = $1, \
             decided_at = $2, version = version + 1 \
             WHERE customer_id = $3 AND applicant_id = $4 AND state = 'open'",
        )
        .bind(by.to_string())
        .bind(at)
        .bind(customer.to_string())
        .bind(owner.to_string()),
    )
    .await?;
    tx.run(
        Sql::new(
            "UPDATE clash SET owner_id = $1, owner_department_id = $2, version = version + 1 \
             WHERE customer_id = $3 AND state = 'open' \
             AND (owner_id <> $1 OR owner_department_id <> $2)",
        )
        .bind(owner.to_string())
        .bind(department.to_string())
        .bind(customer.to_string()),
    )
    .await?;
    Ok(())
}

/// What somebody said to a clash.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Who, and their name.
    pub person: (PersonId, String),
    /// On the applicant's side; otherwise on the owner's.
    pub of_applicant: bool,
    /// What.
    pub text: String,
    /// When, ms UTC.
    pub at: i64,
}

/// What was said to a clash, in order.
///
/// # Errors
/// The database's.
pub async fn statements(conn: &mut Conn, id: ClashId) -> Result<Vec<Statement>> {
    let sql = Sql::new(
        "SELECT s.id, s.person_id, p.name, s.of_applicant, s.text, s.at FROM clash_statement s \
         JOIN person p ON p.id = s.person_id WHERE s.clash_id = $1 ORDER BY s.at, s.id",
    );
    let rows = conn.all(sql.bind(id.to_string())).await?;
    let mut found = rows
        .into_iter()
        .map(|mut row| {
            let id: String = row.take()?;
            let statement = Statement {
                person: (parse("clash_statement.person_id", &row.take::<String>()?)?, row.take()?),
                of_applicant: row.take()?,
                text: row.take()?,
                at: row.take()?,
            };
            Ok((id, statement))
        })
        .collect::<Result<Vec<_>>>()?;
    let sealed = found.iter_mut().filter_map(|(id, said)| closed(STATEMENT, id, &mut said.text));
    vault::open(conn, sealed.collect()).await?;
    Ok(found.into_iter().map(|(_, statement)| statement).collect())
}

/// Keeps what somebody says, and counts it as a change of the clash: whoever rules must have read
/// it. `false` when it is no longer open as it was seen.
///
/// # Errors
/// The database's.
pub async fn say(
    tx: &mut Tx,
    permit: &Permit<AnswerClash>,
    case: &Case,
    statement: Uuid,
    text: &str,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE clash SET version = version + 1 WHERE id = $1 AND version = $2 AND state = 'open'",
    );
    if tx.run(sql.bind(case.id.to_string()).bind(case.version)).await? != 1 {
        return Ok(false);
    }
    let sealer = vault::sealer(tx, case.customer).await?;
    let id = statement.hyphenated().to_string();
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO clash_statement (id, clash_id, person_id, of_applicant, text, at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&id)
        .bind(case.id.to_string())
        .bind(permit.person().to_string())
        .bind(permit.person() == case.applicant.0)
        .bind(sealer.text(STATEMENT, &id, text)?)
        .bind(at),
    )
    .await?;
    Ok(true)
}

/// Remembers that what the applicant typed is another customer. The name in the form in which names
/// are compared.
///
/// # Errors
/// The database's.
pub async fn let_pass(
    tx: &mut Tx,
    _permit: &Permit<RuleClash>,
    case: &Case,
    name: &str,
    credit_code: &str,
    at: i64,
) -> Result<()> {
    tx.run(
        Sql::new(
            "INSERT INTO clash_pass (person_id, customer_id, name, credit_code, created_at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(case.applicant.0.to_string())
        .bind(case.customer.to_string())
        .bind(name)
        .bind(credit_code)
        .bind(at),
    )
    .await?;
    Ok(())
}

/// The customers of which it was ruled that what this person typed is not one of them, each with the
/// one that it went into since.
///
/// # Errors
/// The database's.
pub async fn passed(
    conn: &mut Conn,
    person: PersonId,
    name: &str,
    credit_code: &str,
) -> Result<Vec<CustomerId>> {
    let sql = Sql::new(
        "SELECT customer_id FROM clash_pass WHERE person_id = $1 AND name = $2 \
         AND credit_code = $3",
    );
    let sql = sql.bind(person.to_string()).bind(name).bind(credit_code);
    let mut passed = Vec::new();
    for mut row in conn.all(sql).await? {
        let id = parse("clash_pass.customer_id", &row.take::<String>()?)?;
        passed.push(id);
        passed.extend(absent::survivor(conn, id).await?);
    }
    Ok(passed)
}

/// When a person last dealt with a customer, ms UTC.
///
/// # Errors
/// The database's.
pub async fn last_contact(
    conn: &mut Conn,
    customer: CustomerId,
    person: PersonId,
) -> Result<Option<i64>> {
    let sql = Sql::new(
        "SELECT max(at) FROM interaction WHERE customer_id = $1 AND person_id = $2 \
         AND removed_at IS NULL",
    );
    let sql = sql.bind(customer.to_string()).bind(person.to_string());
    Ok(conn.one(sql).await?.take()?)
}
