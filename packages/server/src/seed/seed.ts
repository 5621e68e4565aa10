import { type Actor, asActor, SYSTEM, type Tx } from '@zhida/database'
import { evaluate, givenFactsOf, type WorkedCase } from '@zhida/engine'
import { isPaid, type Policy } from '@zhida/language/ir'
import { seal, transfer } from '@zhida/ledger'
import { sql } from 'kysely'
import { moveClaim, openClaim } from '../claim/claim.ts'
import { askDepartment, giveOpinion } from '../claim/joint.ts'
import { LARGE_FEN, type Move, STATE_NAMES, type State } from '../claim/life.ts'
import { claimById } from '../claim/row.ts'
import { workingDaysAfter } from '../claim/working-days.ts'
import { finishList, reviewList, startList } from '../delivery/run.ts'
import { checkDigit } from '../dossier/credit-code.ts'
import { readFact, type SourceName, writeFacts } from '../dossier/facts.ts'
import { dossierById, openSubject } from '../dossier/subjects.ts'
import { runEstimate } from '../estimate/run.ts'
import { fundsOf, sourceCode } from '../funds/accounts.ts'
import { makeBatch } from '../payment/batch.ts'
import type { Debtor } from '../payment/pain001.ts'
import { pain002 } from '../payment/pain002.ts'
import { receive } from '../payment/receive.ts'
import { newPassword, openAccount, ROLES, type Role } from '../people/accounts.ts'
import { measureOf } from '../policy/pack.ts'
import { rule } from '../policy/ruling.ts'
import { Refusal } from '../refusal.ts'
import { refusalOf } from '../refused-by-database.ts'
import { indexSubjects } from '../search/subject-index.ts'
import { recordProgress } from '../target/progress.ts'
import { lastDay, type World } from '../world.ts'
import { yuanText } from '../yuan.ts'

export interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly name: string
  readonly role: string
}

export interface SeedOptions {
  readonly firms: number
  readonly debtor: Debtor
  /** Worked cases of the pack: each firm has the facts of one, so that every measure has someone who is owed it. */
  readonly cases: readonly WorkedCase[]
  /** The pack's sample firms: each has an account, and the first one's claims stand at different places. */
  readonly samples: readonly { readonly name: string; readonly data: Readonly<Record<string, unknown>> }[]
  readonly say: (what: string, done: number, of: number) => void
}

/** The way to each state, by the real moves. */
const WAYS: Readonly<Record<State, readonly Move[]>> = {
  draft: [],
  withdrawn: ['withdraw'],
  submitted: ['submit'],
  returned: ['submit', 'return'],
  accepted: ['submit', 'accept'],
  rejected: ['submit', 'accept', 'reject'],
  reviewed: ['submit', 'accept', 'review'],
  seconded: ['submit', 'accept', 'review', 'second'],
  publicised: ['submit', 'accept', 'review', 'publicise'],
  objected: ['submit', 'accept', 'review', 'publicise', 'object'],
  approved: ['submit', 'accept', 'review', 'publicise', 'approve'],
  paying: ['submit', 'accept', 'review', 'publicise', 'approve', 'pay'],
  failed: ['submit', 'accept', 'review', 'publicise', 'approve', 'pay', 'fail'],
  voided: ['submit', 'accept', 'review', 'publicise', 'approve', 'void'],
  paid: ['submit', 'accept', 'review', 'publicise', 'approve', 'pay', 'settle'],
  closed: ['submit', 'accept', 'review', 'publicise', 'approve', 'pay', 'settle', 'close'],
  clawback: ['submit', 'accept', 'review', 'publicise', 'approve', 'pay', 'settle', 'clawback'],
  repaid: ['submit', 'accept', 'review', 'publicise', 'approve', 'pay', 'settle', 'clawback', 'repay'],
}

/**
 * Fills an empty database for a demonstration, by the commands that people use: the funds by made-up documents, firms with the facts
 * of the pack's worked cases, an account for every role, claims in every state, a list of 免申即享. All of it is 合成数据.
 *
 * @returns the accounts with their passwords, which are kept nowhere else
 */
export async function seedDemo(world: World, options: SeedOptions): Promise<readonly DemoAccount[]> {
  const seeding = new Seeding(world, options)
  await seeding.funds()
  await seeding.firms()
  const accounts = await seeding.people()
  await seeding.showcase()
  await seeding.claims()
  await seeding.joint()
  await seeding.lists()
  await seeding.progress()
  await estimateNow(world)
  while ((await seal(world.db)) !== undefined);
  return accounts
}

/** The estimate that a night makes, at once. */
async function estimateNow(world: World): Promise<void> {
  const job = { id: 0n, kind: 'estimate', request: '{}', upload: null, reached: null, actor: SYSTEM } as const
  await runEstimate(world, job, { progress: async () => undefined, reached: async () => undefined, file: async () => undefined, stopping: () => undefined })
}

/** Whether nobody and nothing has been entered yet. */
export async function isEmpty(world: World): Promise<boolean> {
  const { rows } = await asActor(world.db, SYSTEM, (tx) => sql<{ some: boolean }>`SELECT EXISTS (SELECT FROM account) OR EXISTS (SELECT FROM subject) AS some`.execute(tx))
  return rows[0]?.some === false
}

class Seeding {
  private clock: Date
  private readonly world: World
  private readonly samples: bigint[] = []
  private readonly subjects: { readonly id: bigint; readonly measure: string; readonly due: boolean }[] = []
  private readonly actors = new Map<string, Actor>()

  constructor(
    world: World,
    private readonly options: SeedOptions,
  ) {
    this.clock = new Date(world.now().getTime() - 40 * 86_400_000)
    this.world = { ...world, now: () => this.clock }
  }

  private get policy(): Policy {
    return this.world.policy
  }

  private as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return asActor(this.world.db, actor, work)
  }

  /** What documents appropriated: the text's figure where it states one, else an even share of the whole, else three million yuan. */
  async funds(): Promise<void> {
    const funds = fundsOf(this.policy)
    await this.as(SYSTEM, async (tx) => {
      for (const [index, fund] of funds.entries()) {
        const parts = funds.filter((one) => one.instrument === fund.instrument && one.part !== null)
        if (fund.part === null && parts.length > 0) continue
        const whole = funds.find((one) => one.instrument === fund.instrument && one.part === null)?.stated ?? null
        const amount = fund.stated ?? (fund.part !== null && whole !== null ? whole / BigInt(parts.length) : 300_000_000n)
        await transfer(tx, {
          kind: 'direct',
          from: sourceCode(fund.payer, fund.unit),
          to: fund.code,
          amount,
          document: `合成文件〔${this.policy.year}〕${index + 1}号（合成数据）`,
          command: `seed/appropriate/${fund.code}`,
          memo: '安排',
        })
      }
    })
    this.options.say('资金', 1, 1)
  }

  /** The sample firms, then firms with the facts of a worked case each; the wrong ones of a case stay unsaid, as in life. */
  async firms(): Promise<void> {
    const { cases, firms, samples } = this.options
    for (const one of samples) this.samples.push(await this.as(SYSTEM, (tx) => this.firm(tx, `${one.name.replace(/^示例：/, '')}（示例）`, one.data)))
    for (let from = 0; from < firms; from += 50) {
      await this.as(SYSTEM, async (tx) => {
        for (let index = from; index < Math.min(firms, from + 50); index += 1) {
          const one = cases[index % cases.length]
          if (!one) continue
          const id = await this.firm(tx, `合成${String(index + 1).padStart(3, '0')}号主体（${one.measure}）`, one.data)
          this.subjects.push({ id, measure: one.measure, due: one.verdict === 'due' })
        }
      })
      this.options.say('主体（合成数据）', Math.min(firms, from + 50), firms)
    }
  }

  private made = 0

  private async firm(tx: Tx, name: string, data: Readonly<Record<string, unknown>>): Promise<bigint> {
    this.made += 1
    const first = `91331002MB${String(this.made).padStart(7, '0')}`
    const id = await openSubject(tx, {
      creditCode: `${first}${checkDigit(first) ?? ''}`,
      name,
      synthetic: true,
      bankAccount: `62220000${String(this.made).padStart(8, '0')}`,
      bankName: '合成银行',
    })
    const { streets } = this.policy
    await indexSubjects(tx, [{ id, name, street: streets[this.made % Math.max(1, streets.length)] }])
    const facts = givenFactsOf(data).flatMap((given) => {
      const read = readFact(this.policy.vocabulary, given)
      return 'fact' in read ? [read.fact] : []
    })
    const sources: readonly SourceName[] = ['registry', 'department', 'department', 'import', 'declared']
    await writeFacts(
      tx,
      facts.map((fact, place) => ({ ...fact, subject: id, source: sources[place % sources.length] ?? 'department' })),
    )
    return id
  }

  /** An account of each role; of those who belong to a department, one a department. */
  async people(): Promise<readonly DemoAccount[]> {
    const departments = [...new Set(this.policy.instruments.flatMap((one) => (one.kind === 'measure' ? [one.department] : [])))]
    const shown: DemoAccount[] = []
    const open = async (tx: Tx, login: string, role: Role, of: { readonly department?: string; readonly subject?: bigint } = {}): Promise<void> => {
      const password = newPassword()
      const name = `${ROLES[role]}${of.department ? `·${of.department}` : ''}（合成数据）`
      const account = await openAccount(tx, { login, name, roles: [role], password, ...of })
      this.actors.set(login, { account, roles: [role], ...of })
      shown.push({ login, password, name, role: ROLES[role] })
    }
    await this.as(SYSTEM, async (tx) => {
      for (const [index, subject] of this.samples.entries()) await open(tx, `qiye${index + 1}`, 'clerk', { subject })
      for (const [index, department] of departments.entries()) {
        await open(tx, `jingban${index + 1}`, 'officer', { department })
        await open(tx, `shending${index + 1}`, 'reviewer', { department })
      }
      await open(tx, 'caizheng', 'finance')
      await open(tx, 'lingdao', 'leader')
      await open(tx, 'qicao', 'drafter')
      await open(tx, 'shenji', 'auditor')
      await open(tx, 'guanli', 'administrator')
    })
    this.options.say('账户', 1, 1)
    return shown
  }

  private actor(role: 'officer' | 'reviewer' | 'finance', department: string): Actor {
    for (const one of this.actors.values()) if (one.roles.includes(role) && (role === 'finance' || one.department === department)) return one
    throw new Error(`no ${role} of ${department}`)
  }

  /** Claims in every state, four of each. A claim that the rules or the fund refuse stays where it was refused. */
  async claims(): Promise<void> {
    const states = Object.keys(WAYS) as State[]
    const due = this.subjects.filter((one) => one.due && isPaid(measureOf(this.policy, one.measure).benefit))
    const start = this.clock
    const wanted = states.length * 4
    for (let index = 0; index < Math.min(wanted, due.length); index += 1) {
      const subject = due[index]
      const state = states[index % states.length]
      if (subject && state) await this.claim(subject, WAYS[state], new Date(start.getTime() + (index % 7) * 86_400_000))
      if (index % 8 === 7) this.options.say('申报件（合成数据）', index + 1, wanted)
    }
    this.options.say('申报件（合成数据）', wanted, wanted)
  }

  private async claim(subject: { readonly id: bigint; readonly measure: string }, way: readonly Move[], from: Date): Promise<void> {
    this.clock = from
    const measure = measureOf(this.policy, subject.measure)
    const clerk: Actor = { account: 0n, roles: ['clerk'], subject: subject.id }
    const { id } = await this.as({ ...SYSTEM, subject: subject.id }, (tx) => openClaim(tx, this.world, subject.id, subject.measure))
    await this.walk(id, way, measure.department, clerk)
  }

  private async walk(id: bigint, way: readonly Move[], department: string, clerk: Actor): Promise<void> {
    try {
      for (const move of way) await this.step(id, move, department, clerk)
    } catch (fault) {
      if (!refusalOf(fault)) throw fault
    }
  }

  private async step(id: bigint, move: Move, department: string, clerk: Actor): Promise<void> {
    const claim = await this.as(SYSTEM, (tx) => claimById(tx, id))
    if (move === 'publicise' && claim.state === 'reviewed' && (claim.amountFen ?? 0n) > LARGE_FEN) await this.step(id, 'second', department, clerk)
    if (move === 'approve') this.clock = new Date(`${workingDaysAfter(claim.deadline ?? '2023-01-01', 1)}T02:00:00Z`)
    else this.clock = new Date(this.clock.getTime() + 3_600_000)
    if (move === 'pay' || move === 'settle' || move === 'fail') return this.pay(id, move)
    const actor: Actor =
      move === 'submit' || move === 'withdraw' || move === 'object'
        ? clerk
        : move === 'approve' || move === 'second' || move === 'clawback'
          ? this.actor('reviewer', department)
          : move === 'void' || move === 'repay'
            ? this.actor('finance', department)
            : this.actor('officer', department)
    await this.as(actor, async (tx) => {
      const now = await claimById(tx, id)
      // Where the text leaves an interval, the officer of the demonstration gives the upper end.
      const amount = move === 'review' && now.highFen !== null ? { amountFen: now.highFen } : {}
      await moveClaim(tx, this.world, actor, id, { move, version: now.version, reason: `合成数据：${STATE_NAMES[now.state]}`, ...amount })
    })
  }

  private async pay(id: bigint, move: Move): Promise<void> {
    const finance = this.actor('finance', '')
    if (move === 'pay') {
      await this.as(finance, (tx) => makeBatch(tx, this.world, finance, this.options.debtor, [id]))
      // The demonstration's bank has answered already what follows; this batch is not sent again.
      await this.as(SYSTEM, (tx) => sql`UPDATE outbox SET sent_at = ${this.clock}::timestamptz, attempts = 1 WHERE sent_at IS NULL`.execute(tx))
      return
    }
    const { rows } = await this.as(SYSTEM, (tx) =>
      sql<{ message: string; reference: string; amountFen: bigint; serial: number }>`SELECT b.message, p.reference, p.amount_fen, p.attempt AS serial
          FROM payment AS p JOIN payment_batch AS b ON b.id = p.batch WHERE p.claim = ${id} ORDER BY p.attempt DESC LIMIT 1`.execute(tx),
    )
    const [last] = rows
    if (!last) throw new Error(`claim ${id} has no payment`)
    const body = pain002({ ...last, amount: yuanText(last.amountFen), paid: move === 'settle' })
    await this.as(finance, (tx) => receive(tx, this.world, body))
  }

  /** Two claims under joint review: one department has answered, one has not. */
  async joint(): Promise<void> {
    const { rows } = await this.as(SYSTEM, (tx) => sql<{ id: bigint; department: string }>`SELECT id, department FROM claim WHERE state = 'accepted' ORDER BY id LIMIT 2`.execute(tx))
    for (const [index, claim] of rows.entries()) {
      const asking = this.actor('officer', claim.department)
      const asked = [...this.actors.values()].find((one) => one.roles.includes('officer') && one.department !== claim.department)
      if (!asked?.department) return
      const { department } = asked
      const review = await this.as(asking, (tx) => askDepartment(tx, this.world, asking, claim.id, department, '请核对本部门掌握的数据（合成数据）'))
      if (index === 0) await this.as(asked, (tx) => giveOpinion(tx, asked, review, true, '合成数据：与本部门掌握的一致'))
    }
  }

  /** One in so many of a list's claims goes on to paid, the first ones; the rest waits for 公示. */
  private async payPart(list: bigint, share: number): Promise<void> {
    const { rows } = await this.as(SYSTEM, (tx) => sql<{ id: bigint; department: string; subject: bigint }>`SELECT id, department, subject FROM claim WHERE list = ${list} ORDER BY id`.execute(tx))
    const start = this.clock
    for (const { id, department, subject } of rows.slice(0, Math.ceil(rows.length / share))) {
      this.clock = start
      await this.walk(id, ['publicise', 'approve', 'pay', 'settle'], department, { account: 0n, roles: ['clerk'], subject })
    }
  }

  /** What the first sample firm is owed for certain, the smallest first. */
  private async owed(): Promise<readonly { readonly measure: string; readonly fen: bigint }[]> {
    const [subject] = this.samples
    if (subject === undefined) return []
    const day = lastDay(this.world)
    const { outcomes } = await this.as(SYSTEM, async (tx) => evaluate(this.policy, await dossierById(tx, subject), day))
    return outcomes
      .flatMap((one) =>
        one.verdict === 'due' && one.award.kind === 'exact' && one.award.fen > 0n && isPaid(measureOf(this.policy, one.measure).benefit) ? [{ measure: one.measure, fen: one.award.fen }] : [],
      )
      .sort((a, b) => (a.fen < b.fen ? -1 : 1))
  }

  /** The first sample firm's claims: one in 公示, one returned, the rest left to be claimed; the smallest comes by itself, from a list, and is paid. */
  async showcase(): Promise<void> {
    const [subject] = this.samples
    const [smallest, returned, publicised] = await this.owed()
    if (subject === undefined) return
    const start = this.clock
    for (const [one, way] of [
      [publicised, WAYS.publicised],
      [returned, WAYS.returned],
    ] as const)
      if (one) await this.claim({ id: subject, measure: one.measure }, way, start)
    if (smallest) await this.deliver(smallest.measure, 1)
  }

  /** Lists of 免申即享: one half paid, half ready for 公示; another waiting for its officer. */
  async lists(): Promise<void> {
    const counts = new Map<string, number>()
    for (const one of this.subjects) if (one.due && isPaid(measureOf(this.policy, one.measure).benefit)) counts.set(one.measure, (counts.get(one.measure) ?? 0) + 1)
    const [first, second] = [...counts].sort((a, b) => b[1] - a[1]).map(([measure]) => measure)
    if (first !== undefined) await this.deliver(first, 2)
    if (second !== undefined) await this.deliver(second, 0)
    this.options.say('免申即享清单', 1, 1)
  }

  /** Makes a list; one in so many of its claims is paid, none of 0: then it waits for its review. */
  private async deliver(measure: string, share: number): Promise<void> {
    const officer = this.actor('officer', measureOf(this.policy, measure).department)
    const { id } = await this.as(officer, (tx) => startList(tx, this.world, measure))
    await finishList(this.world, id)
    if (share === 0) return
    await this.as(officer, (tx) => reviewList(tx, this.world, id, '合成数据：清单核对无误'))
    await this.payPart(id, share)
  }

  /** A few readings of targets and tasks, and one ruling, so that the pages have something to show. */
  async progress(): Promise<void> {
    const day = `${this.policy.year}-09-30`
    await this.as(SYSTEM, async (tx) => {
      for (const one of this.policy.instruments) {
        if (one.kind === 'task') await recordProgress(tx, this.policy, { instrument: one.id, day, value: `${40 + (one.article % 6) * 12}%`, evidence: '合成数据' })
        if (one.kind !== 'target' || one.threshold === undefined) continue
        try {
          await recordProgress(tx, this.policy, { instrument: one.id, day, value: one.display.replace(/^[^\d-]*/, ''), evidence: '合成数据' })
        } catch (fault) {
          if (!(fault instanceof Refusal)) throw fault
        }
      }
      const measure = this.policy.instruments.find((one) => one.kind === 'measure' && one.readings.length > 0)
      if (measure?.kind !== 'measure') return
      const [reading] = measure.readings
      if (reading)
        await rule(tx, this.policy, SYSTEM, {
          kind: 'reading',
          measure: measure.id,
          reading: reading.name,
          option: reading.adopted,
          document: '合成文件〔2023〕100号（合成数据）',
          fromDay: `${this.policy.year}-06-01`,
        })
    })
    this.options.say('目标与任务', 1, 1)
  }
}
