import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { api, ask, upload } from '../api/client.ts'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { timeWords } from '../words/time.ts'

const MOST_MB = 20
const MOST = MOST_MB * 1024 * 1024
/** What a browser shows by itself, and nothing in it runs. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'application/pdf'])

interface File_ {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: string
  readonly at: string
}

/** A subject's files: whoever may can add one, and look at pictures and PDFs in place. The kind and size are said before, and checked by the server after. */
export function EvidenceBox({ subject, mayAdd }: { readonly subject: string; readonly mayAdd: boolean }): ReactNode {
  const query = useQuery({ queryKey: ['evidence', subject], queryFn: () => ask(api.GET('/api/subjects/{id}/evidence', { params: { path: { id: subject } } })) })
  return (
    <section className="card" aria-label={t`证明文件`}>
      <h2>
        <Trans>证明文件</Trans>
      </h2>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              <Trans>还没有文件。</Trans>
            </Empty>
          ) : (
            <ul className="files">
              {items.map((one) => (
                <EvidenceFile key={one.id} file={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {mayAdd && <Add subject={subject} />}
    </section>
  )
}

function Add({ subject }: { readonly subject: string }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const cache = useQueryClient()
  const add = async (file: File | undefined): Promise<void> => {
    if (!file) return
    setFault(undefined)
    const size = Math.round(file.size / 1048576)
    if (file.size > MOST) return setFault(new Error(t`“${file.name}”有 ${size} MB，至多 ${MOST_MB} MB：请压缩，或只上传需要的几页。`))
    if (file.size === 0) return setFault(new Error(t`“${file.name}”是空的。`))
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
    <div className="no-print">
      <Button loading={busy} onClick={() => input.current?.click()}>
        <Trans>上传文件</Trans>
      </Button>
      <input
        ref={input}
        type="file"
        aria-label={t`选择证明文件`}
        className="visually-hidden"
        tabIndex={-1}
        accept=".pdf,.jpg,.jpeg,.png,.xlsx,.docx"
        onChange={(event) => {
          void add(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <p className="help">
        <Trans>PDF、图片、Word 或 Excel，每个至多 {MOST_MB} MB。</Trans>
      </p>
      {fault !== undefined && <FaultNote fault={fault} />}
    </div>
  )
}

function EvidenceFile({ file }: { readonly file: File_ }): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <li>
      <a href={`/api/evidence/${file.id}`}>{file.name}</a> <span className="help">{timeWords(file.at)}</span>
      {SHOWN.has(file.type) && (
        <details className="no-print" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            <Trans>在这里看</Trans>
            <span className="visually-hidden">{file.name}</span>
          </summary>
          {open && <Shown file={file} />}
        </details>
      )}
    </li>
  )
}

/** A picture or a PDF from its bytes, as the kind that the server found it to be: the server sends evidence as a download alone, so nothing of it runs in the page. */
function Shown({ file }: { readonly file: File_ }): ReactNode {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    void fetch(`/api/evidence/${file.id}`)
      .then(async (answer) => {
        if (!answer.ok) return
        made = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: file.type }))
        setAddress(made)
      })
      .catch(() => undefined)
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [file])
  if (!address) return null
  return file.type === 'application/pdf' ? <iframe className="evidence" src={address} title={file.name} /> : <img className="evidence" src={address} alt={file.name} />
}
