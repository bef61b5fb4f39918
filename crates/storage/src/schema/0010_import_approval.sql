-- Imports that another person has to agree to before they are written, and what they change about
-- contacts on file.

-- Null: no import needs an approval.
ALTER TABLE company ADD COLUMN import_approval_rows BIGINT;

-- The latest request of an import. Those before it are in the log.
CREATE TABLE import_approval (
    import_id TEXT PRIMARY KEY REFERENCES import_batch (id),
    -- Where the importer worked then.
    department_id TEXT REFERENCES department (id),
    -- asked, approved, refused or withdrawn
    state TEXT NOT NULL,
    -- Rows that are going to be written.
    asked_rows BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT,
    reason TEXT
);
CREATE INDEX import_approval_state ON import_approval (state, asked_at);

ALTER TABLE import_row ADD COLUMN contact_changes TEXT NOT NULL DEFAULT '[]';
