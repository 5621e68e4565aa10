import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { POPULATION_DEFAULTS, type PopulationCommand, population, type RunCommand, run } from './commands/batch.ts'
import { type CompareCommand, compare } from './commands/compare.ts'
import { contextOf, EXIT, type GlobalOptions, report, repositoryRoot, Stop, usage } from './commands/context.ts'
import { type CalcOptions, calc, type ExplainOptions, explain, facts } from './commands/measure.ts'
import { check, coverage, exportPolicy, lint, list, test } from './commands/pack.ts'
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
    .command('export')
    .description(say('输出编译好的规则包（JSON），供嵌入引擎的程序使用', 'print the compiled pack as JSON, for programs that embed the engine'))
    .action(() => {
      code = exportPolicy(context())
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
    .action(async (options: CompareCommand) => {
      code = await compare(context(), options)
    })
  program
    .command('serve')
    .description(say('打开网页', 'serve the page'))
    .option('--port <port>', say('端口', 'port'), '5280')
    .option('--host <host>', say('地址', 'host'), 'localhost')
    .action(async (options: { port: string; host: string }) => {
      if (!/^\d{1,5}$/.test(options.port)) throw usage('ZD-701', { detail: `--port ${options.port}` })
      const { server, address } = await servePage(join(repositoryRoot(), 'packages', 'web', 'dist'), +options.port, options.host)
      process.stdout.write(`${say('直达已启动', 'Zhida is running')}: ${address}\n`)
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close(() => resolve()))
        process.once('SIGINT', () => server.closeAllConnections())
        process.once('SIGTERM', () => server.closeAllConnections())
      })
    })

  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (fault) {
    if (fault instanceof Stop) {
      report(context(), fault.diagnostics)
      return fault.exitCode
    }
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.ok : EXIT.usage
    if (fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE') {
      report(context(), usage('ZD-701', { detail: say('端口已被占用，请用 --port 换一个', 'the port is in use, choose another with --port') }).diagnostics)
      return EXIT.usage
    }
    throw fault
  }
}
