-- Whether marker customers are put among the rows of exports.
ALTER TABLE company ADD COLUMN export_markers BIGINT NOT NULL DEFAULT 0;

-- What left when, to whom: an export, a copy or a disclosure, with the columns that it had.
CREATE TABLE departure (
    no ROWNUMBER,
    kind TEXT NOT NULL,
    -- Of the export or the issued copy.
    source_id TEXT NOT NULL UNIQUE,
    register TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    -- Whom a copy or disclosure was for.
    recipient TEXT,
    columns TEXT NOT NULL,
    -- Customers that left, and marker customers among them.
    size BIGINT NOT NULL,
    markers BIGINT NOT NULL,
    left_at BIGINT NOT NULL
);

-- The values of each customer as they left, as keyed hashes: nine bytes for a value, the column and
-- eight of the hash. `place` is the customer's running number; below 0 a marker's.
CREATE TABLE departure_row (
    departure_no BIGINT NOT NULL,
    place BIGINT NOT NULL,
    prints BYTES NOT NULL,
    PRIMARY KEY (departure_no, place)
) CLUSTERED;

-- Comparisons of a leaked sheet with what left. The sheet itself is not kept: its hash is, and what
-- was found.
CREATE TABLE incident_trace (
    id TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    digest TEXT NOT NULL,
    finding TEXT NOT NULL,
    traced_by TEXT NOT NULL REFERENCES person (id),
    traced_at BIGINT NOT NULL
);
CREATE INDEX incident_trace_incident ON incident_trace (incident_id, traced_at, id);

-- Whom a comparison names as a possible source: the case is not theirs to read while it is open, nor
-- afterwards unless nothing had leaked.
CREATE TABLE incident_suspect (
    incident_id TEXT NOT NULL REFERENCES incident (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (incident_id, person_id)
) CLUSTERED;
