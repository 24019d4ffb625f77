import { availableParallelism } from 'node:os'
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
    // Two cores have room for three: much of what is tested here waits, for processes and between looks at a job.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // Nobody waits for time to pass here: a limit is for what hangs, not for machines that are busy.
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
})
