-- Instants are seconds since 1970 with nine decimals: exact, and ordered, in every database.

CREATE TABLE IF NOT EXISTS host (
    name VARCHAR NOT NULL PRIMARY KEY,
    address VARCHAR NOT NULL,
    hypervisor VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS claim (
    host VARCHAR NOT NULL,
    device VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    network VARCHAR NOT NULL,
    guest UUID NOT NULL,
    guest_name TEXT NOT NULL,
    nic VARCHAR NOT NULL,
    operation UUID NOT NULL,
    state VARCHAR NOT NULL,
    since NUMERIC(30, 9) NOT NULL,
    PRIMARY KEY (host, device, ordinal)
);

CREATE TABLE IF NOT EXISTS operation (
    id UUID NOT NULL PRIMARY KEY,
    kind VARCHAR NOT NULL,
    subject TEXT NOT NULL,
    guest UUID,
    host VARCHAR NOT NULL,
    destination VARCHAR,
    state VARCHAR NOT NULL,
    is_over BOOLEAN NOT NULL,
    started NUMERIC(30, 9) NOT NULL,
    ended NUMERIC(30, 9)
);

CREATE INDEX IF NOT EXISTS operation_by_age ON operation (started, id);

CREATE INDEX IF NOT EXISTS operation_by_end ON operation (is_over, started, id);

CREATE TABLE IF NOT EXISTS operation_step (
    operation UUID NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    what TEXT NOT NULL,
    undo TEXT NOT NULL,
    state VARCHAR NOT NULL,
    PRIMARY KEY (operation, ordinal)
);

CREATE TABLE IF NOT EXISTS operation_finding (
    operation UUID NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    severity VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    detail TEXT NOT NULL,
    remedy TEXT NOT NULL,
    host VARCHAR,
    network VARCHAR,
    nic VARCHAR,
    place_line INTEGER,
    place_path TEXT,
    PRIMARY KEY (operation, ordinal)
);

CREATE TABLE IF NOT EXISTS operation_interface (
    operation UUID NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    mac VARCHAR NOT NULL,
    network VARCHAR NOT NULL,
    before_type VARCHAR,
    after_type VARCHAR,
    PRIMARY KEY (operation, ordinal)
);

CREATE TABLE IF NOT EXISTS operation_plug_attribute (
    operation UUID NOT NULL,
    ordinal INTEGER NOT NULL,
    side VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (operation, ordinal, side, name),
    FOREIGN KEY (operation, ordinal) REFERENCES operation_interface (operation, ordinal) ON DELETE CASCADE
);
