import { t } from '@lingui/core/macro'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { api, ask, type Job } from '../api/client.ts'
import { useSession } from '../people/session.ts'
import { spoken } from '../words/language.ts'
import { leftWords } from '../words/time.ts'

const GOING = new Set<Job['state']>(['waiting', 'running'])
const OFTEN_MS = 1_500
const SELDOM_MS = 30_000

/** The long work that the person here gave. Asked for often while some of it is going on. */
export function useJobs(): UseQueryResult<{ readonly items: readonly Job[] }> {
  const session = useSession()
  return useQuery({
    enabled: session !== null && session !== undefined,
    queryKey: ['jobs'],
    queryFn: () => ask(api.GET('/api/jobs')),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => GOING.has(one.state)) ? OFTEN_MS : SELDOM_MS),
  })
}

/** One job with its result, followed until it ends. */
export function useJob(id: string | undefined): UseQueryResult<Job> {
  return useQuery({
    enabled: id !== undefined,
    queryKey: ['job', id],
    queryFn: () => ask(api.GET('/api/jobs/{id}', { params: { path: { id: id ?? '' } } })),
    refetchInterval: ({ state }) => (state.data && GOING.has(state.data.state) ? OFTEN_MS / 2 : false),
  })
}

export const isGoing = (job: Pick<Job, 'state'>): boolean => GOING.has(job.state)

/** How far a job is, whole percent, and about how long it still takes. */
export function progressOf({ state, done, total, startedAt }: Job): { readonly percent: number; readonly left: string } {
  const part = Number(total) > 0 ? Number(done) / Number(total) : 0
  if (state === 'waiting') return { percent: 0, left: t`排队中` }
  const gone = startedAt ? (Date.now() - Date.parse(startedAt)) / 1000 : 0
  return { percent: Math.floor(part * 100), left: part > 0.02 ? leftWords(gone * (1 / part - 1)) : t`正在开始` }
}

interface Words {
  readonly title: string
  readonly detail: string
  readonly items: readonly string[]
}

interface JobFault extends Words {
  readonly code: string
  readonly en?: Words
}

/** Why a job was not done, in the language spoken. */
export function faultOfJob(fault: string | null): Partial<JobFault> {
  const told = JSON.parse(fault ?? '{}') as Partial<JobFault>
  return spoken() === 'en' && told.en ? { ...told, ...told.en } : told
}
