-- Greetings to be sent on birthdays and holidays. Whose work one is follows from the owner of the
-- customer, so that it moves with it.
CREATE TABLE greeting (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    contact_id TEXT REFERENCES contact (id),
    -- The contact, or the customer who is an individual: nobody is greeted twice on a day.
    whom TEXT NOT NULL,
    occasion TEXT NOT NULL,
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    interaction_id TEXT REFERENCES interaction (id),
    closed_by TEXT REFERENCES person (id),
    closed_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (whom, occasion, day)
);
CREATE INDEX greeting_state ON greeting (state, day, id);
CREATE INDEX greeting_customer ON greeting (customer_id, state);
CREATE INDEX greeting_contact ON greeting (contact_id);
CREATE INDEX greeting_interaction ON greeting (interaction_id);

-- How greetings are prepared: one row. An occasion without a text has the product's own.
CREATE TABLE greeting_setting (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    days_ahead BIGINT NOT NULL,
    occasions TEXT NOT NULL,
    texts TEXT NOT NULL,
    -- The day on which they were last prepared.
    ran_on TEXT,
    version BIGINT NOT NULL
);
INSERT INTO greeting_setting (id, days_ahead, occasions, texts, ran_on, version)
VALUES (1, 7, '["birthday","new_year","spring_festival","labour_day","dragon_boat","mid_autumn","national_day"]', '{}', NULL, 1);
