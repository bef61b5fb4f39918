-- What waits on somebody's desk, found without looking through what is over.
CREATE INDEX obligation_extension_waiting ON obligation_extension (asked_at, id) WHERE state = 'open';
CREATE INDEX month_check_submitted ON month_check (submitted_at, id) WHERE state = 'submitted';

-- All obligations of the company by when they are due, for those who see everything.
CREATE INDEX obligation_pending_due ON obligation (pending, due_at, id);
