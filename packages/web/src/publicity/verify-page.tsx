import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Loaded, Named } from '../frame/state.tsx'
import { measureName } from '../words/names.ts'
import { term } from '../words/terms.ts'
import { dayWords } from '../words/time.ts'

const SHAPE = /^S\d{9,18}-[0-9a-f]{16}$/

/** Is a letter (通知书) real? Its number answers, without an account. */
export function VerifyPage(): ReactNode {
  const { code } = useParams({ strict: false })
  const [typed, setTyped] = useState(code ?? '')
  const navigate = useNavigate()
  const plain = typed.normalize('NFKC').replace(/\s/g, '').replace(/^s/, 'S')
  const shaped = SHAPE.test(plain)
  return (
    <div className="narrow">
      <h1>
        <Trans>核对通知书</Trans>
      </h1>
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (shaped) void navigate({ to: '/verify/$code', params: { code: plain } })
        }}
      >
        <div className="field">
          <label htmlFor="verify-code">
            <Trans>通知书上的编号</Trans>
          </label>
          <Input id="verify-code" value={typed} placeholder="S000000001-0123456789abcdef" aria-invalid={typed !== '' && !shaped} onChange={(event) => setTyped(event.target.value)} />
          <div className="help">{typed !== '' && !shaped && t`编号是 S 和数字、一个横线、十六个字母或数字。`}</div>
        </div>
        <Button type="primary" htmlType="submit" disabled={!shaped}>
          <Trans>核对</Trans>
        </Button>
      </form>
      {code !== undefined && SHAPE.test(code) && <Answer key={code} code={code} />}
    </div>
  )
}

function Answer({ code }: { readonly code: string }): ReactNode {
  const query = useQuery({ queryKey: ['verify', code], queryFn: () => ask(api.GET('/api/verify/{code}', { params: { path: { code } } })) })
  return (
    <Loaded query={query}>
      {({ letter }) => {
        if (!letter) return <Alert type="error" role="alert" title={t`没有这份通知书`} description={t`编号对不上：可能抄错了，也可能不是真的。请向办理部门核实。`} />
        const standing = { valid: t`真实，现在有效`, voided: t`真实，但决定已经作废`, clawback: t`真实，但钱正在或已经追回` }[letter.standing]
        return (
          <Alert
            type={letter.standing === 'valid' ? 'success' : 'warning'}
            role="status"
            title={standing}
            description={
              <dl className="words">
                <dt>
                  <Trans>给谁</Trans>
                </dt>
                <dd>
                  <Named name={letter.name} synthetic={letter.synthetic} />
                </dd>
                <dt>
                  <Trans>措施</Trans>
                </dt>
                <dd>{measureName(letter.measure)}</dd>
                <dt>
                  <Trans>决定</Trans>
                </dt>
                <dd>{letter.kind === 'granted' ? <Money fen={letter.amountFen} /> : <Trans>不予兑付</Trans>}</dd>
                <dt>
                  <Trans>部门和日期</Trans>
                </dt>
                <dd>
                  {term(letter.department)} {dayWords(letter.day)}
                </dd>
              </dl>
            }
          />
        )
      }}
    </Loaded>
  )
}
