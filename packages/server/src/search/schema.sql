-- By what subjects are found and told apart: how the name sounds, and the street. Made from the names; the program may make it anew.

CREATE TABLE subject_index (
  subject bigint PRIMARY KEY REFERENCES subject,
  -- The name in pinyin without tones or blanks, and its first letters.
  sound text NOT NULL,
  initials text NOT NULL,
  street text
);
CREATE INDEX subject_index_street ON subject_index (street);
ALTER TABLE subject_index ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON subject_index TO zhida_app;
CREATE POLICY own_or_staff ON subject_index FOR SELECT TO zhida_app USING (subject = (SELECT acting_subject()) OR (SELECT acts_as('officer', 'reviewer', 'finance', 'leader', 'auditor', 'administrator', 'system')));
CREATE POLICY staff_enters ON subject_index FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('officer', 'administrator', 'system')));
CREATE POLICY staff_changes ON subject_index FOR UPDATE TO zhida_app USING ((SELECT acts_as('officer', 'administrator', 'system')));
