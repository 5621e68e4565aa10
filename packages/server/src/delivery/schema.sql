-- 免申即享: a run over all dossiers makes a list for a measure; it is reviewed, publicised, approved; nobody applies.

CREATE TABLE delivery_list (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  measure text NOT NULL,
  pack text NOT NULL REFERENCES pack (hash),
  readings text NOT NULL,
  day date NOT NULL,
  department text NOT NULL REFERENCES department,
  state text NOT NULL CHECK (state IN ('running', 'listed', 'reviewed')),
  upto bigint NOT NULL DEFAULT 0,
  judged bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL,
  version integer NOT NULL DEFAULT 1,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE delivery_entry (
  list bigint NOT NULL REFERENCES delivery_list,
  subject bigint NOT NULL REFERENCES subject,
  verdict text NOT NULL,
  low_fen bigint,
  high_fen bigint,
  struck text,
  struck_by bigint,
  PRIMARY KEY (list, subject)
);

ALTER TABLE delivery_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery_entry ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON delivery_list, delivery_entry TO zhida_app;
CREATE POLICY department ON delivery_list FOR ALL TO zhida_app USING ((SELECT acts_as('leader', 'auditor', 'finance', 'system')) OR ((SELECT acts_as('officer', 'reviewer')) AND department = (SELECT acting_department()))) WITH CHECK ((SELECT acts_as('system')) OR ((SELECT acts_as('officer')) AND department = (SELECT acting_department())));
CREATE POLICY department ON delivery_entry FOR ALL TO zhida_app USING (EXISTS (SELECT FROM delivery_list AS l WHERE l.id = delivery_entry.list)) WITH CHECK ((SELECT acts_as('officer', 'system')));
