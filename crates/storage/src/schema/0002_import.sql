-- Imports that change customers on file: what is to be done with each row, with the values before
-- and after, so that it can be looked at first and undone later.
ALTER TABLE import_batch ADD COLUMN create_rows BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN update_rows BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN unchanged_rows BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN updated_rows BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN restored_rows BIGINT NOT NULL DEFAULT 0;

ALTER TABLE import_row ADD COLUMN action TEXT NOT NULL DEFAULT '';
ALTER TABLE import_row ADD COLUMN target_id TEXT;
ALTER TABLE import_row ADD COLUMN target_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import_row ADD COLUMN changes TEXT NOT NULL DEFAULT '[]';
CREATE INDEX import_row_target ON import_row (import_id, target_id);

UPDATE import_batch SET create_rows = valid_rows;
UPDATE import_row SET action = 'create' WHERE verdict IN ('valid', 'written', 'kept');

-- A text file can be read anew in another encoding for as long as nothing is written.
CREATE TABLE import_file (
    import_id TEXT NOT NULL REFERENCES import_batch (id),
    part BIGINT NOT NULL,
    content BYTES NOT NULL,
    PRIMARY KEY (import_id, part)
) CLUSTERED;

-- The contacts that another sheet has for the customer of a row.
ALTER TABLE import_row ADD COLUMN joined TEXT;

-- Rows that may be the same as another, or as a customer on file, and what somebody wants of them.
ALTER TABLE import_batch ADD COLUMN twin_rows BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import_row ADD COLUMN twins TEXT NOT NULL DEFAULT '[]';
ALTER TABLE import_row ADD COLUMN choice TEXT NOT NULL DEFAULT '';
