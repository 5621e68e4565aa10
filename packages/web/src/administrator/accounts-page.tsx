import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { ROLE_NAMES } from '../api/names.ts'
import { FaultNote, Loaded } from '../frame/state.tsx'
import type { Role } from '../people/session.ts'
import { measures } from '../policy/policy.ts'

const DEPARTMENTS = [...new Set(measures.map((one) => one.department).filter((one) => one !== ''))]
const OF_DEPARTMENT = new Set<Role>(['officer', 'reviewer'])

/** Who may come in, and as what. */
export function AccountsPage(): ReactNode {
  const query = useQuery({ queryKey: ['accounts'], queryFn: () => ask(api.GET('/api/accounts')) })
  return (
    <main className="page">
      <h1>账户</h1>
      <NewAccount />
      <Loaded query={query}>
        {({ items }) => (
          <ul className="rows">
            {items.map((one) => (
              <li key={one.id}>
                <strong>{one.login}</strong>
                <span className="grow">{one.name}</span>
                <span>{one.roles.map((role) => ROLE_NAMES[role]).join('、')}</span>
                <span className="help">{one.department ?? (one.subject ? `主体 ${one.subject}` : '')}</span>
                {one.disabled && <span className="undecided">已停用</span>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </main>
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
      if (role === 'clerk' && subject.length !== 1) throw new Error('没有找到这个主体：请写完整的统一社会信用代码，没有建档的先由经办人建档。')
      return ask(
        api.POST('/api/accounts', {
          body: { login: login.trim(), name: name.trim(), roles: [role], password, ...(OF_DEPARTMENT.has(role) && department && { department }), ...(subject[0] && { subject: subject[0].id }) },
        }),
      )
    },
    onSuccess: async () => {
      setLogin('')
      setName('')
      setPassword('')
      await cache.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  const ready = login.trim() !== '' && name.trim() !== '' && password.length >= 10 && (!OF_DEPARTMENT.has(role) || department !== undefined)
  return (
    <section aria-label="开设账户">
      <h2>开设账户</h2>
      <div className="toolbar">
        <Input aria-label="用户名" placeholder="用户名（小写字母、数字）" style={{ maxWidth: 200 }} value={login} onChange={(event) => setLogin(event.target.value)} />
        <Input aria-label="姓名" placeholder="姓名" style={{ maxWidth: 140 }} value={name} onChange={(event) => setName(event.target.value)} />
        <Select
          aria-label="角色"
          value={role}
          style={{ minWidth: 130 }}
          onChange={(next: Role) => setRole(next)}
          options={Object.entries(ROLE_NAMES).map(([value, label]) => ({ value: value as Role, label }))}
        />
        {OF_DEPARTMENT.has(role) && (
          <Select
            aria-label="部门"
            placeholder="部门"
            value={department ?? null}
            style={{ minWidth: 160 }}
            onChange={(next: string) => setDepartment(next)}
            options={DEPARTMENTS.map((one) => ({ value: one, label: one }))}
          />
        )}
        {role === 'clerk' && <Input aria-label="统一社会信用代码" placeholder="统一社会信用代码" style={{ maxWidth: 220 }} value={code} onChange={(event) => setCode(event.target.value)} />}
        <Input.Password
          aria-label="初始密码"
          placeholder="初始密码（至少 10 个字符）"
          autoComplete="new-password"
          style={{ maxWidth: 240 }}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="primary" disabled={!ready} loading={send.isPending} onClick={() => send.mutate()}>
          开设
        </Button>
      </div>
      {send.error && <FaultNote fault={send.error} />}
    </section>
  )
}
