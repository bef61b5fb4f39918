-- What people are told: one row for each who is told.
CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    link TEXT NOT NULL,
    params TEXT NOT NULL,
    customer_id TEXT REFERENCES customer (id),
    -- Told once under the same key.
    once_key TEXT,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    -- Whether it was decided by which channels it leaves.
    planned BIGINT NOT NULL,
    UNIQUE (person_id, once_key)
);
CREATE INDEX notice_person ON notice (person_id, id);
CREATE INDEX notice_unread ON notice (person_id, id) WHERE read_at IS NULL;
CREATE INDEX notice_unplanned ON notice (id) WHERE planned = 0;
CREATE INDEX notice_customer ON notice (customer_id);
CREATE INDEX notice_age ON notice (created_at);

-- Chat robots: where what they say goes to is known to whoever set them up, and sealed.
CREATE TABLE robot (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    host TEXT NOT NULL,
    url BYTES NOT NULL,
    secret BYTES,
    -- Whose notices it says; NULL: those of everybody without a nearer one.
    department_id TEXT REFERENCES department (id),
    active BIGINT NOT NULL,
    -- Messages that it said lately, as instants: it is held to the limit of its service.
    said TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- A notice on its way out of the house.
CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES person (id),
    channel TEXT NOT NULL,
    robot_id TEXT REFERENCES robot (id),
    urgent BIGINT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    -- The message that it left with, several notices may share one.
    message TEXT,
    failure TEXT,
    changed_at BIGINT NOT NULL,
    UNIQUE (notice_id, channel)
);
CREATE INDEX delivery_due ON delivery (due_at, id) WHERE state IN ('waiting', 'leaving');
CREATE INDEX delivery_person ON delivery (person_id, id);
CREATE INDEX delivery_robot ON delivery (robot_id);

-- How notices leave the house: one row.
CREATE TABLE notice_setting (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    base_url TEXT NOT NULL,
    customer_names TEXT NOT NULL,
    quiet_from TEXT,
    quiet_until TEXT,
    mail_active BIGINT NOT NULL,
    mail_host TEXT NOT NULL,
    mail_port BIGINT NOT NULL,
    mail_security TEXT NOT NULL,
    mail_login TEXT NOT NULL,
    mail_password BYTES,
    mail_sender TEXT NOT NULL,
    version BIGINT NOT NULL
);
INSERT INTO notice_setting (id, base_url, customer_names, quiet_from, quiet_until, mail_active, mail_host, mail_port, mail_security, mail_login, mail_password, mail_sender, version)
VALUES (1, '', 'no', '21:00', '08:00', 0, '', 587, 'starttls', '', NULL, '', 1);

-- What a person wants to be told by which channel, and when; without a row as the product has it.
CREATE TABLE notice_preference (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    definition TEXT NOT NULL,
    version BIGINT NOT NULL
);
