-- What every table of the delivery stands on: who acts, rows that never change, and the seal over them.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhida_app') THEN CREATE ROLE zhida_app NOLOGIN; END IF;
END $$;
GRANT zhida_app TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO zhida_app;

-- The actor of the transaction (set by the program at its start); nobody, where it is not set.
CREATE FUNCTION acts_as(VARIADIC wanted text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT string_to_array(coalesce(current_setting('zhida.roles', true), ''), ',') && wanted
$$;
CREATE FUNCTION acting_account() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif(current_setting('zhida.account', true), '')::bigint $$;
CREATE FUNCTION acting_subject() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif(current_setting('zhida.subject', true), '')::bigint $$;
CREATE FUNCTION acting_department() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif(current_setting('zhida.department', true), '') $$;

-- History: the tables whose rows are never changed, each with a bigint identity named `id`.
CREATE TABLE history_table (name text PRIMARY KEY);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'ZL001';
END $$;

-- A writer of history holds this lock shared until it commits. The sealer takes it alone, so that below the highest id it sees
-- nothing is still on its way.
CREATE FUNCTION hold_history() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock_shared(731002);
  RETURN NULL;
END $$;

CREATE FUNCTION keep_history(name regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO history_table VALUES (name::text);
  EXECUTE format('CREATE TRIGGER a_history_holds BEFORE INSERT ON %s FOR EACH STATEMENT EXECUTE FUNCTION hold_history()', name);
  EXECUTE format('CREATE TRIGGER a_never_changed BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  EXECUTE format('CREATE TRIGGER a_never_emptied BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
END $$;

-- Every byte of every column of the rows in (after, upto], in one hash. Nulls are left out, so that a later column, empty in old rows, changes nothing.
CREATE FUNCTION history_digest(name text, after bigint, upto bigint, OUT rows bigint, OUT digest text) LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$ BEGIN
  EXECUTE format('SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(encode(sha256(convert_to(jsonb_strip_nulls(to_jsonb(t))::text, ''UTF8'')), ''hex''), '''' ORDER BY t.id), ''''), ''UTF8'')), ''hex'') FROM %I AS t WHERE t.id > $1 AND t.id <= $2', name)
    INTO rows, digest USING after, upto;
END $$;

CREATE FUNCTION history_top(name text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ DECLARE top bigint; BEGIN
  EXECUTE format('SELECT coalesce(max(id), 0) FROM %I', name) INTO top;
  RETURN top;
END $$;

-- A block of the chain: the rows that came since the one before, and the hash of both.
CREATE TABLE seal_block (
  number bigint PRIMARY KEY CHECK (number > 0),
  previous text NOT NULL,
  contents text NOT NULL,
  hash text NOT NULL UNIQUE,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (hash = encode(sha256(convert_to(number || '|' || previous || '|' || contents, 'UTF8')), 'hex'))
);
CREATE TRIGGER a_never_changed BEFORE UPDATE OR DELETE ON seal_block FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER a_never_emptied BEFORE TRUNCATE ON seal_block FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT ON history_table TO zhida_app;
GRANT SELECT, INSERT ON seal_block TO zhida_app;
