import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { Empty, FaultNote, Loaded, Named } from '../frame/state.tsx'
import { useHas } from '../people/session.ts'

const route = getRouteApi('/subjects')

/** 一企一档: find a dossier, open one, bring many in. */
export function SubjectsPage(): ReactNode {
  const { q } = route.useSearch()
  const go = route.useNavigate()
  const officer = useHas('officer')
  const [typed, setTyped] = useState(q ?? '')
  const [opening, setOpening] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      const next = typed.trim() === '' ? undefined : typed.trim()
      if (next !== q) void go({ search: { q: next }, replace: true })
    }, 200)
    return () => clearTimeout(timer)
  }, [typed, q, go])
  const query = useInfiniteQuery({
    queryKey: ['subjects', q],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => ask(api.GET('/api/subjects', { params: { query: { limit: 100, ...(q && { search: q }), ...(pageParam && { after: pageParam }) } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  return (
    <>
      <h1>
        <Trans>主体档案</Trans>
      </h1>
      <div className="toolbar no-print">
        <Input aria-label={t`名称、拼音或信用代码`} placeholder={t`名称、拼音或信用代码`} allowClear style={{ maxWidth: 280 }} value={typed} onChange={(event) => setTyped(event.target.value)} />
        {officer && (
          <>
            <Button onClick={() => setOpening(true)}>
              <Trans>建档</Trans>
            </Button>
            <Link className="button" to="/import">
              <Trans>批量导入</Trans>
            </Link>
          </>
        )}
      </div>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((one) => one.items)
          return items.length === 0 ? (
            <Empty>{q ? <Trans>没有找到“{q}”。</Trans> : <Trans>还没有档案：建一个，或者批量导入。</Trans>}</Empty>
          ) : (
            <ul className="rows card" aria-label={t`主体`}>
              {items.map((one) => (
                <li key={one.id}>
                  <Link to="/subjects/$id" params={{ id: one.id }}>
                    {one.name}
                  </Link>
                  <span className="grow">{one.synthetic && <Named name="" synthetic />}</span>
                  <span className="help">{one.creditCode}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          <Trans>再看 100 个</Trans>
        </Button>
      )}
      {opening && <NewSubject onClose={() => setOpening(false)} />}
    </>
  )
}

function NewSubject({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [account, setAccount] = useState('')
  const id = useId()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const send = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/subjects', {
          body: { creditCode: code.normalize('NFKC').replace(/\s/g, '').toUpperCase(), name: name.trim(), synthetic: false, bankAccount: account.replace(/\s/g, '') || null, bankName: null },
        }),
      ),
    onSuccess: async (made) => {
      await cache.invalidateQueries({ queryKey: ['subjects'] })
      await navigate({ to: '/subjects/$id', params: { id: made.id } })
    },
  })
  return (
    <Modal
      open
      title={t`建档`}
      okText={t`建档`}
      cancelText={t`取消`}
      okButtonProps={{ disabled: code.trim() === '' || name.trim() === '', loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className="field">
        <label htmlFor={`${id}-code`}>
          <Trans>统一社会信用代码</Trans>
        </label>
        <Input id={`${id}-code`} value={code} onChange={(event) => setCode(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-name`}>
          <Trans>名称</Trans>
        </label>
        <Input id={`${id}-name`} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-account`}>
          <Trans>收款账号（可以以后再登记）</Trans>
        </label>
        <Input id={`${id}-account`} value={account} inputMode="numeric" onChange={(event) => setAccount(event.target.value)} />
      </div>
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
  )
}
