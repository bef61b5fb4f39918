-- Original files, each under a number that stands on its label.
CREATE TABLE item (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    pages BIGINT NOT NULL,
    copies BIGINT NOT NULL,
    -- Where it lies.
    place TEXT NOT NULL,
    note TEXT,
    registered_by TEXT NOT NULL REFERENCES person (id),
    registered_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX item_customer ON item (customer_id, number);

-- The register of loans.
CREATE TABLE loan (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES item (id),
    borrower_id TEXT NOT NULL REFERENCES person (id),
    request_id TEXT NOT NULL REFERENCES request (id),
    purpose TEXT NOT NULL,
    approved_at BIGINT NOT NULL,
    -- The last instant for which it was asked.
    until_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    handed_out_at BIGINT,
    handed_out_by TEXT REFERENCES person (id),
    condition_out TEXT,
    pages_out BIGINT,
    due_at BIGINT,
    confirmed_at BIGINT,
    extended_at BIGINT,
    returned_at BIGINT,
    returned_by TEXT REFERENCES person (id),
    condition_back TEXT,
    pages_back BIGINT,
    closed_at BIGINT,
    damaged_at BIGINT,
    damage TEXT,
    lost_at BIGINT,
    loss TEXT,
    version BIGINT NOT NULL
);
-- What lies on paper can be in one place only.
CREATE UNIQUE INDEX loan_out ON loan (item_id) WHERE state IN ('handed_out', 'held', 'lost');
CREATE INDEX loan_item ON loan (item_id, approved_at, id);
CREATE INDEX loan_borrower ON loan (borrower_id, approved_at, id);
CREATE INDEX loan_approved ON loan (approved_at, id);
