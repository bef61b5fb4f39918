-- Customers that leave the system: the company's rule, the register, and which customers were in
-- which export.

ALTER TABLE company ADD COLUMN export_purpose_required BIGINT NOT NULL DEFAULT 1;
-- Null: no export needs an approval.
ALTER TABLE company ADD COLUMN export_limit_rows BIGINT DEFAULT 5000;

CREATE TABLE export (
    no ROWNUMBER,
    id TEXT NOT NULL UNIQUE,
    register TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES person (id),
    department_id TEXT REFERENCES department (id),
    purpose TEXT NOT NULL,
    -- Keys the log's commitment to the purpose.
    nonce BYTES NOT NULL,
    definition TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Counted when it was asked for, and those that have left.
    asked_rows BIGINT NOT NULL,
    left_rows BIGINT NOT NULL,
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT,
    decision_reason TEXT,
    -- Until when it can be fetched.
    until BIGINT,
    started_at BIGINT,
    -- When rows left last: how one tells an export that nobody works on any more.
    moved_at BIGINT,
    ended_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX export_person ON export (person_id, no);
CREATE INDEX export_department ON export (department_id, no);
CREATE INDEX export_state ON export (state, no);

-- The customers in an export, by running number, which is never given again. The log has the hash
-- of the whole list.
CREATE TABLE export_row (
    export_no BIGINT NOT NULL,
    customer_no BIGINT NOT NULL,
    PRIMARY KEY (export_no, customer_no)
) CLUSTERED;
CREATE INDEX export_row_customer ON export_row (customer_no, export_no);
