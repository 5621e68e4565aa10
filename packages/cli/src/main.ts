import { Command, CommanderError } from 'commander'
import { POPULATION_DEFAULTS, type PopulationCommand, population, type RunCommand, run } from './commands/batch.ts'
import { type CompareCommand, compare } from './commands/compare.ts'
import { contextOf, EXIT, type GlobalOptions, report, requirePolicy, Stop, usage } from './commands/context.ts'
import {
  type BankOptions,
  backupCommand,
  bankCommand,
  type DataOptions,
  migrateCommand,
  PAGE,
  replayCommand,
  requirePage,
  restoreCommand,
  type ServeOptions,
  seedCommand,
  serveDelivery,
  type UserOptions,
  userCommand,
  verifyCommand,
} from './commands/delivery.ts'
import { type CalcOptions, calc, type ExplainOptions, explain, facts } from './commands/measure.ts'
import { check, coverage, type ExportOptions, exportCalculator, exportPolicy, lint, list, test } from './commands/pack.ts'
import { servePage } from './serve/serve.ts'

const HELP = {
  zh: {
    about: '直达：把政策原文变成可以执行的规则，算清每个企业应得什么、为什么。',
    examples: `
例子:
  zhida check                                检查规则包，一次列出全部错误
  zhida coverage                             原文覆盖率，并生成着色的原文网页
  zhida explain 12.1                         第12条第一项措施：原文、条件、金额、口径
  zhida facts 12.1 > 我的企业.yaml            生成要填的数据文件
  zhida calc 我的企业.yaml                    这家企业每一项能不能得、得多少、还缺什么
  zhida calc 我的企业.yaml --measure 12.1     只看一项，带完整理由
  zhida calc 我的企业.yaml --reading 12.1/基数=增量
  zhida calc 企业名单.xlsx --json
  zhida population --out 数据 --size 100000  造一份人口（合成数据）
  zhida run --in 数据 --out 结果              全部措施算遍所有主体
  zhida explain 12.1 --in 数据 --subject S000000042   结果里一行的完整理由
  zhida compare --in 数据 --change 12.1/比例=15% --html 报告.html   改成15%会怎样

退出码: 0 正常  1 检查有发现  2 用法有误  3 输入有误`,
  },
  en: {
    about: 'Zhida turns an official policy text into executable rules: what each firm is owed, and why.',
    examples: `
Examples:
  zhida check                                check the pack, all errors in one run
  zhida coverage                             coverage of the text, and a coloured page of it
  zhida explain 12.1                         article 12, first measure: words, conditions, amount, readings
  zhida facts 12.1 > firm.yaml               a facts file to fill in
  zhida calc firm.yaml                       what is due, how much, what is missing
  zhida calc firm.yaml --measure 12.1        one measure with its whole reason
  zhida calc firm.yaml --reading 12.1/基数=增量
  zhida calc firms.xlsx --json
  zhida population --out data --size 100000  make a synthetic population
  zhida run --in data --out results          every measure over everyone
  zhida explain 12.1 --in data --subject S000000042   the whole reason of a row
  zhida compare --in data --change 12.1/比例=15% --html report.html   what would 15 % cost?

Exit codes: 0 fine  1 findings  2 usage  3 bad input`,
  },
} as const

/** Runs the command line. @returns the exit code; nothing escapes as a stack trace but a bug. */
export async function main(argv: readonly string[]): Promise<number> {
  const lang = argv.includes('--lang') && argv[argv.indexOf('--lang') + 1] === 'en' ? 'en' : 'zh'
  const help = HELP[lang]
  let code: number = EXIT.ok
  const program = new Command('zhida')
    .description(help.about)
    .option('--lang <zh|en>', lang === 'zh' ? '语言' : 'language', 'zh')
    .option('--pack <folder>', lang === 'zh' ? '规则包文件夹' : 'pack folder')
    .addHelpText('after', help.examples)
  program.exitOverride().configureOutput({ writeErr: (text) => process.stderr.write(text) })
  const context = (): ReturnType<typeof contextOf> => contextOf(program.opts<GlobalOptions>())
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

  program
    .command('check')
    .description(say('检查规则包', 'check the pack'))
    .action(() => {
      code = check(context())
    })
  program
    .command('lint')
    .description(say('提醒与原文自身的问题', 'warnings, and faults of the text itself'))
    .action(() => {
      code = lint(context())
    })
  program
    .command('coverage')
    .description(say('原文覆盖率', 'coverage of the text'))
    .option('--html <file>', say('网页写到哪里', 'where to write the page'))
    .action((options: { html?: string }) => {
      code = coverage(context(), options)
    })
  program
    .command('test')
    .description(say('跑算例', 'run the worked cases'))
    .action(() => {
      code = test(context())
    })
  program
    .command('list')
    .description(say('列出措施', 'list the measures'))
    .option('--all', say('全部规则项', 'every instrument'))
    .option('--json')
    .action((options: { all?: boolean; json?: boolean }) => {
      code = list(context(), options)
    })
  program
    .command('explain <id>')
    .description(say('一项措施：原文与规则；或结果里一行的完整理由', 'one measure: words and rule; or the whole reason of a row of results'))
    .option('--in <folder|url>', say('run 所读的数据', 'the input of run'))
    .option('--subject <key>', say('那一行的主体', 'the subject of the row'))
    .option('--on <date>', say('计算日期 YYYY-MM-DD', 'date, YYYY-MM-DD'))
    .option('--reading <reading>', say('换一个口径，如 12.1/基数=增量', 'another reading, e.g. 12.1/基数=增量'), collect)
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (id: string, options: ExplainOptions) => {
      code = await explain(context(), id, options)
    })
  program
    .command('facts <id>')
    .description(say('生成要填的数据文件', 'a facts file to fill in'))
    .action((id: string) => {
      code = facts(context(), id)
    })
  program
    .command('export [what]')
    .description(
      say(
        'policy：输出编译好的规则包（JSON），供嵌入引擎的程序使用；calculator：写出离线计算器，一个 HTML 文件，可以拷给街道',
        'policy: print the compiled pack as JSON, for programs that embed the engine; calculator: write the calculator as one HTML file to hand out',
      ),
    )
    .option('--out <file>', say('离线计算器写到哪里', 'where the calculator goes'))
    .action((what: string | undefined, options: ExportOptions) => {
      if (what !== undefined && what !== 'policy' && what !== 'calculator') throw usage('ZD-701', { detail: `export ${what}` })
      code = what === 'calculator' ? exportCalculator(context(), options) : exportPolicy(context())
    })
  program
    .command('calc <file>')
    .description(say('计算：.yaml .json .csv .xlsx', 'calculate: .yaml .json .csv .xlsx'))
    .option('--measure <id>', say('只算这一项，可多次', 'only this measure, may be repeated'), collect)
    .option('--on <date>', say('计算日期 YYYY-MM-DD', 'date, YYYY-MM-DD'))
    .option('--reading <reading>', say('换一个口径，如 12.1/基数=增量', 'another reading, e.g. 12.1/基数=增量'), collect)
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (file: string, options: CalcOptions) => {
      code = await calc(context(), file, options)
    })
  program
    .command('population')
    .description(say('造一份人口（合成数据），写成 parquet', 'make a synthetic population (合成数据) as parquet'))
    .requiredOption('--out <folder>', say('写到哪个文件夹', 'where to write'))
    .option('--size <n>', say('主体数', 'subjects'), POPULATION_DEFAULTS.size)
    .option('--seed <n>', say('种子：相同则结果相同', 'seed: the same gives the same'), POPULATION_DEFAULTS.seed)
    .option('--on-threshold <n>', say('每一万个数里有多少正好落在阈值上', 'of ten thousand numbers, how many lie on a threshold'), POPULATION_DEFAULTS.onThreshold)
    .option('--missing <n>', say('每一万个数据里缺多少', 'of ten thousand facts, how many are missing'), POPULATION_DEFAULTS.missing)
    .action(async (options: PopulationCommand) => {
      code = await population(context(), options)
    })
  program
    .command('run')
    .description(say('对所有主体计算全部措施', 'every measure over everyone'))
    .option('--engine <name>', 'js | duckdb | postgres | spark', 'duckdb')
    .requiredOption('--in <folder|url>', say('parquet 或 CSV 文件夹；postgres 则是数据库地址', 'folder of parquet or CSV files; for postgres its URL'))
    .requiredOption('--out <folder|schema>', say('结果文件夹；postgres 则是模式名', 'folder for the results; for postgres a schema'))
    .option('--on <date|engine>', say('计算日期 YYYY-MM-DD；也可写引擎名', 'date, YYYY-MM-DD; or the engine'))
    .option('--measure <id>', say('只算这一项，可多次', 'only this measure, may be repeated'), collect)
    .option('--reading <reading>', say('换一个口径，如 12.1/基数=增量', 'another reading, e.g. 12.1/基数=增量'), collect)
    .option('--all', say('不予的也写出', 'write also what is not due'))
    .option('--csv', say('结果另写成 CSV', 'write the results as CSV too'))
    .option('--master <url>', say('Spark 的 master', 'Spark master'), 'local[2]')
    .option('--threads <n>', say('DuckDB 的线程数', 'threads of DuckDB'))
    .option('--memory <size>', say('DuckDB 的内存上限，如 6GiB', 'memory limit of DuckDB, e.g. 6GiB'))
    .action(async (options: RunCommand) => {
      code = await run(context(), options)
    })
  program
    .command('compare')
    .alias('simulate')
    .description(say('改一个数、一个口径或整个规则包，看谁多得、谁少得、资金差多少', 'change a number, a reading or the pack, and see who gains and who loses'))
    .requiredOption('--in <folder>', say('parquet 或 CSV 文件夹', 'folder of parquet or CSV files'))
    .option('--change <number>', say('改一个数，如 12.1/比例=15%、12.1/100万元=80万元，可多次', 'another number, e.g. 12.1/比例=15%, may be repeated'), collect)
    .option('--reading <reading>', say('换一个口径，如 12.1/基数=增量，可多次', 'another reading, may be repeated'), collect)
    .option('--with <folder>', say('换成另一个规则包', 'another pack'))
    .option('--measure <id>', say('只算这一项，可多次', 'only this measure, may be repeated'), collect)
    .option('--on <date>', say('计算日期 YYYY-MM-DD', 'date, YYYY-MM-DD'))
    .option('--every-reading', say('列出每一口径每一选项的代价', 'what every option of every reading would cost'))
    .option('--html <file>', say('网页报告写到哪里', 'where to write the report'))
    .option('--xlsx <file>', say('表格写到哪里', 'where to write the workbook'))
    .option('--json <file>', say('数据写到哪里（JSON，整数精确）', 'where to write the figures as JSON, integers exact'))
    .action(async (options: CompareCommand) => {
      code = await compare(context(), options)
    })
  const data = say('嵌入式数据库所在的文件夹；设了 DATABASE_URL 则用 PostgreSQL', 'folder of the embedded database; with DATABASE_URL, PostgreSQL instead')
  program
    .command('serve')
    .description(say('启动：数据库、接口、网页；空库先装入合成数据', 'start: database, API, page; an empty database is seeded with 合成数据'))
    .option('--port <port>', say('端口', 'port'), '5280')
    .option('--host <host>', say('地址', 'host'), 'localhost')
    .option('--data <folder>', data)
    .option('--empty', say('空库就让它空着', 'leave an empty database empty'))
    .option('--bank <url>', say('银行接口的地址', "the bank's interface"))
    .option('--page-only', say('只开网页，不要数据库', 'the page alone, without a database'))
    .action(async (options: ServeOptions) => {
      if (!/^\d{1,5}$/.test(options.port)) throw usage('ZD-701', { detail: `--port ${options.port}` })
      if (!options.pageOnly) return serveDelivery(context(), options)
      const here = context()
      requirePage(here, requirePolicy(here))
      const { server, address } = await servePage(PAGE, +options.port, options.host)
      process.stdout.write(`${say('直达已启动', 'Zhida is running')}: ${address}\n`)
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close(() => resolve()))
        process.once('SIGINT', () => server.closeAllConnections())
        process.once('SIGTERM', () => server.closeAllConnections())
      })
    })
  program
    .command('migrate')
    .description(say('把数据库的表更新到这个版本', "bring the database's tables up to this version"))
    .option('--data <folder>', data)
    .action(async (options: DataOptions) => {
      code = await migrateCommand(context(), options)
    })
  program
    .command('seed')
    .description(say('给空库装入合成数据', 'fill an empty database with 合成数据'))
    .option('--data <folder>', data)
    .option('--firms <n>', say('主体数', 'subjects'), '400')
    .action(async (options: DataOptions & { firms: string }) => {
      code = await seedCommand(context(), options)
    })
  program
    .command('user <login>')
    .description(say('开设账户（给出 --role），或换一个密码', 'open an account (with --role), or give one a new password'))
    .option('--role <role>', say('角色，可多次', 'role, may be repeated'), collect)
    .option('--name <name>', say('姓名', 'name'))
    .option('--department <name>', say('部门', 'department'))
    .option('--subject <id>', say('企业办事员的主体编号', "a clerk's subject"))
    .option('--data <folder>', data)
    .action(async (login: string, options: UserOptions) => {
      code = await userCommand(context(), login, options)
    })
  program
    .command('replay [number]')
    .description(say('重算一个或全部决定，说出第一个不同的', 'compute one or all decisions again, and name the first that differs'))
    .option('--all', say('不在第一个不同处停下', 'go on past the first that differs'))
    .option('--data <folder>', data)
    .action(async (number: string | undefined, options: DataOptions & { all?: boolean }) => {
      code = await replayCommand(context(), number, options)
    })
  program
    .command('verify')
    .description(say('核验全部历史：封存链、决定链、账目之和', "verify the whole history: the seal, the chain of decisions, the ledger's sums"))
    .option('--head <hash>', say('先前公布的链尾：历史须仍经过它', 'a head published before: the history must still pass through it'))
    .option('--data <folder>', data)
    .action(async (options: DataOptions & { head?: string }) => {
      code = await verifyCommand(context(), options)
    })
  program
    .command('backup <file>')
    .description(say('备份到一个文件', 'back up into one file'))
    .option('--data <folder>', data)
    .action(async (file: string, options: DataOptions) => {
      code = await backupCommand(context(), file, options)
    })
  program
    .command('restore <file>')
    .description(say('把备份恢复到空的地方，然后核验', 'restore a backup into an empty place, then verify'))
    .option('--data <folder>', data)
    .action(async (file: string, options: DataOptions) => {
      code = await restoreCommand(context(), file, options)
    })
  program
    .command('bank')
    .description(say('合成银行：演示与测试用，可令其出错', 'a made-up bank for demonstrations and tests, which misbehaves as told'))
    .requiredOption('--journal <file>', say('流水文件', 'its journal'))
    .option('--port <port>', say('端口', 'port'), '5290')
    .option('--reject <n>', say('每百笔拒付', 'of a hundred payments, rejected'), '0')
    .option('--twice <n>', say('每百个回执重复', 'of a hundred answers, given twice'), '0')
    .option('--lose <n>', say('每百个回执丢失', 'of a hundred answers, lost'), '0')
    .option('--contradict <n>', say('每百个回执自相矛盾', 'of a hundred answers, contradicted'), '0')
    .option('--delay <ms>', say('回执迟到至多毫秒', 'answers come up to so many milliseconds late'), '0')
    .option('--die <n>', say('每百个请求进程死去', 'of a hundred requests, those that kill it'), '0')
    .action((options: BankOptions) => bankCommand(options))

  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (fault) {
    if (fault instanceof Stop) {
      report(context(), fault.diagnostics)
      return fault.exitCode
    }
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.ok : EXIT.usage
    // The database's own words for the person who must act: a folder in use, a newer database, a place that is not empty.
    if (fault instanceof Error && 'code' in fault && /^ZP-9\d\d$/.test(String(fault.code))) {
      process.stderr.write(`${String(fault.code)} ${fault.message}\n`)
      return EXIT.input
    }
    if (fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE') {
      report(context(), usage('ZD-701', { detail: say('端口已被占用，请用 --port 换一个', 'the port is in use, choose another with --port') }).diagnostics)
      return EXIT.usage
    }
    throw fault
  }
}
