-- Instants are ms UTC, booleans 0 or 1, ids UUIDv7 as text, money fen. See docs/adr/0003 for
-- customer.data and customer_value.

CREATE TABLE company (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    regulation TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('customer', 0);

CREATE TABLE department (
    id TEXT PRIMARY KEY,
    parent_id TEXT REFERENCES department (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    custodian BIGINT NOT NULL,
    head_id TEXT,
    deputy_id TEXT,
    position BIGINT NOT NULL,
    active BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) CLUSTERED;
CREATE INDEX department_head ON department (head_id);
CREATE INDEX department_deputy ON department (deputy_id);

CREATE TABLE post (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    qualification TEXT,
    active BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE role (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    builtin BIGINT NOT NULL,
    permissions TEXT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    department_id TEXT REFERENCES department (id),
    post_id TEXT REFERENCES post (id),
    phone TEXT,
    email TEXT,
    locale TEXT NOT NULL,
    active BIGINT NOT NULL,
    password_hash TEXT NOT NULL,
    password_changed_at BIGINT NOT NULL,
    must_change_password BIGINT NOT NULL,
    totp_secret BYTES,
    totp_confirmed BIGINT NOT NULL,
    totp_last_step BIGINT NOT NULL,
    -- Name, login, pinyin and initials in lower case: by what colleagues look each other up.
    search TEXT NOT NULL,
    -- Keys the log's commitments to this person's values; erased with them.
    nonce BYTES NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) CLUSTERED;
CREATE INDEX person_department ON person (department_id);

CREATE TABLE person_role (
    person_id TEXT NOT NULL REFERENCES person (id),
    role_id TEXT NOT NULL REFERENCES role (id),
    PRIMARY KEY (person_id, role_id)
) CLUSTERED;

CREATE TABLE recovery_code (
    person_id TEXT NOT NULL REFERENCES person (id),
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (person_id, code_hash)
) CLUSTERED;

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
) CLUSTERED;
CREATE INDEX session_person ON session (person_id);

CREATE TABLE access_token (
    token_hash TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT
) CLUSTERED;
CREATE INDEX access_token_person ON access_token (person_id);

-- Failed sign-ins by keyed hash of login, of address and of both: a growing pause for each, never
-- a lock for good. succeeded_at tells a place from which this login was used well before.
CREATE TABLE sign_in_failure (
    subject TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    succeeded_at BIGINT NOT NULL
);

-- What a create with an Idempotency-Key made, so that a repeat gives it back.
CREATE TABLE idempotency (
    person_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, idempotency_key)
) CLUSTERED;
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE card_template (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    base TEXT NOT NULL,
    department_id TEXT REFERENCES department (id),
    active BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- What a department adds to, hides from or requires of a template.
CREATE TABLE card_overlay (
    template TEXT NOT NULL,
    department_id TEXT NOT NULL,
    overlay TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (template, department_id)
) CLUSTERED;

CREATE TABLE custom_field (
    field TEXT PRIMARY KEY,
    department_id TEXT REFERENCES department (id),
    definition TEXT NOT NULL,
    active BIGINT NOT NULL,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE customer (
    no ROWNUMBER,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    template TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES person (id),
    department_id TEXT NOT NULL REFERENCES department (id),
    data TEXT NOT NULL,
    completeness BIGINT NOT NULL,
    uncertain BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL REFERENCES person (id),
    updated_at BIGINT NOT NULL,
    last_contact_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX customer_owner ON customer (owner_id, updated_at, no);
CREATE INDEX customer_department ON customer (department_id, updated_at, no);
CREATE INDEX customer_updated ON customer (updated_at, no);
CREATE INDEX customer_name ON customer (name, no);
CREATE INDEX customer_contacted ON customer (last_contact_at, no);
CREATE INDEX customer_completeness ON customer (completeness, no);
CREATE INDEX customer_created ON customer (created_at, no);
CREATE INDEX customer_uncertain ON customer (uncertain, no);

-- One row for each filterable fact, in a form whose byte order is the value's order.
CREATE TABLE customer_value (
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    no BIGINT NOT NULL,
    PRIMARY KEY (field, value, no)
) CLUSTERED;
CREATE INDEX customer_value_no ON customer_value (no, field, value);

-- The tokens by which customers are found, and who sees them.
CREATE WORDS search_token;

CREATE TABLE customer_share (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    shared_by TEXT NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX customer_share_person ON customer_share (person_id, until);
CREATE INDEX customer_share_customer ON customer_share (customer_id, person_id);

CREATE TABLE contact (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    name TEXT NOT NULL,
    is_primary BIGINT NOT NULL,
    data TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX contact_customer ON contact (customer_id, created_at, id);

CREATE TABLE interaction (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    contact_id TEXT REFERENCES contact (id),
    kind TEXT NOT NULL,
    direction TEXT,
    at BIGINT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    summary TEXT NOT NULL,
    detail TEXT,
    created_at BIGINT NOT NULL,
    removed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX interaction_customer ON interaction (customer_id, at, id);
CREATE INDEX interaction_person ON interaction (person_id, at);
-- Asked by the database itself when a contact is removed with its customer.
CREATE INDEX interaction_contact ON interaction (contact_id);

-- A fact that somebody was not sure of (S 7.2); verifying keeps who, when and how.
CREATE TABLE uncertain_mark (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    contact_id TEXT REFERENCES contact (id),
    field TEXT NOT NULL,
    note TEXT NOT NULL,
    marked_by TEXT NOT NULL REFERENCES person (id),
    marked_at BIGINT NOT NULL,
    verified_by TEXT REFERENCES person (id),
    verified_at BIGINT,
    how TEXT
);
CREATE INDEX uncertain_mark_customer ON uncertain_mark (customer_id, verified_at, field);
CREATE INDEX uncertain_mark_contact ON uncertain_mark (contact_id);
CREATE INDEX uncertain_mark_open ON uncertain_mark (verified_at, marked_at, id);

-- The timeline of one customer: values live here, erasable; the log holds only commitments.
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX event_customer ON event (customer_id, at, id);

CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    shared BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX saved_view_person ON saved_view (person_id, list);

CREATE TABLE evidence (
    seq ROWNUMBER,
    at BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    entry BYTES NOT NULL,
    leaf BYTES NOT NULL
);
CREATE INDEX evidence_person ON evidence (person_id, seq);
CREATE INDEX evidence_customer ON evidence (customer_id, seq);
CREATE INDEX evidence_action ON evidence (action, seq);
CREATE INDEX evidence_at ON evidence (at, seq);

-- Roots of complete subtrees, so that a proof needs no walk over the whole log.
CREATE TABLE evidence_node (
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash BYTES NOT NULL,
    PRIMARY KEY (level, position)
) CLUSTERED;

CREATE TABLE evidence_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL,
    frontier BYTES NOT NULL
);

CREATE TABLE evidence_checkpoint (
    size BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE import_batch (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    owner_id TEXT NOT NULL REFERENCES person (id),
    template TEXT NOT NULL,
    status TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    file_hash TEXT NOT NULL,
    format TEXT NOT NULL,
    layout TEXT NOT NULL,
    data_rows BIGINT NOT NULL,
    valid_rows BIGINT NOT NULL,
    invalid_rows BIGINT NOT NULL,
    skipped_rows BIGINT NOT NULL,
    warned_rows BIGINT NOT NULL,
    written_rows BIGINT NOT NULL,
    undone_rows BIGINT NOT NULL,
    kept_rows BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    failure TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- When its writing ended, and when it was asked to be undone.
    ended_at BIGINT,
    undo_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX import_batch_person ON import_batch (person_id, created_at);

CREATE TABLE import_row (
    import_id TEXT NOT NULL REFERENCES import_batch (id),
    sheet BIGINT NOT NULL,
    row_no BIGINT NOT NULL,
    cells TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reasons TEXT NOT NULL,
    warnings TEXT NOT NULL,
    customer_id TEXT,
    PRIMARY KEY (import_id, sheet, row_no)
) CLUSTERED;
CREATE INDEX import_row_verdict ON import_row (import_id, sheet, verdict, row_no);

-- A header that somebody mapped by hand is mapped the same way next time.
CREATE TABLE header_mapping (
    person_id TEXT NOT NULL REFERENCES person (id),
    header TEXT NOT NULL,
    field TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, header)
) CLUSTERED;

CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    run_after BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_holder TEXT,
    lease_until BIGINT NOT NULL,
    finished_at BIGINT,
    failure TEXT,
    UNIQUE (kind, subject)
);
CREATE INDEX job_due ON job (finished_at, run_after);
