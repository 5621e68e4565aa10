-- Joint review (会审): the claim's department asks another for its opinion; while one is owed, the claim is not reviewed.

CREATE TABLE joint_review (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim bigint NOT NULL REFERENCES claim,
  department text NOT NULL REFERENCES department,
  asking text NOT NULL REFERENCES department,
  question text NOT NULL,
  deadline date NOT NULL,
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT joint_other CHECK (department <> asking)
);
SELECT keep_history('joint_review');
CREATE INDEX joint_claim ON joint_review (claim, id);
CREATE INDEX joint_department ON joint_review (department, id);

CREATE TABLE joint_opinion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  review bigint NOT NULL UNIQUE REFERENCES joint_review,
  agrees boolean NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  account bigint NOT NULL DEFAULT acting_account(),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT keep_history('joint_opinion');

ALTER TABLE joint_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE joint_opinion ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON joint_review, joint_opinion TO zhida_app;
CREATE POLICY departments ON joint_review FOR SELECT TO zhida_app USING ((SELECT acts_as('auditor', 'leader', 'system')) OR ((SELECT acts_as('officer', 'reviewer')) AND (SELECT acting_department()) IN (department, asking)));
CREATE POLICY asks ON joint_review FOR INSERT TO zhida_app WITH CHECK (account = (SELECT acting_account()) AND ((SELECT acts_as('system')) OR ((SELECT acts_as('officer')) AND asking = (SELECT acting_department()))));
CREATE POLICY departments ON joint_opinion FOR SELECT TO zhida_app USING (EXISTS (SELECT FROM joint_review AS r WHERE r.id = joint_opinion.review));
CREATE POLICY answers ON joint_opinion FOR INSERT TO zhida_app WITH CHECK (account = (SELECT acting_account()) AND EXISTS (SELECT FROM joint_review AS r WHERE r.id = joint_opinion.review AND r.department = (SELECT acting_department())));

-- A department that was asked sees the claim; it moves it no further.
CREATE POLICY asked ON claim FOR SELECT TO zhida_app USING ((SELECT acts_as('officer', 'reviewer')) AND EXISTS (SELECT FROM joint_review AS r WHERE r.claim = claim.id AND r.department = (SELECT acting_department())));
CREATE POLICY own_department ON claim_move AS RESTRICTIVE FOR INSERT TO zhida_app
  WITH CHECK ((SELECT acts_as('clerk', 'finance', 'system')) OR EXISTS (SELECT FROM claim AS c WHERE c.id = claim_move.claim AND c.department = (SELECT acting_department())));
