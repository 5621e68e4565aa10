import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { refresh } from '../frame/fresh.ts'
import { toast } from '../frame/toast.tsx'
import { jobTitle } from './title.ts'
import { isGoing, useJobs } from './use-jobs.ts'

/** Tells when long work is done, on whatever page one is then. */
export function JobWatch(): ReactNode {
  const { data } = useJobs()
  const cache = useQueryClient()
  const going = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!data) return
    for (const one of data.items.filter((each) => going.current.has(each.id) && !isGoing(each))) {
      if (one.state === 'done') toast.success(t`做完了：${jobTitle(one)}`)
      else toast.error(t`没有做成：${jobTitle(one)}`)
      void refresh(cache)
    }
    going.current = new Set(data.items.filter(isGoing).map((one) => one.id))
  }, [data, cache])
  return null
}
