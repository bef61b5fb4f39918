-- The weekly change list of a department (M 5.1.6a): from the instant `from_at` to before
-- `until_at`, the beginning of `first_day` and the end of `last_day` where the company is.
CREATE TABLE change_list (
    id TEXT PRIMARY KEY,
    department_id TEXT NOT NULL REFERENCES department (id),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    reviewed_by TEXT REFERENCES person (id),
    reviewed_at BIGINT,
    accepted_by TEXT REFERENCES person (id),
    accepted_at BIGINT,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- One list for a department and a week, whoever makes it.
    UNIQUE (department_id, from_at)
);
CREATE INDEX change_list_until ON change_list (until_at, department_id);
CREATE INDEX change_list_state ON change_list (state, until_at);

-- A change on a list: what happened is in `event`, and goes with its customer when that is merged.
-- An event is on one list, once.
CREATE TABLE change_item (
    event_id TEXT PRIMARY KEY,
    list_id TEXT NOT NULL REFERENCES change_list (id),
    at BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT,
    judged_by TEXT REFERENCES person (id),
    judged_at BIGINT,
    answer TEXT,
    answered_at BIGINT
) CLUSTERED;
CREATE INDEX change_item_list ON change_item (list_id, at, event_id);
CREATE INDEX change_item_verdict ON change_item (verdict, event_id);

-- By when something happened: a week's changes are gathered by it.
CREATE INDEX event_at ON event (at, id);

-- How far a cycle has come: what is before `since` was never asked for; all periods that ended by
-- `done_until` are made.
CREATE TABLE cycle_progress (
    name TEXT PRIMARY KEY,
    since BIGINT NOT NULL,
    done_until BIGINT NOT NULL
);

-- The check of a person's customers in a department at the end of a month (H-3).
CREATE TABLE month_check (
    id TEXT PRIMARY KEY,
    month TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    department_id TEXT NOT NULL REFERENCES department (id),
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    submitted_by TEXT REFERENCES person (id),
    submitted_at BIGINT,
    approved_by TEXT REFERENCES person (id),
    approved_at BIGINT,
    -- Until when what was approved is to be applied.
    apply_by BIGINT,
    applied_at BIGINT,
    -- Customers when it was submitted.
    customers BIGINT,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (month, person_id, department_id)
);
CREATE INDEX month_check_person ON month_check (person_id, month);
CREATE INDEX month_check_department ON month_check (department_id, month);

-- What was said of a customer in a check. Customers are not referenced: the row of one that went
-- into another stays under its id, and counts again when they are split.
CREATE TABLE month_check_entry (
    check_id TEXT NOT NULL REFERENCES month_check (id),
    customer_id TEXT NOT NULL,
    marked TEXT NOT NULL,
    by_id TEXT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (check_id, customer_id)
) CLUSTERED;
CREATE INDEX month_check_entry_customer ON month_check_entry (customer_id);

-- A change proposed in a check, and what became of it: the maintenance log. Values are JSON; null
-- is nothing.
CREATE TABLE month_check_proposal (
    id TEXT PRIMARY KEY,
    check_id TEXT NOT NULL REFERENCES month_check (id),
    customer_id TEXT NOT NULL,
    contact_id TEXT,
    field TEXT NOT NULL,
    group_key TEXT NOT NULL,
    before_value TEXT,
    after_value TEXT,
    reason TEXT,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES person (id),
    proposed_at BIGINT NOT NULL,
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT,
    decision_reason TEXT,
    -- When it was applied or it turned out that it cannot be; why not; what was there instead.
    ended_at BIGINT,
    failure TEXT,
    found_value TEXT
);
CREATE INDEX month_check_proposal_check ON month_check_proposal (check_id, customer_id, id);
CREATE INDEX month_check_proposal_customer ON month_check_proposal (customer_id);
CREATE INDEX month_check_proposal_at ON month_check_proposal (proposed_at, id);

-- What customer service and finance add for a month.
CREATE TABLE month_check_note (
    month TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    payment TEXT,
    text TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (month, customer_id, kind)
) CLUSTERED;
CREATE INDEX month_check_note_customer ON month_check_note (customer_id);

-- When the facts of a group were last found to be true, and by whom.
CREATE TABLE group_verification (
    customer_id TEXT NOT NULL,
    group_key TEXT NOT NULL,
    verified_by TEXT NOT NULL REFERENCES person (id),
    verified_at BIGINT NOT NULL,
    PRIMARY KEY (customer_id, group_key)
) CLUSTERED;

-- A new right, for the role of the product that has it from now on.
UPDATE role SET version = version + 1,
    permissions = replace(permissions, '"interaction.create"', '"interaction.create","payment.record"')
WHERE builtin = 1 AND code = 'finance'
    AND replace(permissions, '"payment.record"', '') = permissions;
