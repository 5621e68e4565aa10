import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Account, api, ask } from '../api/client.ts'
import { ROLE_NAMES } from '../api/names.ts'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { type Role, useHas, useSession } from '../people/session.ts'
import { departments, roleName } from '../words/names.ts'
import { term } from '../words/terms.ts'

const OF_DEPARTMENT = new Set<Role>(['officer', 'reviewer'])

/** Who may come in, and as what. */
export function AccountsPage(): ReactNode {
  const query = useQuery({ queryKey: ['accounts'], queryFn: () => ask(api.GET('/api/accounts')) })
  const [words, setWords] = useState('')
  const mayOpen = useHas('administrator')
  return (
    <>
      <h1>
        <Trans>账户</Trans>
      </h1>
      {mayOpen && <NewAccount />}
      <Input
        className="no-print"
        aria-label={t`找用户名、姓名或部门`}
        placeholder={t`找用户名、姓名或部门`}
        allowClear
        style={{ maxWidth: 280 }}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Loaded query={query}>
        {({ items }) => {
          const shown = items.filter((one) => words === '' || [one.login, one.name, one.department ?? ''].some((text) => text.includes(words.trim())))
          return shown.length === 0 ? (
            <Empty>
              <Trans>没有符合的账户。</Trans>
            </Empty>
          ) : (
            <ul className="rows card" aria-label={t`账户`}>
              {shown.map((one) => (
                <AccountRow key={one.id} account={one} />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </>
  )
}

function AccountRow({ account }: { readonly account: Account }): ReactNode {
  const session = useSession()
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const close = useMutation({
    mutationFn: (disabled: boolean) => ask(api.POST('/api/accounts/{id}/disabled', { params: { path: { id: account.id } }, body: { disabled } })),
    onSuccess: async (_done, disabled) => {
      toast.success(disabled ? t`已停用 ${account.login}` : t`已恢复 ${account.login}`)
      await cache.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  const renew = useMutation({ mutationFn: () => ask(api.POST('/api/accounts/{id}/password', { params: { path: { id: account.id } }, body: { login: account.login } })) })
  return (
    <li>
      <strong>{account.login}</strong>
      <span className="grow">{account.name}</span>
      <span>{account.roles.map(roleName).join('、')}</span>
      <span className="help">{account.department ? term(account.department) : account.subject ? t`主体 ${account.subject}` : ''}</span>
      {account.disabled && (
        <span className="undecided">
          <Trans>已停用</Trans>
        </span>
      )}
      <span className="row-actions no-print">
        <Button size="small" onClick={() => setAsking(true)}>
          <Trans>新密码</Trans>
          <span className="visually-hidden">{account.login}</span>
        </Button>
        {session?.id !== account.id && (
          <Button size="small" danger={!account.disabled} loading={close.isPending} onClick={() => close.mutate(!account.disabled)}>
            {account.disabled ? <Trans>恢复</Trans> : <Trans>停用</Trans>}
            <span className="visually-hidden">{account.login}</span>
          </Button>
        )}
      </span>
      {close.error && <FaultNote fault={close.error} />}
      <Modal
        open={asking}
        title={t`给 ${account.login} 一个新密码`}
        okText={t`生成`}
        cancelText={renew.data ? t`关闭` : t`取消`}
        okButtonProps={{ disabled: renew.isSuccess, loading: renew.isPending }}
        onOk={() => renew.mutate()}
        onCancel={() => {
          setAsking(false)
          renew.reset()
        }}
      >
        {renew.data ? (
          <p role="status">
            <Trans>
              新密码是 <code>{renew.data.password}</code>，只显示这一次，请转交本人。
            </Trans>
          </p>
        ) : (
          <p>
            <Trans>原来的密码马上失效，别处的登录全部退出。</Trans>
          </p>
        )}
        {renew.error && <FaultNote fault={renew.error} />}
      </Modal>
    </li>
  )
}

function NewAccount(): ReactNode {
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('officer')
  const [department, setDepartment] = useState<string>()
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: async () => {
      const subject = role === 'clerk' ? (await ask(api.GET('/api/subjects', { params: { query: { search: code.trim(), limit: 2 } } }))).items : []
      if (role === 'clerk' && subject.length !== 1) throw new Error(t`没有找到这个主体：请写完整的统一社会信用代码，没有建档的先由经办人建档。`)
      return ask(
        api.POST('/api/accounts', {
          body: { login: login.trim(), name: name.trim(), roles: [role], password, ...(OF_DEPARTMENT.has(role) && department && { department }), ...(subject[0] && { subject: subject[0].id }) },
        }),
      )
    },
    onSuccess: async () => {
      toast.success(t`账户开好了`)
      setLogin('')
      setName('')
      setPassword('')
      await cache.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  const ready = login.trim() !== '' && name.trim() !== '' && password.length >= 10 && (!OF_DEPARTMENT.has(role) || department !== undefined)
  return (
    <section className="card no-print" aria-label={t`开设账户`}>
      <h2>
        <Trans>开设账户</Trans>
      </h2>
      <div className="toolbar">
        <Input aria-label={t`用户名`} placeholder={t`用户名（小写字母、数字）`} style={{ maxWidth: 210 }} value={login} onChange={(event) => setLogin(event.target.value)} />
        <Input aria-label={t`姓名`} placeholder={t`姓名`} style={{ maxWidth: 140 }} value={name} onChange={(event) => setName(event.target.value)} />
        <Select
          aria-label={t`角色`}
          value={role}
          style={{ minWidth: 130 }}
          onChange={(next: Role) => setRole(next)}
          options={(Object.keys(ROLE_NAMES) as Role[]).map((value) => ({ value, label: roleName(value) }))}
        />
        {OF_DEPARTMENT.has(role) && (
          <Select
            aria-label={t`部门`}
            placeholder={t`部门`}
            value={department ?? null}
            style={{ minWidth: 160 }}
            onChange={(next: string) => setDepartment(next)}
            options={departments.map((one) => ({ value: one, label: term(one) }))}
          />
        )}
        {role === 'clerk' && <Input aria-label={t`统一社会信用代码`} placeholder={t`统一社会信用代码`} style={{ maxWidth: 220 }} value={code} onChange={(event) => setCode(event.target.value)} />}
        <Input.Password
          aria-label={t`初始密码`}
          placeholder={t`初始密码（至少 10 个字符）`}
          autoComplete="new-password"
          style={{ maxWidth: 240 }}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="primary" disabled={!ready} loading={send.isPending} onClick={() => send.mutate()}>
          <Trans>开设</Trans>
        </Button>
      </div>
      {send.error && <FaultNote fault={send.error} />}
    </section>
  )
}
