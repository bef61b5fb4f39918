-- What somebody must do by a time. Titles are as the regulation had them when it was opened. The
-- key names what must not open twice: duty, subject, and the opening entry or the period.
CREATE TABLE obligation (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    duty TEXT NOT NULL,
    policy TEXT NOT NULL,
    clause TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    customer_id TEXT REFERENCES customer (id),
    -- The department whose head answers for it.
    department_id TEXT REFERENCES department (id),
    -- How the assignee was found, for when another has to be.
    who TEXT NOT NULL,
    assignee_kind TEXT NOT NULL,
    assignee_id TEXT NOT NULL,
    period_start TEXT,
    period_end TEXT,
    from_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    -- As it was before any extension.
    first_due_at BIGINT NOT NULL,
    -- The holidays of all days that were counted were known.
    certain BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by BIGINT,
    -- 1 while it is to be done, in time or late.
    pending BIGINT NOT NULL,
    state TEXT NOT NULL,
    remind_at BIGINT,
    breached_at BIGINT,
    closed_at BIGINT,
    closed_by BIGINT,
    version BIGINT NOT NULL
) CLUSTERED;
CREATE INDEX obligation_assignee ON obligation (assignee_id, pending, due_at, id);
CREATE INDEX obligation_department ON obligation (department_id, pending, due_at, id);
CREATE INDEX obligation_customer ON obligation (customer_id, pending, due_at);
CREATE INDEX obligation_subject ON obligation (subject_id, pending, duty);
CREATE INDEX obligation_due ON obligation (state, due_at, id);
CREATE INDEX obligation_remind ON obligation (remind_at) WHERE remind_at IS NOT NULL;

-- Somebody asked for more time.
CREATE TABLE obligation_extension (
    id TEXT PRIMARY KEY,
    obligation_id TEXT NOT NULL REFERENCES obligation (id),
    asked_by TEXT NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT,
    decision TEXT
);
CREATE UNIQUE INDEX obligation_extension_open ON obligation_extension (obligation_id) WHERE state = 'open';
CREATE INDEX obligation_extension_of ON obligation_extension (obligation_id, asked_at, id);

-- Up to which day the periods of a duty were opened.
CREATE TABLE obligation_cycle (
    duty TEXT PRIMARY KEY,
    opened_to TEXT NOT NULL
);

-- Somebody is away, from the first day to the last, and another stands in.
CREATE TABLE absence (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    substitute_id TEXT NOT NULL REFERENCES person (id),
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX absence_person ON absence (person_id, to_day);
CREATE INDEX absence_substitute ON absence (substitute_id, to_day);
