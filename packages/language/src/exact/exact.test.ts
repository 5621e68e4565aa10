import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, ceiling, compare, divide, floor, formatRational, multiply, parseDecimal, rational, roundHalfUp, subtract } from './rational.ts'
import { findUnit, formatFen, formatQuantity, parseQuantity } from './units.ts'

const anyRational = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n })).map(([n, d]) => rational(n, d))

describe('rationals', () => {
  it('15 % exactly is 15 %', () => {
    expect(compare(divide(rational(15n), rational(100n)), rational(3n, 20n))).toBe(0n)
  })
  it('add and subtract, multiply and divide undo each other', () => {
    fc.assert(fc.property(anyRational, anyRational, (a, b) => compare(subtract(add(a, b), b), a) === 0n && (b.n === 0n || compare(divide(multiply(a, b), b), a) === 0n)))
  })
  it('half up: 0.5 fen is 1, 0.499… is 0, -0.5 is 0', () => {
    expect([rational(1n, 2n), rational(499n, 1000n), rational(-1n, 2n), rational(3n, 2n)].map(roundHalfUp)).toEqual([1n, 0n, 0n, 2n])
  })
  it('floor and ceiling enclose', () => {
    fc.assert(fc.property(anyRational, (a) => compare(rational(floor(a)), a) <= 0n && compare(rational(ceiling(a)), a) >= 0n && ceiling(a) - floor(a) <= 1n))
  })
  it('a decimal reads back as it was written', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (n) => compare(parseDecimal(formatRational(rational(n, 1000n))) ?? rational(0n), rational(n, 1000n)) === 0n))
  })
  it.each(['1e309', '', '1.', '.5', '1,000', 'NaN', '１', '--1'])('%j is no number', (text) => expect(parseDecimal(text)).toBeUndefined())
})

describe('units', () => {
  it('money is fen', () => expect(parseQuantity('100万元')).toEqual({ value: rational(100_000_000n), dimension: '分' }))
  it('亿, 万 and compound units', () => {
    expect(parseQuantity('30亿吨公里')).toEqual({ value: rational(3_000_000_000n), dimension: '吨公里' })
    expect(findUnit('元/亩')?.dimension).toBe('亩^-1·分'.split('·').sort().join('·'))
    expect(findUnit('丈')).toBeUndefined()
  })
  it('figures keep every digit', () => {
    expect(formatFen(rational(8_880_000n))).toBe('8.88万元')
    expect(formatFen(rational(1n))).toBe('0.01元')
    expect(formatQuantity(rational(3n, 20n), '')).toBe('15%')
    expect(formatQuantity(rational(1n, 3n), '')).toBe('≈33.3333%')
  })
})
