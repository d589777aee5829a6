-- Guests' ports that an operation takes away and books again: whoever settles it may delete those, and no others.

CREATE TABLE IF NOT EXISTS operation_port (
    operation UUID NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    port UUID NOT NULL,
    PRIMARY KEY (operation, ordinal)
);
