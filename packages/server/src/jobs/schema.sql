-- Long work that goes on without the page that asked for it. The table is the queue: a process that dies leaves its job to the next.

CREATE TABLE upload (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  bytes bytea NOT NULL,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE job (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  title text NOT NULL,
  -- What was asked for, as JSON; the file that came with it.
  request text NOT NULL,
  upload bigint REFERENCES upload ON DELETE SET NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  done bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL DEFAULT 0,
  -- How far what is already written goes, as JSON: whoever takes the job up begins there.
  reached text,
  result text,
  fault text,
  -- As whom it runs.
  account bigint NOT NULL DEFAULT acting_account(),
  roles text[] NOT NULL,
  department text,
  -- How often a process took it up: what kills each of them is given up.
  taken int NOT NULL DEFAULT 0,
  started timestamptz,
  beat timestamptz,
  ended timestamptz,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX job_open ON job (id) WHERE state IN ('waiting', 'running');
CREATE INDEX job_account ON job (account, id);

CREATE TABLE job_file (
  job bigint NOT NULL REFERENCES job ON DELETE CASCADE,
  form text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (job, form)
);

ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_file ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON upload TO zhida_app;
GRANT SELECT, INSERT, UPDATE ON job TO zhida_app;
GRANT SELECT, INSERT, DELETE ON job_file TO zhida_app;
CREATE POLICY own ON upload FOR ALL TO zhida_app USING (account = (SELECT acting_account()) OR (SELECT acts_as('system'))) WITH CHECK (account = (SELECT acting_account()));
CREATE POLICY own ON job FOR ALL TO zhida_app USING (account = (SELECT acting_account()) OR (SELECT acts_as('system'))) WITH CHECK (account = (SELECT acting_account()) OR (SELECT acts_as('system')));
CREATE POLICY own ON job_file FOR ALL TO zhida_app USING (EXISTS (SELECT FROM job AS j WHERE j.id = job_file.job)) WITH CHECK ((SELECT acts_as('system')));
