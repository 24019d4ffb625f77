import type { TestProject } from 'vitest/node'
import type {} from './vitest.ts'
import { startMockServer } from './start-mock-server.ts'

/**
 * Starts one mock for all workers of a run: `globalSetup: ['kontext-mocks/vitest/global-setup']`. Tests that use
 * `kontext-mocks/vitest` find it by themselves.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startMockServer()
  provide('kontextMock', { url: server.url, token: server.token })
  return () => server.close()
}
