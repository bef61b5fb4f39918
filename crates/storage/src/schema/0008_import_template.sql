-- What the columns of a kind of file mean, kept under a name for the next one.
CREATE TABLE import_template (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    -- With the colleagues of its maker's department.
    shared BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX import_template_person ON import_template (person_id);
