import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Claim, ClaimForm } from '../api/client.ts'
import { FaultNote, Loaded } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'
import { moveName } from '../words/names.ts'
import { GRAVE, type Offered } from './moves.ts'
import { useForm, useMove } from './use-claim.ts'

const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog.tsx')).MoveDialog }))

/** What the person here may do with a claim now. Whatever needs a reason, or cannot be undone, asks first. */
export function Actions({ claim }: { readonly claim: Claim }): ReactNode {
  const form = useForm(claim.id, claim.version)
  return <Loaded query={form}>{(found) => <Offers claim={claim} form={found} />}</Loaded>
}

function Offers({ claim, form }: { readonly claim: Claim; readonly form: ClaimForm }): ReactNode {
  const session = useSession()
  const move = useMove(claim.id)
  const [asking, setAsking] = useState<Offered>()
  const mine = form.moves.filter((one) => one.move !== 'submit' && one.move !== 'pay' && one.who.some((role) => session?.roles.some((each) => each === role)))
  const start = (one: Offered): void => {
    if (one.reasonNeeded || GRAVE.has(one.move)) setAsking(one)
    else move.mutate({ move: one.move, version: claim.version })
  }
  if (mine.length === 0) return null
  return (
    <section className="card actions-box no-print" aria-label={t`办理`}>
      <h2>
        <Trans>办理</Trans>
      </h2>
      {form.missing.length > 0 && (
        <p className="missing">
          <Trans>还缺：{form.missing.join('、')}</Trans>
        </p>
      )}
      <div className="toolbar">
        {mine.map((one, index) => (
          <Button
            key={one.move}
            type={index === 0 && !GRAVE.has(one.move) ? 'primary' : 'default'}
            danger={GRAVE.has(one.move)}
            loading={move.isPending && move.variables.move === one.move}
            disabled={move.isPending}
            onClick={() => start(one)}
          >
            {moveName(one.move)}
          </Button>
        ))}
      </div>
      {move.error && !asking && <FaultNote fault={move.error} />}
      {asking && (
        <Suspense fallback={null}>
          <MoveDialog
            key={asking.move}
            offered={asking}
            claim={claim}
            form={form}
            fault={move.error}
            busy={move.isPending}
            onCancel={() => {
              move.reset()
              setAsking(undefined)
            }}
            onSend={(request) => move.mutate(request, { onSuccess: () => setAsking(undefined) })}
          />
        </Suspense>
      )}
    </section>
  )
}
