-- Packs as they were when decisions used them, and what lead departments ruled.

CREATE TABLE pack (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  policy text NOT NULL,
  -- The checked rules, encoded: what replay computes from.
  rules text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('pack');

-- A lead department's ruling: which reading holds, or the bounds of an amount that the text leaves open. By a document, from a day on.
CREATE TABLE ruling (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  measure text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reading', 'amount')),
  reading text,
  option text,
  low_fen bigint,
  high_fen bigint,
  document text NOT NULL CHECK (length(document) BETWEEN 1 AND 200),
  from_day date NOT NULL,
  department text NOT NULL REFERENCES department,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((kind = 'reading') = (reading IS NOT NULL AND option IS NOT NULL)),
  CHECK ((kind = 'amount') = (low_fen IS NOT NULL AND high_fen IS NOT NULL)),
  CHECK (kind <> 'amount' OR (low_fen >= 0 AND high_fen >= low_fen))
);
SELECT keep_history('ruling');

ALTER TABLE pack ENABLE ROW LEVEL SECURITY;
ALTER TABLE ruling ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON pack, ruling TO zhida_app;
CREATE POLICY everyone ON pack FOR SELECT TO zhida_app USING (true);
CREATE POLICY program ON pack FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('system')));
CREATE POLICY everyone ON ruling FOR SELECT TO zhida_app USING (true);
CREATE POLICY department_rules ON ruling FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('reviewer', 'system')));
