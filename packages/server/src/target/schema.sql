-- Readings of the policy's indicators, and how far its tasks are. Public: a government's promise.

CREATE TABLE progress (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The target's or task's id in the pack: 2.t1, 5.k1.
  instrument text NOT NULL,
  policy text NOT NULL,
  day date NOT NULL,
  -- Of a target: the indicator in base units, n or n/d. Of a task: hundredths of the whole, 0–100.
  value text NOT NULL,
  given text NOT NULL,
  evidence text NOT NULL,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('progress');
CREATE INDEX progress_instrument ON progress (instrument, day, id);
ALTER TABLE progress ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON progress TO zhida_app;
CREATE POLICY everyone ON progress FOR SELECT TO zhida_app USING (true);
CREATE POLICY department ON progress FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('officer', 'system')));
