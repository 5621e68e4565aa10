-- Double entry, two-phase, append only. Each rule of the ledger is a constraint here, so that no code can break it.

CREATE TABLE ledger_account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('source', 'fund', 'disbursed')),
  -- 分 for money; 亩, 吨标准煤 … for a quota.
  unit text NOT NULL,
  payer text NOT NULL,
  -- A fund never gives more than it was given: true for funds, false for where money comes from and goes to.
  limited boolean NOT NULL GENERATED ALWAYS AS (kind = 'fund') STORED,
  UNIQUE (id, unit),
  UNIQUE (id, limited)
);
SELECT keep_history('ledger_account');

CREATE TABLE ledger_balance (
  account bigint PRIMARY KEY,
  limited boolean NOT NULL,
  debits_reserved bigint NOT NULL DEFAULT 0 CHECK (debits_reserved >= 0),
  debits_posted bigint NOT NULL DEFAULT 0 CHECK (debits_posted >= 0),
  credits_reserved bigint NOT NULL DEFAULT 0 CHECK (credits_reserved >= 0),
  credits_posted bigint NOT NULL DEFAULT 0 CHECK (credits_posted >= 0),
  FOREIGN KEY (account, limited) REFERENCES ledger_account (id, limited),
  CONSTRAINT no_overdraft CHECK (NOT limited OR debits_reserved + debits_posted <= credits_posted)
) WITH (fillfactor = 50);

CREATE TABLE ledger_transfer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('direct', 'reserve', 'post', 'void')),
  debit bigint NOT NULL,
  credit bigint NOT NULL,
  unit text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  -- The reservation that a post or a void settles.
  reserve bigint,
  reserve_kind text GENERATED ALWAYS AS (CASE WHEN reserve IS NULL THEN NULL ELSE 'reserve' END) STORED,
  -- The caller's idempotency key: the same command makes one transfer.
  command text NOT NULL UNIQUE,
  -- The approved document of an appropriation, a carry-over, a reallocation.
  document text,
  memo text NOT NULL,
  -- What it is for: a claim.
  reference text,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT two_sides CHECK (debit <> credit),
  CONSTRAINT settles_a_reservation CHECK ((kind IN ('post', 'void')) = (reserve IS NOT NULL)),
  CONSTRAINT document_needed CHECK (kind <> 'direct' OR document IS NOT NULL),
  UNIQUE (id, kind, debit, credit, unit, amount),
  FOREIGN KEY (debit, unit) REFERENCES ledger_account (id, unit),
  FOREIGN KEY (credit, unit) REFERENCES ledger_account (id, unit),
  CONSTRAINT same_sides_and_amount FOREIGN KEY (reserve, reserve_kind, debit, credit, unit, amount) REFERENCES ledger_transfer (id, kind, debit, credit, unit, amount),
  CONSTRAINT settled_once UNIQUE (reserve)
);
CREATE INDEX ledger_transfer_debit ON ledger_transfer (debit, id);
CREATE INDEX ledger_transfer_reference ON ledger_transfer (reference, id) WHERE reference IS NOT NULL;
CREATE INDEX ledger_transfer_credit ON ledger_transfer (credit, id);
SELECT keep_history('ledger_transfer');

CREATE FUNCTION ledger_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
  INSERT INTO ledger_balance (account, limited) SELECT id, limited FROM opened;
  RETURN NULL;
END $$;
CREATE TRIGGER b_open AFTER INSERT ON ledger_account REFERENCING NEW TABLE AS opened FOR EACH STATEMENT EXECUTE FUNCTION ledger_open();

-- Every transfer moves both sides by the same amount; accounts are locked in one order, so that transfers never wait in a circle.
CREATE FUNCTION ledger_apply() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
  PERFORM FROM ledger_balance WHERE account IN (SELECT debit FROM made UNION SELECT credit FROM made) ORDER BY account FOR NO KEY UPDATE;
  UPDATE ledger_balance AS b SET debits_reserved = b.debits_reserved + d.dr, debits_posted = b.debits_posted + d.dp, credits_reserved = b.credits_reserved + d.cr, credits_posted = b.credits_posted + d.cp
  FROM (
    SELECT side.account, sum(dr) AS dr, sum(dp) AS dp, sum(cr) AS cr, sum(cp) AS cp FROM made CROSS JOIN LATERAL (
      VALUES (made.debit, CASE made.kind WHEN 'reserve' THEN amount WHEN 'direct' THEN 0 ELSE -amount END, CASE WHEN made.kind IN ('direct', 'post') THEN amount ELSE 0 END, 0, 0),
             (made.credit, 0, 0, CASE made.kind WHEN 'reserve' THEN amount WHEN 'direct' THEN 0 ELSE -amount END, CASE WHEN made.kind IN ('direct', 'post') THEN amount ELSE 0 END)
    ) AS side (account, dr, dp, cr, cp) GROUP BY side.account
  ) AS d WHERE b.account = d.account;
  RETURN NULL;
END $$;
CREATE TRIGGER b_apply AFTER INSERT ON ledger_transfer REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION ledger_apply();

-- Balances are moved by transfers alone.
CREATE FUNCTION ledger_balance_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF pg_trigger_depth() < 2 OR TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a balance moves by a transfer alone' USING ERRCODE = 'ZL002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_balance FOR EACH ROW EXECUTE FUNCTION ledger_balance_guard();
CREATE TRIGGER a_never_emptied BEFORE TRUNCATE ON ledger_balance FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON ledger_account, ledger_transfer TO zhida_app;
GRANT SELECT ON ledger_balance TO zhida_app;
ALTER TABLE ledger_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_balance ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_transfer ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff_reads ON ledger_account FOR SELECT TO zhida_app USING ((SELECT acts_as('officer', 'reviewer', 'finance', 'leader', 'auditor', 'system')));
CREATE POLICY staff_reads ON ledger_balance FOR SELECT TO zhida_app USING ((SELECT acts_as('officer', 'reviewer', 'finance', 'leader', 'auditor', 'system')));
CREATE POLICY staff_reads ON ledger_transfer FOR SELECT TO zhida_app USING ((SELECT acts_as('officer', 'reviewer', 'finance', 'leader', 'auditor', 'system')));
CREATE POLICY finance_opens ON ledger_account FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('finance', 'system')));
CREATE POLICY approver_moves ON ledger_transfer FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('finance', 'system')) OR (kind IN ('reserve', 'void') AND (SELECT acts_as('reviewer'))));
