import { defineConfig } from 'vitest/config'

const conditions = ['kontext-sdk-source', 'node', 'import', 'default']

// A project of its own, run by vitest-fixtures.test.ts: four files in four processes, and one mock for all.
export default defineConfig({
  cacheDir: '../../../node_modules/.vite/shared-mock',
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['*.spec.ts'],
    // What users name 'kontext-mocks/vitest/global-setup'; Vitest looks for that in dist/ only.
    globalSetup: [new URL('../../../mocks/src/vitest-global-setup.ts', import.meta.url).pathname],
    pool: 'forks',
    maxWorkers: 4,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
