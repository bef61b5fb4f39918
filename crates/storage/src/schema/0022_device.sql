-- Devices that people signed in from: a cookie of the browser, by its hash. One browser that two
-- people use is a device of each.
CREATE TABLE device (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    token_hash TEXT NOT NULL,
    agent TEXT NOT NULL,
    address TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    UNIQUE (person_id, token_hash)
) CLUSTERED;

ALTER TABLE session ADD COLUMN device_id TEXT;
-- Somebody left the page alone: the password opens it again.
ALTER TABLE session ADD COLUMN locked BIGINT NOT NULL DEFAULT 0;
-- When the second factor was last shown in it, ms UTC; 0: never.
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;

-- Passwords that somebody had before, as hashes.
CREATE TABLE password_history (
    person_id TEXT NOT NULL REFERENCES person (id),
    password_hash TEXT NOT NULL,
    replaced_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, password_hash)
) CLUSTERED;

-- From where and how people may sign in: one row. Numbers of 0 are switched off.
CREATE TABLE access_policy (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    networks TEXT NOT NULL,
    outside TEXT NOT NULL,
    device_proof BIGINT NOT NULL,
    step_up_minutes BIGINT NOT NULL,
    lock_minutes BIGINT NOT NULL,
    idle_minutes BIGINT NOT NULL,
    password_days BIGINT NOT NULL,
    password_history BIGINT NOT NULL,
    version BIGINT NOT NULL
);
INSERT INTO access_policy (id, networks, outside, device_proof, step_up_minutes, lock_minutes,
    idle_minutes, password_days, password_history, version)
VALUES (1, '[]', 'same', 0, 0, 30, 240, 0, 0, 1);

-- A leak or the suspicion of one. Without `reported_by` it was reported anonymously.
CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    reported_by TEXT REFERENCES person (id),
    reported_at BIGINT NOT NULL,
    -- How it was closed; all of it is there when it is.
    grade TEXT,
    penalty TEXT,
    finding TEXT,
    closed_by TEXT REFERENCES person (id),
    closed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX incident_reported ON incident (reported_at, id);
CREATE INDEX incident_reporter ON incident (reported_by, reported_at, id);

-- The case file: what was done and found, in order.
CREATE TABLE incident_entry (
    id TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES person (id),
    written_at BIGINT NOT NULL
);
CREATE INDEX incident_entry_incident ON incident_entry (incident_id, written_at, id);

-- A new right, for the roles of the product that have it from now on.
UPDATE role SET version = version + 1,
    permissions = replace(permissions, '"]', '","incident.manage"]')
WHERE builtin = 1 AND code IN ('general_manager', 'service_manager', 'information_specialist')
    AND replace(permissions, '"incident.manage"', '') = permissions;
