-- How the shells of hosts are reached, where that is not as their libvirt is.

ALTER TABLE host ADD COLUMN IF NOT EXISTS shell_address VARCHAR;
