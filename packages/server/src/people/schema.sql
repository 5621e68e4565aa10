-- People: accounts, sessions, and the departments they act for.

CREATE TABLE department (name text PRIMARY KEY);

-- Who may be owed something. A made-up one says so, wherever it shows.
CREATE TABLE subject (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  credit_code text NOT NULL UNIQUE CHECK (credit_code ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  synthetic boolean NOT NULL,
  bank_account text,
  bank_name text,
  created_by bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('subject');
CREATE INDEX subject_name ON subject (name);

CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login text NOT NULL UNIQUE CHECK (login ~ '^[a-z0-9._@-]{2,64}$'),
  name text NOT NULL,
  -- The OpenID Connect subject, where the account signs in elsewhere.
  identity text UNIQUE,
  password text,
  roles text[] NOT NULL CHECK (roles <@ ARRAY['clerk', 'officer', 'reviewer', 'finance', 'leader', 'drafter', 'auditor', 'administrator']),
  department text REFERENCES department,
  subject bigint REFERENCES subject,
  disabled boolean NOT NULL DEFAULT false,
  failures integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT clerk_of_a_subject CHECK (('clerk' = ANY (roles)) = (subject IS NOT NULL)),
  CONSTRAINT clerk_alone CHECK (NOT 'clerk' = ANY (roles) OR cardinality(roles) = 1)
);

CREATE TABLE session (
  -- Only the hash of the cookie is kept: who reads the table can sign in as nobody.
  token_hash text PRIMARY KEY,
  account bigint NOT NULL REFERENCES account,
  csrf text NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  expires timestamptz NOT NULL
);
CREATE INDEX session_expires ON session (expires);

-- One row a command: the same key of the same account gives the same answer.
CREATE TABLE command (
  account bigint NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 128),
  request text NOT NULL,
  answer text,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account, key)
);

ALTER TABLE subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE command ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON department TO zhida_app;
GRANT INSERT ON department TO zhida_app;
GRANT SELECT, INSERT ON subject TO zhida_app;
GRANT SELECT, INSERT, UPDATE ON account TO zhida_app;
GRANT SELECT, INSERT, DELETE ON session TO zhida_app;
GRANT SELECT, INSERT, UPDATE (answer), DELETE ON command TO zhida_app;
CREATE POLICY own_or_staff ON subject FOR SELECT TO zhida_app USING (id = (SELECT acting_subject()) OR (SELECT acts_as('officer', 'reviewer', 'finance', 'leader', 'auditor', 'administrator', 'system')));
CREATE POLICY staff_enters ON subject FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('officer', 'administrator', 'system')));
CREATE POLICY own_or_administrator ON account FOR SELECT TO zhida_app USING (id = (SELECT acting_account()) OR (SELECT acts_as('administrator', 'system')));
CREATE POLICY administrator_enters ON account FOR INSERT TO zhida_app WITH CHECK ((SELECT acts_as('administrator', 'system')));
CREATE POLICY administrator_changes ON account FOR UPDATE TO zhida_app USING ((SELECT acts_as('administrator', 'system')));
CREATE POLICY program ON session FOR ALL TO zhida_app USING ((SELECT acts_as('system'))) WITH CHECK ((SELECT acts_as('system')));
CREATE POLICY own ON command FOR ALL TO zhida_app USING (account = (SELECT acting_account()) OR (SELECT acts_as('system'))) WITH CHECK (account = (SELECT acting_account()));

-- The account of a cookie, for whoever holds it: one question without a transaction of its own, before it is known who asks.
CREATE FUNCTION session_of(token text) RETURNS TABLE (id bigint, login text, name text, roles text[], department text, subject bigint, disabled boolean, csrf text, expires timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT a.id, a.login, a.name, a.roles, a.department, a.subject, a.disabled, s.csrf, s.expires FROM session AS s JOIN account AS a ON a.id = s.account WHERE s.token_hash = token
$$;
