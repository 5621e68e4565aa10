import { formatter } from '@lingui/format-po'

/** Chinese stands in the code, where it is read; the English of every message stands in one catalogue. */
export default {
  sourceLocale: 'zh-CN',
  locales: ['en'],
  catalogs: [{ path: `${process.env.ZHIDA_WORDS ?? '<rootDir>/src/words'}/{locale}`, include: ['<rootDir>/src'], exclude: ['**/*.test.ts'] }],
  format: formatter({ lineNumbers: false, origins: true }),
}
