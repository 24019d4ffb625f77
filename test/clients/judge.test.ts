import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, promisify } from 'node:util'
import { judgeClient } from 'kontext-mocks'
import { describe, expect, test } from 'vitest'

const here = fileURLToPath(new URL('judged/', import.meta.url))
const main = fileURLToPath(new URL('../../mocks/src/main.ts', import.meta.url))
const node = [process.execPath, '--conditions=kontext-sdk-source'] as const

/** What a careless client does wrong about each fault. Its image comes with the key wherever it gets that far. */
const careless = {
  completes: ['key-abroad', 'too-fast'],
  'submit-reset-before-acceptance': ['hung', 'sent-again'],
  'submit-reset-after-acceptance': ['hung', 'paid-twice'],
  'submit-429-seconds': ['key-abroad', 'retry-after', 'too-fast'],
  'submit-401': ['hung'],
  'submit-urls-abroad': ['key-abroad'],
  'submit-redirect-307-abroad': ['hung', 'input-abroad'],
  'status-unknown-word-forever': ['hung', 'too-fast'],
  'status-404-forever': ['hung', 'too-fast'],
  'status-redirect-abroad': ['false-success'],
  'result-429-once': ['key-abroad', 'retry-after', 'too-fast'],
  'result-images-empty': ['false-success', 'too-fast'],
  'result-url-private': ['bad-address', 'too-fast'],
} as const satisfies Record<string, readonly string[]>

// A busy machine may need longer than the usual 20 seconds for one run of a client.
const patient = ['--provider', 'fal', '--timeout', '180s'] as const
const faults = Object.keys(careless).filter((name) => name !== 'completes')

async function mistakesOf(
  file: string,
  options: { timeoutMs: number; minPollGapMs: number; concurrency?: number },
) {
  const verdicts = await judgeClient({ ...options, command: [...node, here + file], provider: 'fal', faults })
  expect(verdicts.filter(({ met }) => !met)).toEqual([])
  return Object.fromEntries(
    verdicts.map(({ fault, mistakes }) => [fault, mistakes.map(({ kind }) => kind as string).toSorted()]),
  )
}

/** Runs the command; never throws. */
async function command(
  ...args: readonly string[]
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const [program, ...flags] = node
  return promisify(execFile)(program, [...flags, main, 'judge', ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => ({ code: undefined, stdout: '', stderr: '', ...(error as object) }),
  )
}

describe('the judge', () => {
  test('finds exactly what a careless client does wrong', { timeout: 600_000 }, async () => {
    // Whoever looks every 20 ms looks more often than every two seconds, however busy the machine is.
    const found = await mistakesOf('careless.ts', { timeoutMs: 6_000, minPollGapMs: 2_000 })
    // There a client that would have come to its end may still run after six seconds.
    expect(
      isDeepStrictEqual(found, careless)
        ? found
        : await mistakesOf('careless.ts', { timeoutMs: 40_000, minPollGapMs: 10_000 }),
    ).toEqual(careless)
  })

  test('finds nothing wrong with our own client', async () => {
    const clean = Object.fromEntries(Object.keys(careless).map((name) => [name, []]))
    // It waits most of the time: all may wait at once.
    const options = { timeoutMs: 120_000, minPollGapMs: 100, concurrency: faults.length }
    expect(await mistakesOf('kontext.ts', options)).toEqual(clean)
  })
})

describe('kontext-mocks judge', () => {
  test('ends with 0 where nothing was wrong, and prints at most 80 characters a line', async () => {
    const { code, stdout } = await command(...patient, '-f', 'submit-401', '--', ...node, `${here}kontext.ts`)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^submit-401 +1 +1 +0 +[\d.]+s {2}ok$/m)
    expect(stdout).toContain('2 runs: 2 right, 0 with mistakes, 0 that did not meet their fault.')
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  test('ends with 1 where something was, and says as JSON what', async () => {
    const asked = [...patient, '--faults', 'submit-urls-abroad', '--json']
    const { code, stdout } = await command(...asked, ...node, `${here}careless.ts`)
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      verdicts: [{ fault: 'completes' }, { fault: 'submit-urls-abroad', mistakes: [{ kind: 'key-abroad' }] }],
    })
  })

  test('explains itself in at most 80 characters a line', async () => {
    const { code, stdout } = await command('--help')
    expect(code).toBe(0)
    expect(stdout).toContain('KONTEXT_MOCK_BASE_URL')
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  test('leaves out what does not count', async () => {
    const asked = [...patient, '-f', 'submit-urls-abroad', '--except', 'key-abroad,too-fast']
    expect((await command(...asked, ...node, `${here}careless.ts`)).code).toBe(0)
  })

  const fails = 'process.exit(3)'
  const wrong: readonly { readonly name: string; readonly args: readonly string[]; readonly says: string }[] =
    [
      { name: 'no command', args: ['--provider', 'fal'], says: 'command' },
      { name: 'no provider', args: ['--', 'true'], says: '--provider' },
      {
        name: 'an unknown fault',
        args: ['--provider', 'fal', '-f', 'submit-401x', '--', 'true'],
        says: 'submit-401x',
      },
      {
        name: 'a fault of another dialect',
        args: ['--provider', 'vtrix', '-f', 'submit-urls-abroad', '--', 'true'],
        says: 'submit-urls-abroad',
      },
      { name: 'a time that is none', args: ['--provider', 'fal', '-t', 'soon', '--', 'true'], says: '20s' },
      {
        name: 'a program that is not there',
        args: ['--provider', 'fal', '--', './no-such-client'],
        says: 'no-such-client',
      },
      {
        name: 'a client that asks nothing of the mock',
        args: ['--provider', 'fal', '--', process.execPath, '-e', fails],
        says: 'KONTEXT_MOCK_BASE_URL',
      },
    ]
  test.each(wrong)('ends with 2 on $name', async ({ args, says }) => {
    const { code, stderr } = await command(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(says)
  })
})
