import { type Measure, measuresOf } from '@zhida/language/ir'
import { sql } from 'kysely'
import { z } from 'zod'
import { claimsPage } from '../claim/row.ts'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Id } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'
import { today } from '../world.ts'
import { soundOf, spelled } from './sound.ts'
import { subjectMeant } from './subject-index.ts'

/** Of each kind, so many at most: who needs more opens the list. */
const MOST = 8
const SUBJECTS = ['clerk', 'officer', 'reviewer', 'finance', 'leader', 'auditor', 'administrator']
const CLAIMS = ['clerk', 'officer', 'reviewer', 'finance', 'leader', 'auditor']

export const SEARCH: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/search',
    summary: '搜索：措施、主体、申报件；汉字、拼音、首字母、编号都可以',
    tag: '搜索',
    access: 'public',
    query: z.object({ q: z.string().min(1).max(60) }),
    response: z.object({
      measures: z.array(z.object({ id: z.string(), article: z.number(), name: z.string() })),
      subjects: z.array(z.object({ id: Id, name: z.string(), creditCode: z.string(), synthetic: z.boolean() })),
      claims: z.array(z.object({ id: Id, number: z.string(), name: z.string(), measure: z.string(), state: z.string() })),
    }),
    handle: async ({ tx, world, actor, query }) => {
      const words = query.q.normalize('NFKC').trim()
      const may = (roles: readonly string[]): boolean => actor.roles.some((role) => roles.includes(role))
      if (words === '') return { measures: [], subjects: [], claims: [] }
      const { rows: subjects } = may(SUBJECTS)
        ? await sql<{
            id: bigint
            name: string
            creditCode: string
            synthetic: boolean
          }>`SELECT s.id, s.name, s.credit_code, s.synthetic FROM subject AS s WHERE ${subjectMeant(words)} ORDER BY length(s.name), s.id LIMIT ${MOST}`.execute(tx)
        : { rows: [] }
      const { items: claims } = may(CLAIMS) ? await claimsPage(tx, { search: words, today: today(world), offset: 0, limit: MOST }) : { items: [] }
      return {
        measures: measuresOf(world.policy)
          .filter((one) => measureMeant(one, words))
          .slice(0, MOST)
          .map(({ id, article, name }) => ({ id, article, name })),
        subjects: subjects.map(wire),
        claims: claims.map(({ id, number, name, measure, state }) => wire({ id, number, name, measure, state })),
      }
    },
  }),
]

const sounds = new WeakMap<Measure, ReturnType<typeof soundOf>>()

/** By its article (`28`, `第28条`), its number, its name, how that sounds, or words of the text. */
function measureMeant(measure: Measure, words: string): boolean {
  const article = /^第?(\d{1,3})条?$/.exec(words)?.[1]
  if (article !== undefined) return measure.article === Number(article)
  const sound = sounds.get(measure) ?? soundOf(measure.name)
  sounds.set(measure, sound)
  const spelling = spelled(words)
  return (
    measure.id.startsWith(words) ||
    measure.name.includes(words) ||
    (spelling !== undefined && (sound.initials.includes(spelling) || sound.sound.includes(spelling))) ||
    measure.quotes.some((one) => one.text.includes(words))
  )
}
