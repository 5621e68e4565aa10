-- Who somebody was, for those who may not read accounts: the name for the office, the department alone for a firm.
CREATE FUNCTION account_name(which bigint) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT coalesce((SELECT name FROM account WHERE id = which), CASE WHEN which = 0 THEN '系统' ELSE '' END)
$$;
CREATE FUNCTION account_office(which bigint) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT coalesce((SELECT coalesce(department, CASE WHEN subject IS NOT NULL THEN '企业' WHEN 'finance' = ANY (roles) THEN '财政' ELSE '' END) FROM account WHERE id = which), CASE WHEN which = 0 THEN '系统' ELSE '' END)
$$;
