CREATE TABLE recent_search (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    typed TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX recent_search_typed ON recent_search (person_id, typed);
