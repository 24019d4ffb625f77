import { inject, test as base } from 'vitest'
import {
  connectControl,
  type MockAddress,
  type RemoteControl,
  type RemoteSession,
} from './control/remote-control.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the mock runs that every worker shares; provided by `kontext-mocks/vitest/global-setup`. */
    kontextMock?: MockAddress
  }
}

/** The mock as one test has it: a session of its own on a server that others use too. */
export interface TestMock extends RemoteSession {
  /** Address of the server. */
  readonly url: string
  /** What to give a provider as `apiKey`: requests with it are this test's. */
  readonly key: string
  /** The same session, with scenarios and faults: `mock.keyFor('submit-reset-after-acceptance')`. */
  keyFor(...names: readonly string[]): string
  /** What to give a provider as `baseUrl`. */
  baseUrl(provider: string): string
}

/** The mock as all tests of a worker have it. */
export interface WorkerMock extends RemoteControl {
  /** Address of the server. */
  readonly url: string
}

/**
 * Vitest's `test` with a mock in it: `mock`, this test's own part of it, and `kontextMock`, control of all of it. The
 * server is started once for all workers by `kontext-mocks/vitest/global-setup`, else once in each; every test has a key of its own, so that tests do not see each other.
 * ```ts
 * import { test } from 'kontext-mocks/vitest'
 *
 * test('edits', async ({ mock }) => {
 *   const kontext = createKontext(fal({ apiKey: mock.key, baseUrl: mock.baseUrl('fal') }))
 *   await kontext.edit({ prompt: 'Put a donut next to the flour.', image })
 *   await mock.assert()
 * })
 * ```
 */
export const test = base
  // Vitest reads which fixtures a fixture needs from the pattern, and wants one where there are none.
  // eslint-disable-next-line no-empty-pattern
  .extend('kontextMock', { scope: 'worker' }, async ({}, { onCleanup }): Promise<WorkerMock> => {
    const given = inject('kontextMock')
    const address = given ?? (await startHere(onCleanup))
    return { ...connectControl(address), url: address.url }
  })
  .extend('mock', async ({ kontextMock, task }): Promise<TestMock> => {
    // A test that runs again, because it failed or because somebody watches, begins anew.
    const label = `${slug(task.name)}-${task.id}`
    const keyFor = (...names: readonly string[]): string => `mock:${names.join('+')}/${label}`
    const session = kontextMock.session(keyFor())
    await session.reset()
    return {
      ...session,
      url: kontextMock.url,
      key: keyFor(),
      keyFor,
      baseUrl: (provider) => `${kontextMock.url}/${provider}`,
    }
  })

async function startHere(onCleanup: (clean: () => Promise<void>) => void): Promise<MockAddress> {
  const { startMockServer } = await import('./start-mock-server.ts')
  const server = await startMockServer()
  onCleanup(() => server.close())
  return server
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
}
