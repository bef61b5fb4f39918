-- Requests, each with the chain of approval that was in force when it was made. No reference to the
-- customer: one that is merged away keeps what was asked about it.
CREATE TABLE request (
    id TEXT PRIMARY KEY,
    no BIGINT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    applicant_id TEXT NOT NULL REFERENCES person (id),
    -- Where the applicant worked then.
    department_id TEXT REFERENCES department (id),
    customer_id TEXT,
    purpose TEXT NOT NULL,
    reason TEXT NOT NULL,
    until_at BIGINT,
    details TEXT NOT NULL,
    -- The clause that names the chain; null where no clause does.
    clause TEXT,
    policy TEXT NOT NULL,
    chain TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Counts how often it was handed in.
    round BIGINT NOT NULL,
    -- The step that is to be decided, from 0; null when there is none.
    step BIGINT,
    due_at BIGINT,
    remind_at BIGINT,
    asked_at BIGINT NOT NULL,
    closed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX request_state ON request (state, no);
CREATE INDEX request_applicant ON request (applicant_id, no);
CREATE INDEX request_customer ON request (customer_id, no);
CREATE INDEX request_remind ON request (remind_at);

CREATE TABLE request_decision (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES request (id),
    round BIGINT NOT NULL,
    step BIGINT NOT NULL,
    seat BIGINT NOT NULL,
    -- The seat as the regulation names it.
    name TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    verdict TEXT NOT NULL,
    -- The step to which it was sent back; null for the applicant.
    back_to BIGINT,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- Not sent back since.
    counts BIGINT NOT NULL
);
CREATE INDEX request_decision_request ON request_decision (request_id, at, id);
CREATE INDEX request_decision_person ON request_decision (person_id, request_id);
-- A seat agrees once.
CREATE UNIQUE INDEX request_decision_seat ON request_decision (request_id, step, seat)
    WHERE counts = 1;

-- What a request opened: to whom, which customer, for what, until when.
CREATE TABLE grant_given (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES request (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    customer_id TEXT NOT NULL,
    action TEXT NOT NULL,
    -- Keys of the facts that it covers, as JSON; empty: all.
    scope TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    -- The share by which the customer is visible, where it was not.
    share_id TEXT,
    uses BIGINT NOT NULL,
    used_at BIGINT,
    ended_at BIGINT,
    ended_by TEXT REFERENCES person (id),
    end_reason TEXT
);
CREATE INDEX grant_given_person ON grant_given (person_id, customer_id, until_at);
CREATE INDEX grant_given_request ON grant_given (request_id);
CREATE INDEX grant_given_customer ON grant_given (customer_id, from_at);

-- Copies and disclosures as they left, under running numbers.
CREATE TABLE issued_copy (
    id TEXT PRIMARY KEY,
    register TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    request_id TEXT NOT NULL REFERENCES request (id),
    grant_id TEXT NOT NULL REFERENCES grant_given (id),
    customer_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- Consent or law, and its words; null for copies that stay in the house.
    ground TEXT,
    fields TEXT NOT NULL,
    hash TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX issued_copy_made ON issued_copy (kind, made_at, id);
CREATE INDEX issued_copy_customer ON issued_copy (customer_id, made_at, id);
