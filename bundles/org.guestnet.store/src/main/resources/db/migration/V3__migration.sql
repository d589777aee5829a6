-- How hosts reach each other and receive guests, and what a move cost each interface.

ALTER TABLE host ADD COLUMN IF NOT EXISTS peer_address VARCHAR;

ALTER TABLE host ADD COLUMN IF NOT EXISTS migration_address VARCHAR;

ALTER TABLE operation_interface ADD COLUMN IF NOT EXISTS gap_millis BIGINT;

ALTER TABLE operation_interface ADD COLUMN IF NOT EXISTS announced BOOLEAN DEFAULT FALSE NOT NULL;
