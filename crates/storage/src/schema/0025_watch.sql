-- Up to where the log was read for unusual reading: the next entry to be read. What was read before
-- this step is not judged.
CREATE TABLE watch_place (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL
);
INSERT INTO watch_place (id, seq) SELECT 1, COALESCE(MAX(seq) + 1, 0) FROM evidence;

-- Whose leaving is registered: from then on their reading is looked at closely.
CREATE TABLE leaving (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    last_day TEXT NOT NULL,
    registered_by TEXT NOT NULL REFERENCES person (id),
    registered_at BIGINT NOT NULL
) CLUSTERED;

-- Honey customers: nobody has business with them, so whoever opens one has no business there. They
-- are in no table of customers; `customer_id` is the id under which they are found and opened, and
-- stands nowhere else.
CREATE TABLE honey_customer (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL UNIQUE,
    -- The running number that no customer gets.
    no BIGINT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES person (id),
    department_id TEXT NOT NULL REFERENCES department (id),
    data TEXT NOT NULL,
    staged_by TEXT NOT NULL REFERENCES person (id),
    staged_at BIGINT NOT NULL,
    ended_at BIGINT,
    openings BIGINT NOT NULL
);

-- Unusual reading that was found: of a person, by a signal, on a day of the company.
CREATE TABLE watch_finding (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    signal TEXT NOT NULL,
    day TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    -- Files that count for the signal, of all of the same time, and from how many on it is unusual.
    files BIGINT NOT NULL,
    of_files BIGINT NOT NULL,
    least BIGINT NOT NULL,
    -- The newest entry of the log that counts: what comes later is another finding once this one
    -- is closed.
    seq BIGINT NOT NULL,
    honey_id TEXT REFERENCES honey_customer (id),
    clause TEXT NOT NULL,
    policy TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    conclusion TEXT,
    concluded_by TEXT REFERENCES person (id),
    concluded_at BIGINT,
    incident_id TEXT REFERENCES incident (id),
    version BIGINT NOT NULL
);
CREATE INDEX watch_finding_found ON watch_finding (found_at, id);
CREATE INDEX watch_finding_person ON watch_finding (person_id, day, signal);
CREATE UNIQUE INDEX watch_finding_open ON watch_finding (person_id, day, signal)
    WHERE state = 'open';

-- New rights, for the roles of the product that have them from now on.
UPDATE role SET version = version + 1,
    permissions = replace(permissions, '"]', '","watch.read"]')
WHERE builtin = 1 AND code = 'auditor'
    AND replace(permissions, '"watch.read"', '') = permissions;
UPDATE role SET version = version + 1,
    permissions = replace(permissions, '"]', '","watch.stage"]')
WHERE builtin = 1 AND code IN ('auditor', 'system_administrator')
    AND replace(permissions, '"watch.stage"', '') = permissions;
