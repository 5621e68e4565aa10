import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { api, ask, upload } from '../api/client.ts'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { timeWords } from '../frame/words.ts'

const MOST = 20 * 1024 * 1024

/** A subject's files: whoever may can add one. The kind and size are said before, and checked by the server after. */
export function EvidenceBox({ subject, mayAdd }: { readonly subject: string; readonly mayAdd: boolean }): ReactNode {
  const query = useQuery({ queryKey: ['evidence', subject], queryFn: () => ask(api.GET('/api/subjects/{id}/evidence', { params: { path: { id: subject } } })) })
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const cache = useQueryClient()
  const add = async (file: File | undefined): Promise<void> => {
    if (!file) return
    setFault(undefined)
    if (file.size > MOST) return setFault(new Error(`“${file.name}”有 ${Math.round(file.size / 1048576)} MB，至多 20 MB：请压缩，或只上传需要的几页。`))
    setBusy(true)
    try {
      await upload(`/api/subjects/${subject}/evidence`, file)
      await cache.invalidateQueries({ queryKey: ['evidence', subject] })
    } catch (problem) {
      setFault(problem)
    }
    setBusy(false)
  }
  return (
    <section aria-label="证明文件">
      <h2>证明文件</h2>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>还没有文件。</Empty>
          ) : (
            <ul className="files">
              {items.map((one) => (
                <li key={one.id}>
                  <a href={`/api/evidence/${one.id}`}>{one.name}</a> <span className="help">{timeWords(one.at)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {mayAdd && (
        <div className="no-print">
          <Button loading={busy} onClick={() => input.current?.click()}>
            上传文件
          </Button>
          <input
            ref={input}
            type="file"
            aria-label="选择证明文件"
            className="visually-hidden"
            tabIndex={-1}
            accept=".pdf,.jpg,.jpeg,.png,.xlsx,.docx"
            onChange={(event) => {
              void add(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <p className="help">PDF、图片、Word 或 Excel，每个至多 20 MB。</p>
        </div>
      )}
      {fault !== undefined && <FaultNote fault={fault} />}
    </section>
  )
}
