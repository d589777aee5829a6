-- Several managers on one database. A manager that did not renew its lease loses its row, and its locks with it. Alone there are no rows.

CREATE TABLE IF NOT EXISTS manager (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    expires TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE IF NOT EXISTS work_lock (
    what VARCHAR NOT NULL PRIMARY KEY,
    operation UUID NOT NULL,
    manager UUID NOT NULL REFERENCES manager (id) ON DELETE CASCADE
);

ALTER TABLE operation ADD COLUMN IF NOT EXISTS owner UUID;

ALTER TABLE operation ADD COLUMN IF NOT EXISTS owner_epoch BIGINT;
