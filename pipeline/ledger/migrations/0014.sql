-- From 13 to 14: the hashes of bands have 40 bits, so that few texts meet by chance among many; they are made anew.

ALTER TABLE signature_bands ALTER COLUMN band SET DATA TYPE BIGINT;
