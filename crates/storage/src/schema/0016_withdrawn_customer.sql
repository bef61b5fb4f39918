-- A customer that somebody withdrew as no customer at all. Its row stands with those that are on no
-- list, without a survivor; what was linked to it is kept here until it is brought back.
CREATE TABLE withdrawn_customer (
    customer_id TEXT PRIMARY KEY,
    faults TEXT NOT NULL,
    reason TEXT NOT NULL,
    withdrawn_by TEXT NOT NULL REFERENCES person (id),
    withdrawn_at BIGINT NOT NULL,
    -- Until when it can be brought back.
    until BIGINT NOT NULL,
    -- Rows of other tables, table by table.
    parts TEXT NOT NULL
);
CREATE INDEX withdrawn_customer_at ON withdrawn_customer (withdrawn_at, customer_id);

-- What was ruled of a customer holds for the one that it went into too, so it stays where it is when
-- the customer is on no list: without a reference.
ALTER TABLE clash_pass RENAME TO clash_pass_before;
CREATE TABLE clash_pass (
    person_id TEXT NOT NULL REFERENCES person (id),
    customer_id TEXT NOT NULL,
    name TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, customer_id, name, credit_code)
) CLUSTERED;
INSERT INTO clash_pass SELECT person_id, customer_id, name, credit_code, created_at
FROM clash_pass_before;
DROP TABLE clash_pass_before;
