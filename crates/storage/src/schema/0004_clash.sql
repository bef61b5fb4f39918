-- Who keeps a customer that two people want, unless it is ruled otherwise.
ALTER TABLE company ADD COLUMN clash_default TEXT NOT NULL DEFAULT 'first_registrant';
ALTER TABLE company ADD COLUMN clash_active_days BIGINT NOT NULL DEFAULT 90;

-- Somebody met a customer of another owner, and asks for a share or a ruling. Of the customer the
-- applicant is told no more than the check told them; what they typed is theirs.
CREATE TABLE clash (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    applicant_id TEXT NOT NULL REFERENCES person (id),
    applicant_department_id TEXT NOT NULL REFERENCES department (id),
    -- Follow the customer while nobody has decided.
    owner_id TEXT NOT NULL REFERENCES person (id),
    owner_department_id TEXT NOT NULL REFERENCES department (id),
    wish TEXT NOT NULL,
    reason TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    draft TEXT NOT NULL,
    agrees TEXT NOT NULL,
    state TEXT NOT NULL,
    ruling TEXT,
    ruling_reason TEXT,
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT,
    until BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX clash_open ON clash (applicant_id, customer_id) WHERE state = 'open';
CREATE INDEX clash_applicant ON clash (applicant_id, created_at, id);
CREATE INDEX clash_owner ON clash (owner_id, created_at, id);
CREATE INDEX clash_department ON clash (owner_department_id, created_at, id);
CREATE INDEX clash_state ON clash (state, created_at, id);
CREATE INDEX clash_customer ON clash (customer_id);

-- What either side says to it.
CREATE TABLE clash_statement (
    id TEXT PRIMARY KEY,
    clash_id TEXT NOT NULL REFERENCES clash (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    of_applicant BIGINT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX clash_statement_clash ON clash_statement (clash_id, at, id);

-- It was ruled that what this person typed under this name and code is another customer.
CREATE TABLE clash_pass (
    person_id TEXT NOT NULL REFERENCES person (id),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    name TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, customer_id, name, credit_code)
) CLUSTERED;

-- A new right, for those roles of the product that have it from now on.
UPDATE role SET permissions = replace(permissions, '"customer.view_all"', '"customer.view_all","clash.rule"')
WHERE builtin = 1 AND code IN ('general_manager', 'marketing_director', 'service_manager', 'information_specialist');
