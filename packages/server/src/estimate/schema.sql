-- What the rules would give over all dossiers: how much is due, and how much of it nobody has claimed. Made by a run, kept as it was.

CREATE TABLE estimate (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  day date NOT NULL,
  pack text NOT NULL REFERENCES pack (hash),
  subjects bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE estimate_row (
  estimate bigint NOT NULL REFERENCES estimate ON DELETE CASCADE,
  measure text NOT NULL,
  street text NOT NULL,
  -- Subjects to whom the measure is due; what is due, between bounds. Upwards null: the text sets no limit.
  due bigint NOT NULL,
  low_fen bigint NOT NULL,
  high_fen bigint,
  -- Of these, those that no claim was made for.
  unclaimed bigint NOT NULL,
  unclaimed_low_fen bigint NOT NULL,
  unclaimed_high_fen bigint,
  PRIMARY KEY (estimate, measure, street)
);
ALTER TABLE estimate ENABLE ROW LEVEL SECURITY;
ALTER TABLE estimate_row ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON estimate, estimate_row TO zhida_app;
CREATE POLICY sees ON estimate FOR SELECT TO zhida_app USING ((SELECT acts_as('finance', 'leader', 'auditor', 'drafter', 'officer', 'reviewer', 'system')));
CREATE POLICY sees ON estimate_row FOR SELECT TO zhida_app USING ((SELECT acts_as('finance', 'leader', 'auditor', 'drafter', 'officer', 'reviewer', 'system')));
CREATE POLICY program ON estimate FOR ALL TO zhida_app USING ((SELECT acts_as('system'))) WITH CHECK ((SELECT acts_as('system')));
CREATE POLICY program ON estimate_row FOR ALL TO zhida_app USING ((SELECT acts_as('system'))) WITH CHECK ((SELECT acts_as('system')));
