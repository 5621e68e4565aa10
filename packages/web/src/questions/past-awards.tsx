import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { faultOf } from '../answers/dossier.ts'
import { measures } from '../policy/policy.ts'
import { term } from '../words/terms.ts'

/** Measures whose answer depends on what was had before. */
const LIMITED = measures.filter((one) => one.once !== 'no' || one.caps.length > 0)

/** A past award: which measure, which year, how much. */
export function PastAwards({ onAdd }: { readonly onAdd: (award: Readonly<Record<string, string>>) => void }): ReactNode {
  const [award, setAward] = useState<Readonly<Record<string, string>>>({})
  const complete = award.措施 && /^\d{4}$/.test(award.年度 ?? '') && award.金额
  const fault = complete ? faultOf({ 已获奖补: [award] }) : undefined
  return (
    <details>
      <summary>
        <Trans>领过，填一下</Trans>
      </summary>
      <div className="field">
        <label htmlFor="past-measure">
          <Trans>哪一项</Trans>
        </label>
        <select id="past-measure" className="native" value={award.措施 ?? ''} onChange={(event) => setAward({ ...award, 措施: event.target.value })}>
          <option value="" disabled>
            {t`请选择`}
          </option>
          {LIMITED.map((one) => (
            <option key={one.id} value={one.id}>
              {one.id} {term(one.name)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="past-year">
          <Trans>哪一年</Trans>
        </label>
        <input id="past-year" className="native" inputMode="numeric" value={award.年度 ?? ''} onChange={(event) => setAward({ ...award, 年度: event.target.value.normalize('NFKC').trim() })} />
      </div>
      <div className="field">
        <label htmlFor="past-amount">
          <Trans>多少钱（如 20万元）</Trans>
        </label>
        <input id="past-amount" className="native" value={award.金额 ?? ''} onChange={(event) => setAward({ ...award, 金额: event.target.value.normalize('NFKC').replace(/\s/g, '') })} />
        <div className="help">{fault}</div>
      </div>
      <Button disabled={!complete || fault !== undefined} onClick={() => onAdd(award)}>
        <Trans>记下</Trans>
      </Button>
    </details>
  )
}
