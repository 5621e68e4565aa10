-- A claim and its life. The moves are the history; the claim's own row says only where it stands now, and is made by them.

CREATE SEQUENCE claim_number;
GRANT USAGE ON SEQUENCE claim_number TO zhida_app;

CREATE TABLE claim (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number text NOT NULL UNIQUE DEFAULT 'S' || lpad(nextval('claim_number')::text, 9, '0'),
  subject bigint NOT NULL REFERENCES subject,
  measure text NOT NULL,
  -- The case within the measure: the policy's year, or the record of an event.
  occasion text NOT NULL,
  way text NOT NULL CHECK (way IN ('claim', 'automatic')),
  department text NOT NULL REFERENCES department,
  list bigint,
  state text NOT NULL,
  version integer NOT NULL,
  -- The bounds that the rules leave; null where there are none until a ruling.
  low_fen bigint,
  high_fen bigint,
  amount_fen bigint,
  reviewed_by bigint,
  deadline date,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT within_bounds CHECK (amount_fen IS NULL OR (low_fen IS NOT NULL AND amount_fen >= low_fen AND (high_fen IS NULL OR amount_fen <= high_fen)))
);
-- One claim for one case: neither two clicks nor two ways in make a second.
CREATE UNIQUE INDEX claim_once ON claim (subject, measure, occasion) WHERE state NOT IN ('rejected', 'withdrawn', 'voided', 'repaid');
CREATE INDEX claim_worklist ON claim (department, state, deadline, id);
CREATE INDEX claim_subject ON claim (subject, id);
CREATE INDEX claim_list ON claim (list, id);

CREATE TABLE claim_move (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim bigint NOT NULL REFERENCES claim,
  version integer NOT NULL,
  move text NOT NULL,
  before text,
  after text NOT NULL,
  reason text NOT NULL,
  low_fen bigint,
  high_fen bigint,
  amount_fen bigint,
  deadline date,
  -- What the rules said at that time, encoded; the hash of the facts they saw.
  outcome text,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (claim, version)
);
SELECT keep_history('claim_move');

-- The claim's row follows its moves, in the database: no statement changes it otherwise.
CREATE FUNCTION claim_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE found claim; BEGIN
  SELECT * INTO found FROM claim WHERE id = NEW.claim FOR UPDATE;
  IF NEW.version = 1 THEN
    IF NEW.before IS NOT NULL THEN RAISE EXCEPTION 'a first move comes from nowhere' USING ERRCODE = 'ZL003'; END IF;
  ELSIF found.version <> NEW.version - 1 OR found.state IS DISTINCT FROM NEW.before THEN
    RAISE EXCEPTION 'claim % stands at % in version %', found.number, found.state, found.version USING ERRCODE = 'ZL003';
  END IF;
  UPDATE claim SET state = NEW.after, version = NEW.version, low_fen = NEW.low_fen, high_fen = NEW.high_fen, amount_fen = NEW.amount_fen, deadline = NEW.deadline,
    reviewed_by = CASE WHEN NEW.move IN ('review', 'second') THEN NEW.account ELSE found.reviewed_by END WHERE id = NEW.claim;
  RETURN NULL;
END $$;
CREATE TRIGGER b_follows AFTER INSERT ON claim_move FOR EACH ROW EXECUTE FUNCTION claim_follows();
CREATE FUNCTION claim_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF pg_trigger_depth() < 2 THEN RAISE EXCEPTION 'a claim moves by its moves alone' USING ERRCODE = 'ZL003'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_guard BEFORE UPDATE OR DELETE ON claim FOR EACH ROW EXECUTE FUNCTION claim_guard();

-- A form that is not sent yet: the firm's own, changed as it likes.
CREATE TABLE claim_draft (
  claim bigint PRIMARY KEY REFERENCES claim,
  answers text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE reminder (
  claim bigint NOT NULL REFERENCES claim,
  version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('soon', 'overdue')),
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (claim, version, kind)
);

ALTER TABLE claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE claim_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE claim_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON claim, claim_move, reminder TO zhida_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON claim_draft TO zhida_app;
CREATE POLICY sees ON claim FOR SELECT TO zhida_app USING (subject = (SELECT acting_subject()) OR (SELECT acts_as('finance', 'leader', 'auditor', 'system')) OR ((SELECT acts_as('officer', 'reviewer')) AND department = (SELECT acting_department())));
CREATE POLICY opens ON claim FOR INSERT TO zhida_app WITH CHECK (subject = (SELECT acting_subject()) OR (SELECT acts_as('officer', 'system')));
CREATE POLICY sees ON claim_move FOR SELECT TO zhida_app USING (EXISTS (SELECT FROM claim AS c WHERE c.id = claim_move.claim));
CREATE POLICY moves ON claim_move FOR INSERT TO zhida_app WITH CHECK (account = (SELECT acting_account()) AND EXISTS (SELECT FROM claim AS c WHERE c.id = claim_move.claim));
CREATE POLICY sees ON claim_draft FOR ALL TO zhida_app USING (EXISTS (SELECT FROM claim AS c WHERE c.id = claim_draft.claim)) WITH CHECK (EXISTS (SELECT FROM claim AS c WHERE c.id = claim_draft.claim));
CREATE POLICY staff ON reminder FOR ALL TO zhida_app USING (EXISTS (SELECT FROM claim AS c WHERE c.id = reminder.claim)) WITH CHECK ((SELECT acts_as('system')));
