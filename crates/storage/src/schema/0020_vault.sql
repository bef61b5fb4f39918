-- What belongs to customers of a high level of secrecy lies sealed, by a key of the customer's own.

-- The keys, wrapped by a master key that is kept outside the database. `of` is a customer, or
-- 'words' for the one key of the words by which sealed customers are found. Without a reference: a
-- customer that went into another one keeps its key.
CREATE TABLE vault_key (
    id TEXT PRIMARY KEY,
    of TEXT NOT NULL UNIQUE,
    master BIGINT NOT NULL,
    wrapped BYTES NOT NULL,
    created_at BIGINT NOT NULL,
    wrapped_at BIGINT NOT NULL
);
CREATE INDEX vault_key_master ON vault_key (master, id);

-- 0: in clear, 1: everything but the name is sealed, 2: the name too; `name` is then another one.
ALTER TABLE customer ADD COLUMN sealed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN sealed_name TEXT;
-- The rows of customer_value that it had in clear.
ALTER TABLE customer ADD COLUMN sealed_index TEXT;
CREATE INDEX customer_sealed ON customer (no) WHERE sealed > 0;
ALTER TABLE absent_customer ADD COLUMN sealed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE absent_customer ADD COLUMN sealed_name TEXT;
ALTER TABLE absent_customer ADD COLUMN sealed_index TEXT;
