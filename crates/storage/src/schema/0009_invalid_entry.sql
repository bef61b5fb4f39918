-- A customer that looks like an invalid entry and of which somebody said that it is fine: for these
-- faults, and as it was then. A customer that is merged away keeps its row, so there is no reference.
CREATE TABLE invalid_entry (
    customer_id TEXT PRIMARY KEY,
    version BIGINT NOT NULL,
    faults TEXT NOT NULL,
    ruled_by TEXT NOT NULL REFERENCES person (id),
    ruled_at BIGINT NOT NULL,
    reason TEXT NOT NULL
);
