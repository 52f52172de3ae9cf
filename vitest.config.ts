import { defineConfig } from 'vitest/config'

process.env.TZ = 'UTC'

export default defineConfig({
  test: {
    reporters: ['default'],
    teardownTimeout: 30_000,
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
          include: ['{server,web,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.{db,browser}.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          isolate: false,
          include: ['{server,scripts}/**/*.db.test.ts'],
          globalSetup: ['server/testing/globalSetup.ts'],
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          isolate: false,
          include: ['web/**/*.browser.test.ts'],
          globalSetup: ['web/testing/globalSetup.ts'],
          setupFiles: ['web/testing/setup.ts'],
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
