import { defineConfig } from 'vitest/config'

// Tests run against the sources, not against dist/.
const conditions = ['kontext-sdk-source', 'node', 'import', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    typecheck: { enabled: false },
    // Two cores have room for two: much of what is tested here waits for processes.
    maxWorkers: '100%',
    // Nobody waits for time to pass here: a limit is for what hangs, not for machines that are busy.
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
