import { defineConfig } from 'vitest/config'

process.env.TZ = 'UTC'

/** Every page before axe: as long as all other browser tests together, so that both can run at once. */
const pages = 'web/pages.browser.test.ts'
const inBrowser = {
  globalSetup: ['web/testing/globalSetup.ts'],
  setupFiles: ['web/testing/setup.ts'],
  expect: { poll: { timeout: 20_000 } },
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 180_000,
}

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
          include: ['web/**/*.browser.test.ts'],
          exclude: [pages],
          ...inBrowser,
        },
      },
      { test: { name: 'pages', include: [pages], ...inBrowser } },
    ],
  },
})
