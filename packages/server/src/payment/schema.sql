-- From approved to paid: one instruction for one claim, sent at least once, paid exactly once.

CREATE SEQUENCE payment_message;
GRANT USAGE ON SEQUENCE payment_message TO zhida_app;
CREATE TABLE payment_batch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The file as it goes to the bank: written once, sent again as it is.
  message text NOT NULL UNIQUE,
  file text NOT NULL,
  payments bigint NOT NULL CHECK (payments > 0),
  total_fen bigint NOT NULL CHECK (total_fen > 0),
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('payment_batch');

CREATE TABLE payment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim bigint NOT NULL REFERENCES claim,
  batch bigint NOT NULL REFERENCES payment_batch,
  -- A failed payment is tried again under a new number; the old one can never be paid here.
  attempt integer NOT NULL,
  reference text NOT NULL UNIQUE,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  payee text NOT NULL,
  payee_account text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (claim, attempt)
);
SELECT keep_history('payment');

-- What became of a payment: settled once.
CREATE TABLE payment_result (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment bigint NOT NULL UNIQUE REFERENCES payment,
  result text NOT NULL CHECK (result IN ('paid', 'failed')),
  bank_reference text,
  reason text NOT NULL,
  message bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('payment_result');

-- Every answer of the bank as it came, once for each text.
CREATE TABLE bank_message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('pain.002', 'camt.054')),
  body text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('bank_message');
ALTER TABLE payment_result ADD FOREIGN KEY (message) REFERENCES bank_message (id);

-- What the bank says that cannot be: for a person to settle.
CREATE TABLE contradiction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message bigint NOT NULL REFERENCES bank_message,
  reference text NOT NULL,
  what text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (message, reference)
);
SELECT keep_history('contradiction');
CREATE TABLE contradiction_answer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contradiction bigint NOT NULL UNIQUE REFERENCES contradiction,
  answer text NOT NULL,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('contradiction_answer');

-- Outbox: written with the batch in one transaction, emptied by whoever sends.
CREATE TABLE outbox (
  batch bigint PRIMARY KEY REFERENCES payment_batch,
  sent_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  said text
);

ALTER TABLE payment_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_result ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE contradiction ENABLE ROW LEVEL SECURITY;
ALTER TABLE contradiction_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON payment_batch, payment, payment_result, bank_message, contradiction, contradiction_answer TO zhida_app;
GRANT SELECT, INSERT, UPDATE ON outbox TO zhida_app;
CREATE POLICY money ON payment_batch FOR SELECT TO zhida_app USING ((SELECT acts_as('finance', 'auditor', 'leader', 'system')));
CREATE POLICY pays ON payment_batch FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('finance', 'system')));
CREATE POLICY sees ON payment FOR SELECT TO zhida_app USING (EXISTS (SELECT FROM claim AS c WHERE c.id = payment.claim));
CREATE POLICY pays ON payment FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('finance', 'system')));
CREATE POLICY sees ON payment_result FOR SELECT TO zhida_app USING (EXISTS (SELECT FROM payment AS p WHERE p.id = payment_result.payment));
CREATE POLICY pays ON payment_result FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('finance', 'system')));
CREATE POLICY money ON bank_message FOR ALL TO zhida_app USING ((SELECT acts_as('finance', 'auditor', 'system'))) WITH CHECK ((SELECT acts_as('finance', 'system')));
CREATE POLICY money ON contradiction FOR ALL TO zhida_app USING ((SELECT acts_as('finance', 'auditor', 'leader', 'system'))) WITH CHECK ((SELECT acts_as('finance', 'system')));
CREATE POLICY money ON contradiction_answer FOR ALL TO zhida_app USING ((SELECT acts_as('finance', 'auditor', 'leader', 'system'))) WITH CHECK ((SELECT acts_as('finance', 'system')));
CREATE POLICY money ON outbox FOR ALL TO zhida_app USING ((SELECT acts_as('finance', 'auditor', 'leader', 'system'))) WITH CHECK ((SELECT acts_as('finance', 'system')));
