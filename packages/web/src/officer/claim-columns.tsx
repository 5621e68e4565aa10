import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { ListedClaim } from '../api/client.ts'
import type { Column } from '../frame/grid.tsx'
import { Money, Range } from '../frame/money.tsx'
import { Named } from '../frame/state.tsx'
import { measureName, stateName } from '../words/names.ts'
import { todayHere, untilWords } from '../words/time.ts'

/** How claims stand in a list, wherever one is. */
export function claimColumns(): readonly Column<ListedClaim>[] {
  const today = todayHere()
  return [
    {
      key: 'number',
      title: t`编号`,
      width: '8.5rem',
      order: 'newest',
      cell: (one) => (
        <Link to="/claims/$id" params={{ id: one.id }}>
          {one.number}
        </Link>
      ),
    },
    { key: 'name', title: t`主体`, width: 'minmax(9rem, 3fr)', order: 'name', cell: (one) => <Named name={one.name} synthetic={one.synthetic} /> },
    { key: 'measure', title: t`措施`, width: 'minmax(9rem, 3fr)', order: 'measure', cell: (one) => measureName(one.measure) },
    { key: 'state', title: t`状态`, width: '5.5rem', cell: (one) => stateName(one.state) },
    {
      key: 'deadline',
      title: t`时限`,
      width: '6.5rem',
      order: 'deadline',
      cell: (one) =>
        one.deadline && (
          <span className={one.deadline < today && one.awaits !== null && one.state !== 'publicised' ? 'undecided' : 'help'} title={one.deadline}>
            {untilWords(one.deadline)}
          </span>
        ),
    },
    {
      key: 'amount',
      title: t`金额`,
      width: 'minmax(7.5rem, 1fr)',
      end: true,
      order: 'amount',
      cell: (one) => (one.amountFen === null ? <Range low={one.lowFen} high={one.highFen} /> : <Money fen={one.amountFen} />),
    },
  ]
}
