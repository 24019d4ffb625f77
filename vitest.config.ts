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
  },
})
