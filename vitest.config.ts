import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A machine that is busy with the other worker answers late; what never comes fails all the same.
    expect: { poll: { timeout: 20_000 } },
  },
})
