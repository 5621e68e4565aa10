import { SYSTEM } from '@zhida/database'
import { moveClaim, openClaim } from '../claim/claim.ts'
import { claimById } from '../claim/row.ts'
import { readFact, writeFacts } from '../dossier/facts.ts'
import { openSubject } from '../dossier/subjects.ts'
import { inLanguage } from '../refusal.ts'
import { creditCode, type TestWorld as Whole } from './world.ts'

type TestWorld = Pick<Whole, 'world' | 'as'>

export const FUND = 'jiaojiang-2023-6/科学技术专项资金/企业研发投入奖补'
export const SCIENCE = '区科技事业中心'

/** Subjects that are owed `fen` each under 12.1 (10% of last year's spend, twice the year before's). */
export async function firmsDue(t: TestWorld, from: number, count: number, fen: bigint): Promise<readonly bigint[]> {
  const ids: bigint[] = []
  for (let index = from; index < from + count; index += 1)
    ids.push(
      await t.as(async (tx) => {
        const id = await openSubject(tx, { creditCode: creditCode(index), name: `合成${index}号`, synthetic: true, bankAccount: `62220000${index}`, bankName: '合成银行' })
        const given = [
          { name: '主体类型', value: '企业' },
          { name: '及时录入统计联网直报平台', value: '是' },
          { name: '加计扣除研发费用', year: 2022, value: `${fen / 10n}元` },
          { name: '加计扣除研发费用', year: 2021, value: `${fen / 20n}元` },
        ]
        const facts = given.flatMap((one) => {
          const read = readFact(t.world.policy.vocabulary, one)
          if ('wrong' in read) throw new Error(inLanguage(read.wrong, 'zh'))
          return [{ ...read.fact, subject: id, source: 'department' as const }]
        })
        await writeFacts(tx, facts)
        return id
      }),
    )
  return ids
}

/** A claim of 12.1 for a subject, brought to 公示 by the program itself; its publicity is over on 2023-11-20. */
export async function publicised(t: TestWorld, subject: bigint): Promise<bigint> {
  return t.as(async (tx) => {
    const { id } = await openClaim(tx, t.world, subject, '12.1')
    for (const move of ['submit', 'accept', 'review', 'publicise'] as const) {
      const { version } = await claimById(tx, id)
      await moveClaim(tx, t.world, { ...SYSTEM, roles: ['system', 'clerk', 'officer'] }, id, { move, version, reason: '测试' })
    }
    return id
  })
}
