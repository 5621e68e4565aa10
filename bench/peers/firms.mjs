// The made-up firms (合成数据) of the rules benchmark: all facts known, many exactly on a threshold.
export const FIELDS = ['rd21', 'rd22', 'sp21', 'sp22', 'rev22', 'online', 'contract', 'executed', 'done', 'isNew', 'since', 'main23', 'ton22', 'ton23']

export function makeFirms(n) {
  let state = 88_675_123
  const dice = (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  const kinds = ['软件和信息服务', '人力资源服务', '水路运输', '制造业']
  const firms = { n, kind: new Uint8Array(n), kinds }
  for (const field of FIELDS) firms[field] = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    firms.kind[i] = dice(4)
    const base = (50 + dice(400)) * 1_000_000 + dice(3) * 37
    firms.rd21[i] = base
    firms.rd22[i] = dice(4) === 0 ? Math.round((base * 115) / 100) : base + dice(120_000_000)
    firms.sp21[i] = 1_500_000_000 + dice(2_000_000_000)
    firms.sp22[i] = firms.sp21[i] + dice(900_000_000)
    firms.rev22[i] = dice(5) === 0 ? Math.round((firms.sp22[i] * 100) / 3) : firms.sp22[i] * (10 + dice(60))
    firms.online[i] = dice(10) < 8 ? 1 : 0
    firms.contract[i] = (50 + dice(400)) * 1_000_000
    firms.executed[i] = firms.contract[i] - dice(1000) * 1013
    firms.done[i] = 2022 + dice(2)
    firms.isNew[i] = dice(2)
    firms.since[i] = 2021 + dice(3)
    firms.main23[i] = dice(2_000_000_000) * 10 + 7
    firms.ton22[i] = (1 + dice(60)) * 100_000_000
    firms.ton23[i] = dice(4) === 0 ? Math.round((firms.ton22[i] * 11) / 10) : (1 + dice(70)) * 100_000_000
  }
  return firms
}

/** The five answers in fen by hand, exactly: integers only, cross-multiplied. 12.1, 12.2, 26.2, 27.3, 28.1. */
export function handWritten(firms, out) {
  const { n, kind, rd21, rd22, sp21, sp22, rev22, online, contract, executed, done, isNew, since, main23, ton22, ton23 } = firms
  const [a, b, c, d, e] = out
  for (let i = 0; i < n; i++) {
    const r = rd22[i]
    a[i] = r >= 100_000_000 && 20 * r >= 23 * rd21[i] && online[i] === 1 ? Math.floor((Math.min(r, 2_000_000_000) + 5) / 10) : 0
    const s = sp22[i]
    const grown = s - sp21[i]
    b[i] = s > 2_000_000_000 && sp21[i] > 2_000_000_000 && 100 * s >= 3 * rev22[i] && grown > 0 ? Math.floor((Math.min(3 * grown, 6_000_000_000) + 10) / 20) : 0
    c[i] = kind[i] === 0 && contract[i] >= 100_000_000 && done[i] === 2023 ? Math.min(Math.floor((executed[i] + 5) / 10), 100_000_000) : 0
    d[i] = kind[i] === 1 && isNew[i] === 1 && since[i] === 2023 ? Math.min(Math.floor((3 * main23[i] + 50) / 100), 200_000_000) : 0
    const t = ton23[i]
    let ship = 0
    if (kind[i] === 2) {
      ship = t > 5_500_000_000 ? 60_000_000 : t > 3_000_000_000 ? 45_000_000 : t >= 1_000_000_000 ? 30_000_000 : 0
      if (t >= 1_000_000_000) ship += 10 * t >= 12 * ton22[i] ? 20_000_000 : 10 * t >= 11 * ton22[i] ? 10_000_000 : 0
    }
    e[i] = ship
  }
}
