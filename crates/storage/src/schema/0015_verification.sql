-- Facts that somebody has verified, one row each, until their value changes. `subject_id` is the
-- customer's or the contact's, so that the rows of a contact go wherever it goes; a customer that is
-- merged away keeps its own, so there is no reference.
CREATE TABLE verified_fact (
    subject_id TEXT NOT NULL,
    field TEXT NOT NULL,
    verified_at BIGINT NOT NULL,
    verified_by TEXT NOT NULL REFERENCES person (id),
    how TEXT NOT NULL,
    -- Doubted since: it does not count as true, but is corrected like any other.
    doubted BIGINT NOT NULL,
    PRIMARY KEY (subject_id, field)
) CLUSTERED;

-- An error that somebody reported, with what is right; checked by somebody else, then applied.
CREATE TABLE correction (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    -- The contact whose fact it is; empty for the customer's own.
    contact_id TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    reported_by TEXT NOT NULL REFERENCES person (id),
    reported_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    checked_by TEXT REFERENCES person (id),
    checked_at BIGINT,
    -- How it was checked, or why it was refused.
    finding TEXT,
    applied_by TEXT REFERENCES person (id),
    applied_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX correction_open ON correction (customer_id, contact_id, field)
    WHERE state IN ('reported', 'checked');
CREATE INDEX correction_customer ON correction (customer_id, reported_at, id);
CREATE INDEX correction_state ON correction (state, reported_at, id);
CREATE INDEX correction_reporter ON correction (reported_by, reported_at, id);

-- Urgent news, and whom it must reach.
CREATE TABLE urgent_news (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    customer_id TEXT REFERENCES customer (id),
    confidential BIGINT NOT NULL,
    reported_by TEXT NOT NULL REFERENCES person (id),
    department_id TEXT REFERENCES department (id),
    reported_at BIGINT NOT NULL
);
CREATE INDEX urgent_news_reported ON urgent_news (reported_at, id);
CREATE INDEX urgent_news_customer ON urgent_news (customer_id, reported_at, id);

CREATE TABLE urgent_news_recipient (
    urgent_news_id TEXT NOT NULL REFERENCES urgent_news (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    part TEXT NOT NULL,
    acknowledged_at BIGINT,
    PRIMARY KEY (urgent_news_id, person_id)
) CLUSTERED;
CREATE INDEX urgent_news_recipient_person ON urgent_news_recipient (person_id, acknowledged_at);

-- A campaign of verification: every customer in its scope is gone through by somebody. `period` of
-- one that the clock opens names its first day; one that somebody opens has its id there.
CREATE TABLE campaign (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    title TEXT NOT NULL,
    filters TEXT NOT NULL,
    opened_by TEXT REFERENCES person (id),
    opened_at BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    total BIGINT NOT NULL,
    closed_by TEXT REFERENCES person (id),
    closed_at BIGINT,
    conclusion TEXT,
    result TEXT,
    version BIGINT NOT NULL,
    UNIQUE (kind, period)
);
CREATE INDEX campaign_opened ON campaign (opened_at, id);

-- No reference to the customer: one that is merged away keeps its row.
CREATE TABLE campaign_item (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    customer_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Groups of facts that are verified so far.
    parts TEXT NOT NULL,
    how TEXT NOT NULL,
    walked_by TEXT,
    walked_at BIGINT,
    PRIMARY KEY (campaign_id, customer_id)
) CLUSTERED;
-- Progress is counted on this index alone.
CREATE INDEX campaign_item_progress ON campaign_item (campaign_id, department_id, person_id, state);
CREATE INDEX campaign_item_customer ON campaign_item (customer_id, state);
CREATE INDEX campaign_item_person ON campaign_item (person_id, state, campaign_id);

-- The figures of data quality as they stood on a day, for everybody who owns customers.
CREATE TABLE quality_snapshot (
    day TEXT NOT NULL,
    department_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    customers BIGINT NOT NULL,
    facts BIGINT NOT NULL,
    verified BIGINT NOT NULL,
    doubts BIGINT NOT NULL,
    completeness BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    age_days BIGINT NOT NULL,
    duties BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    PRIMARY KEY (day, department_id, person_id)
) CLUSTERED;
