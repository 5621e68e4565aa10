import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../people/accounts.ts'
import { firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { tell } from '../testing/faults.ts'
import { KINDS, type TestWorld, testWorld } from '../testing/world.ts'

const CHECKS = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance'

/** What schemathesis makes of the OpenAPI document: requests that fit it, requests that nearly do, and bodies that never could. */
function fuzz(url: string, session: { readonly cookie: string; readonly csrf: string } | undefined): Promise<string> {
  const program = process.env.SCHEMATHESIS_PATH
  if (program === undefined) throw new Error('SCHEMATHESIS_PATH is not set: run by npm test')
  const folder = mkdtempSync(join(tmpdir(), 'zhida-fuzz-'))
  const headers = session ? ['-H', `Cookie: ${session.cookie}`, '-H', `X-CSRF-Token: ${session.csrf}`] : []
  const args = ['run', `${url}/api/docs/json`, '--exclude-path', '/api/session/close', ...headers, '--checks', CHECKS, '--phases', 'coverage,fuzzing', '--max-examples', '15', '--no-color']
  return new Promise((resolve) => {
    execFile(program, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (fault, stdout, stderr) => {
      rmSync(folder, { recursive: true, force: true })
      const made = /([\d,]+) generated/.exec(stdout)?.[1]
      tell('requests made from the OpenAPI document', Number(made?.replaceAll(',', '') ?? 0), 0n)
      resolve(fault || made === undefined ? `${stdout}${stderr}`.replaceAll(/(.{1000}).*/g, '$1').slice(0, 6_000) : '')
    })
  })
}

describe.each(KINDS)('whatever is sent to the API, on %s', (kind) => {
  let t: TestWorld
  let url: string
  let mine: bigint
  beforeAll(async () => {
    t = await testWorld(kind)
    for (const subject of await firmsDue(t, 1, 3, 10_000_000n)) await publicised(t, subject)
    mine = (await firmsDue(t, 10, 1, 10_000_000n))[0] ?? 0n
    await t.app.listen({ port: 0, host: '127.0.0.1' })
    url = `http://127.0.0.1:${(t.app.server.address() as AddressInfo).port}`
  })
  afterAll(() => t?.close())

  // The program is the same on both databases: once each role, and once the role that writes most.
  it.each(kind === 'postgres' ? [undefined, ...(Object.keys(ROLES) as Role[])] : (['officer'] as const))('answers as it says, without a fault, for %s', async (role) => {
    const client = role && (await t.client(role, role === 'clerk' ? { subject: mine } : role === 'officer' || role === 'reviewer' ? { department: SCIENCE } : {}))
    expect(await fuzz(url, await client?.session())).toBe('')
  })
})
