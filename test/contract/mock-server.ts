import { startMockServer, type MockServer } from 'kontext-mocks'
import { afterAll, beforeAll } from 'vitest'

/** Starts one mock server for the tests of a file. */
export function useMockServer(): () => MockServer {
  let server: MockServer | undefined
  beforeAll(async () => {
    server = await startMockServer()
  })
  afterAll(() => server?.close())
  return () => {
    if (server === undefined)
      throw new Error('Failed to use the mock server: it is not started yet. Call this inside a test.')
    return server
  }
}
