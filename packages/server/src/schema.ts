import type { Migration } from '@zhida/database'
import { LEDGER_MIGRATIONS } from '@zhida/ledger'
import joint from './claim/joint.sql?raw'
import reasons from './claim/reasons.sql?raw'
import claim from './claim/schema.sql?raw'
import decision from './decision/schema.sql?raw'
import delivery from './delivery/schema.sql?raw'
import dossier from './dossier/schema.sql?raw'
import estimate from './estimate/schema.sql?raw'
import jobs from './jobs/schema.sql?raw'
import reading from './payment/reading.sql?raw'
import payment from './payment/schema.sql?raw'
import names from './people/names.sql?raw'
import people from './people/schema.sql?raw'
import policy from './policy/schema.sql?raw'
import search from './search/schema.sql?raw'
import target from './target/schema.sql?raw'
import view from './view/schema.sql?raw'

/** Every table of the delivery, in the order that they stand on one another. */
export const MIGRATIONS: readonly Migration[] = [
  ...LEDGER_MIGRATIONS,
  { name: 'people', text: people },
  { name: 'policy', text: policy },
  { name: 'dossier', text: dossier },
  { name: 'claim', text: claim },
  { name: 'decision', text: decision },
  { name: 'delivery', text: delivery },
  { name: 'payment', text: payment },
  { name: 'target', text: target },
  { name: 'joint', text: joint },
  { name: 'search', text: search },
  { name: 'view', text: view },
  { name: 'jobs', text: jobs },
  { name: 'estimate', text: estimate },
  { name: 'names', text: names },
  { name: 'reading', text: reading },
  { name: 'reasons', text: reasons },
]
