-- How far the bank's answers are read, in the bank's own words: moved in the transaction that takes an answer in.
CREATE TABLE bank_reading (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  place text NOT NULL
);
INSERT INTO bank_reading (place) VALUES ('');
ALTER TABLE bank_reading ENABLE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE ON bank_reading TO zhida_app;
CREATE POLICY reads ON bank_reading FOR ALL TO zhida_app USING ((SELECT acts_as('system'))) WITH CHECK ((SELECT acts_as('system')));

-- An answer that could not be taken in is kept and put on the list; the answers behind it do not wait for it.
ALTER TABLE bank_message DROP CONSTRAINT bank_message_kind_check;
ALTER TABLE bank_message ADD CONSTRAINT bank_message_kind_check CHECK (kind IN ('pain.002', 'camt.054', 'set aside'));

-- What contradicts, for those who read English. Null in rows from before.
ALTER TABLE contradiction ADD COLUMN what_en text;
