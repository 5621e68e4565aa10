-- Saved filters: an address of the page under a name, each person's own.

CREATE TABLE saved_view (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account bigint NOT NULL DEFAULT acting_account(),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  address text NOT NULL CHECK (address ~ '^/[^/]' AND length(address) <= 500),
  at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (account, name)
);
ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view TO zhida_app;
CREATE POLICY own ON saved_view FOR ALL TO zhida_app USING (account = (SELECT acting_account())) WITH CHECK (account = (SELECT acting_account()));
