-- The rules that somebody last accepted, as a hash of their text; empty for none. Whoever has not
-- accepted those in force cannot work, so every request asks.
ALTER TABLE person ADD COLUMN pledged TEXT NOT NULL DEFAULT '';

-- Who accepted the rules of which version of the regulation, and when.
CREATE TABLE pledge (
    person_id TEXT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    version TEXT NOT NULL,
    rules TEXT NOT NULL,
    PRIMARY KEY (person_id, at)
) CLUSTERED;

-- What somebody attested of a clause, or reported as not so. An obligation moves to another
-- customer when customers are merged, and away when one is withdrawn: without a reference.
CREATE TABLE attestation (
    id TEXT PRIMARY KEY,
    obligation_id TEXT NOT NULL,
    clause TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    -- On which day it was so.
    day TEXT NOT NULL,
    holds BIGINT NOT NULL,
    note TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX attestation_of ON attestation (obligation_id, at, id);

-- What a month shows of a clause is counted from these alone.
CREATE INDEX obligation_opened ON obligation (opened_at, clause);
CREATE INDEX obligation_closed ON obligation (closed_at, clause, state) WHERE closed_at IS NOT NULL;
CREATE INDEX obligation_breached ON obligation (breached_at, clause) WHERE breached_at IS NOT NULL;
CREATE INDEX obligation_pending ON obligation (pending, clause);
