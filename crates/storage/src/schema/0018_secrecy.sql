-- Levels of secrecy (L4-5 to L4-7, L1-22): of customers, and of people who are cleared for them.

ALTER TABLE customer ADD COLUMN secrecy TEXT NOT NULL DEFAULT 'internal';
-- Until when, null without a term; since when, 0 since it was registered.
ALTER TABLE customer ADD COLUMN secrecy_until BIGINT;
ALTER TABLE customer ADD COLUMN secrecy_since BIGINT NOT NULL DEFAULT 0;
-- policy, decision or term; by whom it was approved.
ALTER TABLE customer ADD COLUMN secrecy_source TEXT NOT NULL DEFAULT 'policy';
ALTER TABLE customer ADD COLUMN secrecy_by TEXT;
-- By what a top-secret customer is called before those who are cleared but not let in.
ALTER TABLE customer ADD COLUMN code_name TEXT;

-- The classified are few: whoever may not see them is shown all but these.
CREATE INDEX customer_top_secret ON customer (no, owner_id, id) WHERE secrecy = 'top_secret';
CREATE INDEX customer_confidential ON customer (no, owner_id, id) WHERE secrecy = 'confidential';
CREATE INDEX customer_secrecy_until ON customer (secrecy_until, id) WHERE secrecy_until IS NOT NULL;

ALTER TABLE absent_customer ADD COLUMN secrecy TEXT NOT NULL DEFAULT 'internal';
ALTER TABLE absent_customer ADD COLUMN secrecy_until BIGINT;
ALTER TABLE absent_customer ADD COLUMN secrecy_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE absent_customer ADD COLUMN secrecy_source TEXT NOT NULL DEFAULT 'policy';
ALTER TABLE absent_customer ADD COLUMN secrecy_by TEXT;
ALTER TABLE absent_customer ADD COLUMN code_name TEXT;

-- Up to which level a person is cleared, above what the regulation clears their roles for.
CREATE TABLE clearance (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    level TEXT NOT NULL,
    reason TEXT NOT NULL,
    given_by TEXT NOT NULL REFERENCES person (id),
    since BIGINT NOT NULL,
    until BIGINT,
    ended_at BIGINT,
    ended_by TEXT REFERENCES person (id)
);
CREATE INDEX clearance_person ON clearance (person_id, ended_at);

-- Who keeps the classified files (L1-22.3): all up to a level, or one customer's.
CREATE TABLE secrecy_keeper (
    id TEXT PRIMARY KEY,
    customer_id TEXT REFERENCES customer (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    level TEXT NOT NULL,
    given_by TEXT NOT NULL REFERENCES person (id),
    since BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT REFERENCES person (id)
);
CREATE INDEX secrecy_keeper_person ON secrecy_keeper (person_id, ended_at, customer_id);
CREATE INDEX secrecy_keeper_customer ON secrecy_keeper (customer_id, person_id);

-- New rights, for the roles of the product that have them from now on.
UPDATE role SET version = version + 1,
    permissions = replace(permissions, '"clash.rule"', '"secrecy.propose","clash.rule"')
WHERE builtin = 1 AND code IN ('service_manager', 'information_specialist')
    AND replace(permissions, '"secrecy.propose"', '') = permissions;
UPDATE role SET version = version + 1,
    permissions = replace(permissions, '"clash.rule"', '"clearance.manage","clash.rule"')
WHERE builtin = 1 AND code IN ('general_manager', 'marketing_director')
    AND replace(permissions, '"clearance.manage"', '') = permissions;
