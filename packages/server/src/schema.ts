import type { Migration } from '@zhida/database'
import { LEDGER_MIGRATIONS } from '@zhida/ledger'
import joint from './claim/joint.sql?raw'
import claim from './claim/schema.sql?raw'
import decision from './decision/schema.sql?raw'
import delivery from './delivery/schema.sql?raw'
import dossier from './dossier/schema.sql?raw'
import payment from './payment/schema.sql?raw'
import people from './people/schema.sql?raw'
import policy from './policy/schema.sql?raw'
import target from './target/schema.sql?raw'

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
]
