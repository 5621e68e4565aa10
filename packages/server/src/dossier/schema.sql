-- 一企一档: what is known of a subject, who said so, since when. A correction is a new fact.

-- A file that proves something, by the hash of its bytes.
CREATE TABLE evidence_content (hash text PRIMARY KEY CHECK (hash = encode(sha256(bytes), 'hex')), bytes bytea NOT NULL);
CREATE TRIGGER a_never_changed BEFORE UPDATE OR DELETE ON evidence_content FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE evidence (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject bigint NOT NULL REFERENCES subject,
  hash text NOT NULL REFERENCES evidence_content,
  name text NOT NULL,
  type text NOT NULL,
  size bigint NOT NULL,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('evidence');
CREATE INDEX evidence_subject ON evidence (subject, id);

CREATE TABLE fact (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject bigint NOT NULL REFERENCES subject,
  -- The vocabulary's key; of an event's field, the field's key.
  key text NOT NULL,
  year smallint,
  -- An event's key and the name its record goes by; the record's field is in "key". A record '' says how complete the list is.
  event text,
  record text,
  kind text NOT NULL CHECK (kind IN ('number', 'truth', 'text', 'date', 'none', 'withdrawn')),
  -- In base units (money: fen), a number as n or n/d.
  value text NOT NULL,
  -- As it was given, with its unit.
  given text NOT NULL,
  source text NOT NULL CHECK (source IN ('registry', 'department', 'import', 'declared')),
  evidence bigint REFERENCES evidence,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((event IS NULL) = (record IS NULL))
);
SELECT keep_history('fact');
CREATE INDEX fact_subject ON fact (subject, id);

-- What a source says is worth: the registry's word before the department's, an import's, the subject's own.
CREATE FUNCTION source_rank(source text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE source WHEN 'registry' THEN 1 WHEN 'department' THEN 2 WHEN 'import' THEN 3 ELSE 4 END
$$;

ALTER TABLE evidence_content ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE fact ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON evidence_content, evidence, fact TO zhida_app;
CREATE POLICY own_or_staff ON fact FOR SELECT TO zhida_app USING (subject = (SELECT acting_subject()) OR (SELECT acts_as('officer', 'reviewer', 'auditor', 'system')));
CREATE POLICY own_declares ON fact FOR INSERT TO zhida_app WITH CHECK ((subject = (SELECT acting_subject()) AND source = 'declared' AND account = (SELECT acting_account())) OR (SELECT acts_as('officer', 'system')));
CREATE POLICY own_or_staff ON evidence FOR SELECT TO zhida_app USING (subject = (SELECT acting_subject()) OR (SELECT acts_as('officer', 'reviewer', 'auditor', 'system')));
CREATE POLICY own_uploads ON evidence FOR INSERT TO zhida_app WITH CHECK (subject = (SELECT acting_subject()) OR (SELECT acts_as('officer', 'system')));
-- Bytes are reached through a row of evidence that one may see.
CREATE POLICY through_evidence ON evidence_content FOR SELECT TO zhida_app USING ((SELECT acts_as('officer', 'reviewer', 'auditor', 'system')) OR EXISTS (SELECT FROM evidence AS e WHERE e.hash = evidence_content.hash));
CREATE POLICY uploads ON evidence_content FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('clerk', 'officer', 'system')));
