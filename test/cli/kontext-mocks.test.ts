import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectControl, startMockServer } from 'kontext-mocks'
import { createMockFetch } from 'kontext-sdk/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { fixtures } from '../../generated/fal/fixtures.ts'

const main = fileURLToPath(new URL('../../mocks/src/main.ts', import.meta.url))
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean()
})

interface Running {
  readonly child: ChildProcess
  /** What it has printed so far. */
  text(): string
  /** Resolves with the first match of what it prints. */
  prints(pattern: RegExp): Promise<RegExpExecArray>
  /** Asks it to stop as Ctrl+C does; gives its status. */
  stop(): Promise<number | null>
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, ['--conditions=kontext-sdk-source', main, ...args], {
    env: { ...process.env, ...env },
  })
  cleanUp.push(() => child.kill('SIGKILL'))
  let text = ''
  const listeners = new Set<() => void>()
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
      for (const listen of listeners) listen()
    })
  return {
    child,
    text: () => text,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(text)
          if (found !== null) resolve(found)
        }
        listeners.add(look)
        look()
        void ended.then((code) => reject(new Error(`It ended with ${String(code)} and printed: ${text}`)))
      }),
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'kontext-'))
  cleanUp.push(() => rm(path, { recursive: true }))
  return path
}

function submit(
  baseUrl: string,
  key: string,
  body: object = fixtures.requests.max.minimal,
  send: typeof fetch = fetch,
): Promise<Response> {
  return send(`${baseUrl}/fal-ai/flux-pro/kontext/max`, {
    method: 'POST',
    headers: { authorization: `Key ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined
}

describe('kontext-mocks', () => {
  test('serves, and prints the token that controls it', async () => {
    const mock = run(['--port', '0'])
    const [, url = ''] = await mock.prints(/on (http:\S+)\s/)
    const [, token = ''] = await mock.prints(/Authorization: Bearer (\S+)\s/)
    await submit(`${url}/fal`, 'secret-of-mine')
    await mock.prints(/200 POST \/fal\/fal-ai/)
    expect(await connectControl({ url, token }).ledger()).toEqual({ fal: { accepted: 1, billed: 1 } })
    expect(mock.text()).not.toContain('secret-of-mine')
    expect(await mock.stop()).toBe(0)
  })

  test('takes the token from the environment', async () => {
    const mock = run(['--port', '0'], { KONTEXT_MOCKS_TOKEN: 'token-of-mine' })
    await mock.prints(/Authorization: Bearer token-of-mine/)
    await mock.stop()
  })

  test('plays jobs by a clock that only control moves, and that follow from a seed', async () => {
    const args = [
      '--port',
      '0',
      '--engine',
      'fast',
      '--time',
      'clock',
      '--median-ms',
      '1200000',
      '--seed',
      'mine',
    ]
    const mock = run(args, { KONTEXT_MOCKS_TOKEN: 'token' })
    const [, url = ''] = await mock.prints(/on (http:\S+)\s/)
    const control = connectControl({ url, token: 'token' })
    const ticket: unknown = await (await submit(`${url}/fal`, 'mock:/a')).json()
    const inProcess = createMockFetch({ seed: 'mine' })
    const twin: unknown = await (
      await submit(inProcess.baseUrl('fal'), 'mock:/a', undefined, inProcess)
    ).json()
    const id = field(ticket, 'request_id')
    expect(field(twin, 'request_id')).toBe(id)
    const look = async (): Promise<unknown> => {
      const path = `${url}/fal/fal-ai/flux-pro/requests/${String(id)}/status`
      const answer: unknown = await (await fetch(path, { headers: { authorization: 'Key mock:/a' } })).json()
      return field(answer, 'status')
    }
    expect([await look(), await look()]).toEqual(['IN_QUEUE', 'IN_QUEUE'])
    await control.advance(8 * 60_000)
    expect(await look()).toBe('IN_PROGRESS')
    await control.advance(60 * 60_000)
    expect(await look()).toBe('COMPLETED')
    await mock.stop()
  })

  test('does not listen where others reach it, unless they may', async () => {
    await expect(run(['--port', '0', '--host', '0.0.0.0']).prints(/never/)).rejects.toThrow(
      /ended with 2 and printed: Failed to start the mock server: others can reach 0\.0\.0\.0\./,
    )
    const mock = run(['--port', '0', '--host', '0.0.0.0', '--allow-remote'])
    await mock.prints(/on http:\/\/0\.0\.0\.0:\d+/)
    await mock.stop()
  })
})

describe('kontext-mocks record and replay', () => {
  test('keep what passes, play it, and end with 1 when something drifted', async () => {
    const cassette = join(await folder(), 'cassette.json')
    const real = await startMockServer({ engine: 'fast' })
    cleanUp.push(() => real.close())
    const args = ['--target', real.baseUrl('fal'), '--provider', 'fal', '--out', cassette, '--port', '0']
    const recorder = run(['record', ...args])
    const [, proxy = ''] = await recorder.prints(/base URL:\n +(\S+)\s/)
    await submit(proxy, 'secret-of-mine')
    await submit(proxy, 'secret-of-mine', { ...fixtures.requests.max.minimal, guidance_scale: 99 })
    await recorder.prints(
      /422 POST .*\n {4}request: body\.guidance_scale must be <= 20 \(generated\/fal\/contract\.openapi\.yaml:\d+:\d+\)/,
    )
    expect(await recorder.stop()).toBe(0)
    expect(recorder.text()).toContain(`2 exchanges in ${cassette}.`)
    expect(await readFile(cassette, 'utf8')).not.toContain('secret-of-mine')
    expect(recorder.text()).not.toContain('secret-of-mine')

    const replay = run(['replay', cassette, '--port', '0'])
    const [, played = ''] = await replay.prints(/base URL:\n +(\S+)\s/)
    expect((await submit(played, 'me')).status).toBe(200)
    await fetch(`${played}/nonsense`)
    await replay.prints(/drift GET +\/fal\/nonsense\n {4}here: GET \/nonsense was not recorded/)
    expect(await replay.stop()).toBe(1)

    const clean = run(['replay', cassette, '--port', '0'])
    const [, again = ''] = await clean.prints(/base URL:\n +(\S+)\s/)
    expect((await submit(again, 'me')).status).toBe(200)
    expect(await clean.stop()).toBe(0)
  })

  test('say what is no cassette', async () => {
    await expect(run(['replay', '/no/such/cassette.json']).prints(/never/)).rejects.toThrow(
      'Failed to read the cassette /no/such/cassette.json',
    )
  })
})

describe('kontext-mocks ends', () => {
  test.each([
    { name: 'an unknown flag', args: ['--bogus'], code: 2 },
    { name: 'an unknown scenario', args: ['--port', '0', '--scenario', 'nope'], code: 2 },
    { name: 'an unknown flag of record', args: ['record', '--bogus'], code: 2 },
    { name: 'no cassette', args: ['replay'], code: 2 },
    { name: 'a cassette that is not there', args: ['replay', '/no/such/cassette.json'], code: 2 },
    { name: 'no provider to judge at', args: ['judge', 'true'], code: 2 },
    { name: 'a list', args: ['--list', '--json'], code: 0 },
    { name: 'help', args: ['judge', '--help'], code: 0 },
  ])('with $code at $name', async ({ args, code }) => {
    const { child } = run(args)
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(code)
  })
})
