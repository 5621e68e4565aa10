/** Every diagnostic of Zhida: the one table that the code, the messages and docs/reference/diagnostics.md come from. */
export type Severity = 'error' | 'warning'

interface Entry {
  readonly severity: Severity
  /** Message with `{placeholders}`. */
  readonly zh: string
  readonly en: string
  /** What to do about it. */
  readonly hint: string
  readonly hintEn: string
}

const error = (zh: string, en: string, hint: string, hintEn: string): Entry => ({ severity: 'error', zh, en, hint, hintEn })
const warning = (zh: string, en: string, hint: string, hintEn: string): Entry => ({ severity: 'warning', zh, en, hint, hintEn })

export const CODES = {
  'ZD-101': error(
    '找不到文件 {name}',
    'file {name} not found',
    '规则包需要 policy.yaml、source.txt、vocabulary.yaml 和至少一个领域文件',
    'a pack needs policy.yaml, source.txt, vocabulary.yaml and at least one area file',
  ),
  'ZD-102': error('YAML 写法有误：{detail}', 'broken YAML: {detail}', '检查缩进、冒号后的空格和引号是否成对', 'check the indentation, the space after each colon and paired quotes'),
  'ZD-103': error('缩进用了制表符', 'a tab is used for indentation', 'YAML 只能用空格缩进，请把 Tab 换成两个空格', 'YAML indents with spaces only; replace the tab with two spaces'),
  'ZD-104': error('全角字符“{found}”', 'full-width character “{found}”', '请改成半角“{better}”', 'write “{better}” instead'),
  'ZD-105': error('不允许 YAML 锚点和别名', 'YAML anchors and aliases are not allowed', '直接写出内容；别名会被用来制造“YAML 炸弹”', 'write the content out; aliases are how YAML bombs are made'),
  'ZD-106': error('文件过大：{size}，上限 {limit}', 'file too large: {size}, the limit is {limit}', '请拆分成几个文件分别处理', 'split the file'),
  'ZD-107': error('同一个键“{name}”写了两次', 'key “{name}” appears twice', '删掉其中一个', 'remove one of them'),
  'ZD-108': error('文件不是 UTF-8 编码', 'the file is not UTF-8', '请另存为 UTF-8 再试', 'save it as UTF-8'),
  'ZD-110': error(
    '“{path}” 的写法不对：{detail}',
    '“{path}” has the wrong shape: {detail}',
    '对照 docs/reference/pack.md 或编辑器里的提示',
    'see docs/reference/pack.md, or your editor with the JSON Schema',
  ),
  'ZD-111': error('不认识的键“{name}”', 'unknown key “{name}”', '{hint}', '{hint}'),
  'ZD-201': error(
    '表达式写法有误',
    'syntax error in the expression',
    '这里读不下去；检查括号、运算符和空格（关键字“且、或、非、属于”前后要有空格）',
    'cannot read on from here; check parentheses, operators and the spaces around 且/或/非/属于',
  ),
  'ZD-202': error('不认识的名称“{name}”', 'unknown name “{name}”', '{hint}', '{hint}'),
  'ZD-203': error('不认识的单位“{name}”', 'unknown unit “{name}”', '{hint}', '{hint}'),
  'ZD-204': error('单位不合：{left} {op} {right}', 'units do not fit: {left} {op} {right}', '两边必须是同一种量', 'both sides must be the same kind of quantity'),
  'ZD-205': error('这里需要{wanted}，写的是{found}', 'expected {wanted}, found {found}', '检查名称和运算', 'check the names and operators'),
  'ZD-206': error(
    '“{name}”是年度数据，要写明年份，例如 {name}@上年',
    '“{name}” is a yearly fact: say which year, e.g. {name}@上年',
    '可用 @本年、@上年、@前年、@2022年、@近3年、@前3年',
    'use @本年, @上年, @前年, @2022年, @近3年 or @前3年',
  ),
  'ZD-207': error('“{name}”不是年度数据，不能写 @{period}', '“{name}” is not a yearly fact, @{period} does not apply', '去掉 @ 及其后的文字', 'remove the @ part'),
  'ZD-208': error('不认识的期间“@{period}”', 'unknown period “@{period}”', '可用 @本年、@上年、@前年、@2022年、@近3年、@前3年', 'use @本年, @上年, @前年, @2022年, @近3年 or @前3年'),
  'ZD-209': error('函数“{name}”需要 {wanted}', 'function “{name}” takes {wanted}', '见 docs/reference/expressions.md', 'see docs/reference/expressions.md'),
  'ZD-210': error('“{value}”不在“{name}”的选项里', '“{value}” is not an option of “{name}”', '{hint}', '{hint}'),
  'ZD-211': error('推导项循环引用：{chain}', 'derived facts form a cycle: {chain}', '打断其中一处引用', 'break the chain at one place'),
  'ZD-212': error('重名：“{name}”已经在 {where} 定义', 'duplicate name “{name}”, already defined at {where}', '换一个名称', 'choose another name'),
  'ZD-213': error('分档写法有误', 'not a tier', '写成“A <= 值 < B: 金额”“值 >= A: 金额”或“值 < B: 金额”', 'write “A <= 值 < B: amount”, “值 >= A: amount” or “值 < B: amount”'),
  'ZD-214': error(
    '分档重叠：“{first}”与“{second}”',
    'tiers overlap: “{first}” and “{second}”',
    '同一个值只能落在一个档里；把其中一端改为开区间',
    'a value may fall in one tier only; open one of the ends',
  ),
  'ZD-215': error('分档之间有空隙：“{first}”与“{second}”', 'gap between the tiers “{first}” and “{second}”', '把下一档的起点接上，或写一档金额为 0元', 'join the tiers, or write a tier of 0元'),
  'ZD-216': error('上限 {cap} 低于下限 {floor}', 'the cap {cap} is below the floor {floor}', '核对原文中的两个数', 'compare both numbers with the text'),
  'ZD-217': error('条件永远不成立：{detail}', 'condition can never hold: {detail}', '条件之间互相矛盾，核对比较方向和数值', 'the conditions contradict each other; check their direction and numbers'),
  'ZD-218': error('除数恒为零', 'division by a constant zero', '改正除数', 'correct the divisor'),
  'ZD-219': error('日期不存在：{value}', 'no such date: {value}', '写成 YYYY-MM-DD，并确认当月有这一天', 'write YYYY-MM-DD and make sure the day exists'),
  'ZD-301': error('两条措施用了同一个编号 {id}', 'two measures share the id {id}', '编号是条款号加条内次序，例如 12.1、12.2', 'an id is the article and the place in it: 12.1, 12.2'),
  'ZD-302': error('编号 {id} 与位置不符，应为 {wanted}', 'the id {id} does not match its place, expected {wanted}', '编号是条款号加条内次序', 'an id is the article and the place in it'),
  'ZD-303': error('没有名为“{name}”的资金', 'no fund called “{name}”', '{hint}', '{hint}'),
  'ZD-304': error('没有编号为 {id} 的措施', 'no measure with id {id}', '{hint}', '{hint}'),
  'ZD-305': error('“采用: {name}”不在选项里', 'adopted option “{name}” is not among the options', '从选项中选一个', 'choose one of the options'),
  'ZD-306': error('口径“{name}”从未被用到', 'reading “{name}” is never used', '在条件或金额中引用它，或删除', 'refer to it in a condition or an amount, or remove it'),
  'ZD-307': error('分类不全：缺少 {missing}', 'categories without an amount: {missing}', '每个选项都要有金额', 'every option needs an amount'),
  'ZD-308': error('“{name}”写了不止一种金额', '“{name}” has more than one amount', '金额、分档、分类、阶梯只能选一种', 'use one of 金额, 分档, 分类 and 阶梯'),
  'ZD-309': error('分期或分担比例合计是 {sum}，应为 100%', 'the shares add up to {sum}, not 100%', '核对各项比例', 'check the shares'),
  'ZD-310': error('条款 {article} 不在原文中，或次序不对', 'article {article} is not in the text, or out of order', '原文中的条款以“数字.”开头', 'articles of the text begin with “number.”'),
  'ZD-401': error('原文中找不到这句话（条款 {article}）', 'these words are not in article {article}', '原文必须逐字相同，包括标点和空格', 'the quote must be verbatim, with punctuation and spaces'),
  'ZD-402': error('这句话在条款 {article} 中出现了 {count} 次', 'these words occur {count} times in article {article}', '多引几个字，使它唯一', 'quote a few more words to make it unique'),
  'ZD-403': error(
    '原文有 {count} 个字没有归属：“{words}”',
    '{count} characters of the text belong to nothing: “{words}”',
    '把它写进某条规则的“原文”，或标为“表述”',
    'put them in an instrument’s 原文 or mark them as 表述',
  ),
  'ZD-404': error(
    '原文中的数字“{number}”没有对应的规则数字（…{context}…）',
    'the number “{number}” is bound to nothing (…{context}…)',
    '在引用它的规则中写出这个数，或在 policy.yaml 的“名称中的数字”里说明',
    'write the number in the rule that quotes it, or name it in policy.yaml under 名称中的数字',
  ),
  'ZD-405': error(
    '原文校验和不符：policy.yaml 写的是 {wanted}，实际是 {found}',
    'checksum mismatch: policy.yaml says {wanted}, the text is {found}',
    '原文被改动过；恢复原文，或核对后更新校验和',
    'the text was changed; restore it, or verify and update the checksum',
  ),
  'ZD-406': error(
    '“{name}”的分项合计与总数不符且没有说明：分项 {parts}，总数 {total}',
    'parts of “{name}” do not add up and no fault is recorded: parts {parts}, total {total}',
    '原文如此时，在“疑点”中写明两个数，不要改数',
    'if the text says so, record both figures under 疑点; never change them',
  ),
  'ZD-501': warning(
    '“{name}”是资金类措施，但没有写明资金来源',
    '“{name}” pays money but names no fund',
    '写“资金: …”；原文未明确的，写最自然的一项并在口径中说明',
    'write 资金; where the text is silent, use the natural fund and say so',
  ),
  'ZD-502': warning('数据项“{name}”没有被任何规则用到', 'the fact “{name}” is used by no rule', '删除它，或在规则中使用', 'remove it or use it'),
  'ZD-503': warning('口径“{name}”的各选项结果相同', 'all options of “{name}” read the same', '删除这个口径', 'remove the reading'),
  'ZD-504': warning('“{name}”没有英文', '“{name}” has no English', '在 english.yaml 里加一行', 'add a line to english.yaml'),
  'ZD-505': warning('英文里的“{name}”不在这个规则包里', 'english.yaml translates “{name}”, which the pack does not have', '{hint}', '{hint}'),
  'ZD-601': error('“{name}”不是这个规则包里的数据项', '“{name}” is not a fact of this pack', '{hint}', '{hint}'),
  'ZD-602': error('“{name}”的值“{value}”读不懂', 'cannot read “{value}” as “{name}”', '应为{wanted}', 'expected {wanted}'),
  'ZD-603': error('“{name}”的单位不对：{value}', 'wrong unit for “{name}”: {value}', '应为{wanted}', 'expected {wanted}'),
  'ZD-604': error('“{name}”不能是负数：{value}', '“{name}” cannot be negative: {value}', '核对数值', 'check the value'),
  'ZD-605': error('“{name}”写了两次', '“{name}” is given twice', '同一数据项的中文名和英文键只写一个', 'give either the Chinese name or the key, once'),
  'ZD-606': error('“{name}”的金额精确到分：{value}', '“{name}” is exact to the fen: {value}', '最多两位小数（元）', 'at most two decimals (元)'),
  'ZD-607': error('单元格是公式：{cell}', 'the cell holds a formula: {cell}', '复制后用“粘贴为数值”再导入', 'paste it as a value'),
  'ZD-608': error('数据文件里没有企业', 'the facts file names no subject', '写成“企业: 名称”与“数据: …”，或一行一个企业', 'write 企业 and 数据, or one row for each firm'),
  'ZD-609': error('不支持的文件类型 {name}', 'unsupported file type {name}', '可用 .yaml、.json、.csv、.xlsx', 'use .yaml, .json, .csv or .xlsx'),
  'ZD-701': error('用法有误：{detail}', 'usage: {detail}', '加 --help 看例子', 'add --help for examples'),
  'ZD-702': error('规则包里没有“{name}”', 'the pack has no “{name}”', '{hint}', '{hint}'),
  'ZD-703': error('没有这个口径：{name}', 'no such reading: {name}', '{hint}', '{hint}'),
  'ZD-704': error('算例不符：{name}——{detail}', 'case fails: {name}: {detail}', '核对规则与算例，原文为准', 'compare the rule, the case and the text'),
  'ZD-705': error('写不了 {name}：{detail}', 'cannot write {name}: {detail}', '换一个文件名，或用 --out 指定', 'choose another name with --out'),
  'ZD-706': error('网页没有准备好：{detail}', 'the page could not be built: {detail}', '在项目里运行 npm run build，看它说什么', 'run npm run build in the project and see what it says'),
  'ZD-707': error(
    '网页里是“{built}”，要用的是“{name}”',
    'the page was built with “{built}”, not with “{name}”',
    '运行 ZHIDA_PACK={folder} npm start，网页会按这个规则包重做',
    'run ZHIDA_PACK={folder} npm start: the page is built anew with this pack',
  ),
  'ZD-801': error(
    '找不到要算的数据：{name}',
    'no data to run over: {name}',
    '文件夹里要有 subjects.parquet 或 subjects.csv；没有的话用 zhida population 造一份',
    'the folder needs subjects.parquet or subjects.csv; zhida population makes one',
  ),
  'ZD-802': error('列“{name}”的类型不对：{found}', 'column “{name}” has the wrong type: {found}', '应为{wanted}', 'expected {wanted}'),
  'ZD-803': error('“{name}”有 {count} 行没有主体', '“{name}” has {count} rows without a subject', '每一行都要有 subject', 'every row needs a subject'),
  'ZD-804': error(
    '“{name}”里有重复的行：{value}',
    '“{name}” has the same row twice: {value}',
    '每个主体一行；事项表每个主体的 index 不重复',
    'one row a subject; in a list, one row for each subject and index',
  ),
  'ZD-805': error('“{name}”里有不在主体表中的主体：{value}', '“{name}” has a subject that is not among the subjects: {value}', '补上主体，或删去这些行', 'add the subject or take the rows away'),
  'ZD-806': error('“{name}”不能是负数：{value}', '“{name}” cannot be negative: {value}', '核对这一列', 'check the column'),
  'ZD-807': error(
    '措施 {name} 不能在 {engine} 上精确计算：{why}',
    'measure {name} cannot be computed exactly on {engine}: {why}',
    '换 --engine js，或把这一项单独用 zhida calc 算',
    'use --engine js, or zhida calc for this measure',
  ),
  'ZD-808': error('{engine} 没有算完：{detail}', '{engine} did not finish: {detail}', '已写好的部分都在，修好后用同样的命令接着算', 'what is written is kept; run the same command again to go on'),
  'ZD-809': error('{name} 里没有主体“{value}”', 'there is no subject “{value}” in {name}', '核对编号；结果文件的 subject 一列就是它', 'check the key: it is the column subject of the results'),
} as const satisfies Record<string, Entry>

export type Code = keyof typeof CODES
