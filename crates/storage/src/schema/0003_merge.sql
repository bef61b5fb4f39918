-- A customer that is on no list: its row as it stood, taken out of the table that everything reads,
-- so that it is invisible without a condition anywhere. It keeps its number and its id.
CREATE TABLE absent_customer (
    id TEXT PRIMARY KEY,
    no BIGINT NOT NULL UNIQUE,
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
    version BIGINT NOT NULL,
    -- The customer that it went into.
    survivor_id TEXT NOT NULL
);
CREATE INDEX absent_customer_survivor ON absent_customer (survivor_id);

-- A merging: what the survivor was before and what it became, so that it can be undone.
CREATE TABLE customer_merge (
    id TEXT PRIMARY KEY,
    survivor_id TEXT NOT NULL,
    -- The version of the survivor before: its mergings in their order.
    survivor_version BIGINT NOT NULL,
    other_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    record TEXT NOT NULL,
    undone_by TEXT REFERENCES person (id),
    undone_at BIGINT
);
CREATE INDEX customer_merge_survivor ON customer_merge (survivor_id, survivor_version);

-- What a merging moved or closed, row by row. `was`: to which contact an interaction or a mark
-- belonged, whether a contact was the primary one.
CREATE TABLE customer_merge_row (
    merge_id TEXT NOT NULL REFERENCES customer_merge (id),
    kind TEXT NOT NULL,
    row_id TEXT NOT NULL,
    was TEXT,
    PRIMARY KEY (merge_id, kind, row_id)
) CLUSTERED;

-- The roles that clean the customer file from the beginning.
UPDATE role SET version = version + 1,
    permissions = replace(permissions, '"customer.bulk"', '"customer.bulk","customer.merge"')
WHERE builtin = 1 AND code IN
    ('sales_director', 'department_head', 'service_manager', 'information_specialist')
    AND replace(permissions, '"customer.merge"', '') = permissions;

-- Two customers that look like one, each pair once: `a` has the lower number. `names`: names and
-- credit codes as they were when the pair was found; what was ruled of them holds as long as these.
CREATE TABLE twin (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    -- Per mille.
    probability BIGINT NOT NULL,
    agrees TEXT NOT NULL,
    names TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    ruled_by TEXT REFERENCES person (id),
    ruled_at BIGINT,
    reason TEXT,
    PRIMARY KEY (a, b)
) CLUSTERED;
CREATE INDEX twin_state ON twin (state, probability, a, b);
CREATE INDEX twin_b ON twin (b);

-- How far the customers have been compared, in the order in which they were changed.
CREATE TABLE twin_search (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    updated_at BIGINT NOT NULL,
    no BIGINT NOT NULL
);
INSERT INTO twin_search (id, updated_at, no) VALUES (1, 0, 0);
