-- What was decided, on what, by whom: an append-only chain that can be computed again.

-- The facts a decision saw, once for each hash.
CREATE TABLE facts_seen (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE CHECK (hash = encode(sha256(convert_to(dossier, 'UTF8')), 'hex')),
  dossier text NOT NULL
);
SELECT keep_history('facts_seen');

CREATE TABLE decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Its place in the chain, without gaps.
  number bigint NOT NULL UNIQUE,
  claim bigint NOT NULL UNIQUE REFERENCES claim,
  measure text NOT NULL,
  pack text NOT NULL REFERENCES pack (hash),
  facts text NOT NULL REFERENCES facts_seen (hash),
  day date NOT NULL,
  readings text NOT NULL,
  outcome text NOT NULL,
  low_fen bigint NOT NULL,
  high_fen bigint,
  -- What earlier claims of this measure were already given of the same outcome; the bounds are what is left.
  before_fen bigint NOT NULL,
  amount_fen bigint NOT NULL,
  ruling bigint REFERENCES ruling,
  reason text NOT NULL,
  account bigint NOT NULL DEFAULT acting_account(),
  at text NOT NULL,
  previous text NOT NULL UNIQUE,
  hash text NOT NULL UNIQUE,
  CONSTRAINT within_bounds CHECK (amount_fen >= low_fen AND (high_fen IS NULL OR amount_fen <= high_fen)),
  CONSTRAINT bounded_or_ruled CHECK (high_fen IS NOT NULL)
);
SELECT keep_history('decision');

-- Where the chain ends: its lock, too. One decision at a time takes the next number.
CREATE TABLE decision_head (single boolean PRIMARY KEY DEFAULT true CHECK (single), number bigint NOT NULL, hash text NOT NULL);
INSERT INTO decision_head (number, hash) VALUES (0, repeat('0', 64));
CREATE FUNCTION decision_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
  UPDATE decision_head SET number = NEW.number, hash = NEW.hash WHERE number = NEW.number - 1 AND hash = NEW.previous;
  IF NOT FOUND THEN RAISE EXCEPTION 'decision % does not follow the chain', NEW.number USING ERRCODE = 'ZL004'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER b_follows AFTER INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_follows();
CREATE FUNCTION decision_head_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF pg_trigger_depth() < 2 OR TG_OP = 'DELETE' THEN RAISE EXCEPTION 'the chain grows by decisions alone' USING ERRCODE = 'ZL004'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_guard BEFORE UPDATE OR DELETE ON decision_head FOR EACH ROW EXECUTE FUNCTION decision_head_guard();
-- Taken before the head is read, so that two approvals wait for one another.
CREATE FUNCTION lock_decision_head() RETURNS TABLE (number bigint, hash text) LANGUAGE sql SECURITY DEFINER AS $$ SELECT number, hash FROM decision_head FOR UPDATE $$;

ALTER TABLE facts_seen ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON facts_seen, decision TO zhida_app;
GRANT SELECT ON decision_head TO zhida_app;
CREATE POLICY sees ON decision FOR SELECT TO zhida_app USING (EXISTS (SELECT FROM claim AS c WHERE c.id = decision.claim));
CREATE POLICY decides ON decision FOR INSERT TO zhida_app WITH CHECK (account = (SELECT acting_account()) AND (SELECT acts_as('reviewer', 'system')));
CREATE POLICY sees ON facts_seen FOR SELECT TO zhida_app USING ((SELECT acts_as('reviewer', 'officer', 'auditor', 'system')));
CREATE POLICY writes ON facts_seen FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('reviewer', 'officer', 'system')));
