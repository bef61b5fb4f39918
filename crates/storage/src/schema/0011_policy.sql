-- The company's regulation in versions: the text of its company pack. What holds on a day is the
-- approved version with the latest date up to it.
CREATE TABLE policy_version (
    id TEXT PRIMARY KEY,
    -- Given on approval.
    number BIGINT UNIQUE,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    -- The version that it was drafted against.
    based_on TEXT REFERENCES policy_version (id),
    created_by TEXT REFERENCES person (id),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    proposed_by TEXT REFERENCES person (id),
    proposed_at BIGINT,
    note TEXT,
    -- A date where the company is.
    active_from TEXT,
    decided_at BIGINT,
    refused_by TEXT REFERENCES person (id),
    refusal TEXT,
    -- When its coming into force was noted.
    activated_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX policy_version_state ON policy_version (state, active_from, number);

-- Who agreed to a proposed version, and as what. Taken back with the proposal.
CREATE TABLE policy_approval (
    policy_version_id TEXT NOT NULL REFERENCES policy_version (id),
    role TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (policy_version_id, role)
) CLUSTERED;

-- Which entries of the log name which clause, so that a clause leads to its evidence. Like the
-- columns of an entry no part of what is hashed; entries from before this step are not in it.
CREATE TABLE evidence_clause (
    clause TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    PRIMARY KEY (clause, seq)
) CLUSTERED;
CREATE INDEX evidence_clause_at ON evidence_clause (at, clause);

-- A new right, for those roles of the product that have it from now on.
UPDATE role SET permissions = replace(permissions, '"customer.view_all"', '"customer.view_all","policy.manage"')
WHERE builtin = 1 AND code IN ('general_manager', 'marketing_director', 'service_manager', 'information_specialist');
