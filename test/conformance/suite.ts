import { readFile } from 'node:fs/promises'
import {
  AmbiguousSubmitError,
  AuthError,
  createKontext,
  InputError,
  JobFailedError,
  ModeratedError,
  systemClock,
  TimeoutError,
  type EditInput,
  type JobEvent,
  type Kontext,
  type KontextOptions,
  type Model,
  type Provider,
  type ProviderOptions,
} from 'kontext-sdk'
import { createFakeClock } from 'kontext-sdk/testing'
import type { JournalEntry } from 'kontext-mocks'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'

/** One provider as the suite meets it: how to make it, where it is, and what is known of the other side. */
export interface Subject {
  readonly id: string
  readonly make: (options?: ProviderOptions) => Provider
  /** Base URL of a mock of the provider. */
  readonly baseUrl: () => string
  /** Requests the other side has seen since `mark`. */
  readonly seenSince: (mark: number) => readonly JournalEntry[]
  readonly mark: () => number
  /** How many edits the other side has taken. */
  readonly accepted: () => number
}

/**
 * What the client must do at every provider, whatever its dialect: written once, run over the registry. What the other
 * side must do is the suite of `kontext-sdk/check`. (test/contract/check.test.ts)
 */
export function describeProvider({ id, make, baseUrl, seenSince, mark, accepted }: Subject): void {
  const { capabilities } = make({ baseUrl: 'http://127.0.0.1' })
  const models: Model[] = (['pro', 'max'] as const).filter(
    (model) => capabilities.models[model] !== undefined,
  )
  let image: Uint8Array
  beforeAll(async () => {
    image = new Uint8Array(await readFile(new URL('../../scripts/demo/flour.jpg', import.meta.url)))
  })
  /** A client whose clock never makes a test wait; the key chooses the course of its jobs. */
  const client = (scenario = 'completes', options: KontextOptions = {}): Kontext =>
    createKontext(make({ baseUrl: baseUrl(), apiKey: `mock:${scenario}` }), {
      clock: createFakeClock({ now: Date.now(), autoAdvance: true }),
      // What comes by itself does not keep step with such a clock.
      stream: false,
      ...options,
    })
  const minimal = (model: Model): EditInput => ({ prompt: 'Put a donut next to the flour.', image, model })

  describe.each(models)(`${id} %s`, (model) => {
    test('edits an image with the smallest input', async () => {
      const before = accepted()
      const result = await client().edit(minimal(model))
      expect(result).toMatchObject({ provider: id, model, images: [{ url: expect.any(String) as string }] })
      expect(accepted() - before).toBe(1)
    })

    test('accepts every option it lists, at both ends of its range', async () => {
      for (const end of ['low', 'high'] as const) {
        const options = Object.fromEntries(
          Object.entries(capabilities.options).map(([name, { values, ratio, min, max, type }]) => {
            const ends = values ?? ratio ?? (min === undefined || max === undefined ? undefined : [min, max])
            return [
              name,
              ends === undefined
                ? type === 'boolean'
                  ? end === 'high'
                  : 7
                : end === 'low'
                  ? ends[0]
                  : ends.at(-1),
            ]
          }),
        )
        const { images } = await client().edit({ ...minimal(model), ...options })
        expect(images).toHaveLength(typeof options['count'] === 'number' ? options['count'] : 1)
      }
    })

    test('says that a job is submitted, goes on and completes, in this order', async () => {
      const events: JobEvent[] = []
      await client().edit(minimal(model), { onEvent: (event) => events.push(event) })
      expect(events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1])).toEqual([
        'submitted',
        'status',
        'completed',
      ])
      const states = events.flatMap((event) => (event.type === 'status' ? [event.status.state] : []))
      expect(states).toContain('running')
      expect(states.at(-1)).toBe('completed')
      const order = ['queued', 'running', 'completed']
      expect(states.map((state) => order.indexOf(state))).toEqual(
        states.map((state) => order.indexOf(state)).sort(),
      )
    })

    if (capabilities.operations.stream !== undefined) {
      test('tells the same over a stream', async () => {
        const states: string[] = []
        const start = mark()
        const kontext = client('completes', { stream: true, clock: systemClock })
        const { requests } = await kontext.edit(minimal(model), {
          onEvent: (event) => event.type === 'status' && states.push(event.status.state),
        })
        expect(states.filter((state, index) => state !== states[index - 1])).toEqual([
          'queued',
          'running',
          'completed',
        ])
        expect(requests).toBe(3)
        expect(seenSince(start).filter(({ path }) => path.includes('/stream'))).toHaveLength(1)
      })
    }

    const shapes = [
      { aspectRatio: '16:9', format: 'jpeg', want: { format: 'jpeg', width: 1392, height: 752 } },
      { aspectRatio: '1:1', format: 'png', want: { format: 'png', width: 1024, height: 1024 } },
      { aspectRatio: '9:21', format: 'jpeg', want: { format: 'jpeg', width: 672, height: 1568 } },
    ] as const
    test.each(shapes)(
      'makes a $format of $aspectRatio that is one by its bytes',
      async ({ aspectRatio, format, want }) => {
        const { images } = await client().edit({ ...minimal(model), aspectRatio, format })
        const bytes = await images[0].bytes()
        expect(await sharp(bytes).metadata()).toMatchObject(want)
      },
    )

    test('makes the same image for the same seed, and another for another', async () => {
      const bytes = async (seed: number): Promise<Uint8Array | undefined> =>
        (await client().edit({ ...minimal(model), seed })).images[0].bytes()
      const [first, again, other] = [await bytes(7), await bytes(7), await bytes(8)]
      expect(again).toEqual(first)
      expect(other).not.toEqual(first)
    })

    test('resumes from the handle without a second submit', async () => {
      const job = await client().submit(minimal(model))
      const handle: unknown = JSON.parse(JSON.stringify(job.handle))
      const start = mark()
      const { images } = await client()
        .resume(handle as typeof job.handle)
        .result()
      expect(images).toHaveLength(1)
      expect(seenSince(start).filter(({ method }) => method === 'POST')).toEqual([])
    })

    const endings = [
      { scenario: 'fails', error: JobFailedError },
      { scenario: 'moderated', error: ModeratedError },
      { scenario: 'stuck', error: TimeoutError },
    ] as const
    test.each(endings)(
      'ends a job that is "$scenario" with its own error and its handle',
      async ({ scenario, error }) => {
        const failed: unknown = await client(scenario, { timeoutMs: 60_000 })
          .edit(minimal(model))
          .catch((reason: unknown) => reason)
        expect(failed).toBeInstanceOf(error)
        expect(failed).toMatchObject({ handle: { provider: id, requestId: expect.any(String) as string } })
      },
    )

    test('sends one POST when the connection breaks after it, and says that it may be billed', async () => {
      const [start, before] = [mark(), accepted()]
      const failed: unknown = await client('submit-reset-after-acceptance')
        .edit(minimal(model))
        .catch((reason: unknown) => reason)
      expect(failed).toBeInstanceOf(AmbiguousSubmitError)
      expect(failed).toMatchObject({ billed: 'maybe' })
      expect(seenSince(start).filter(({ method }) => method === 'POST')).toHaveLength(1)
      expect(accepted() - before).toBe(1)
    })

    test('stays with its own host when tickets name another', async () => {
      const { images } = await client('foreign-urls').edit(minimal(model))
      expect(images).toHaveLength(1)
    })

    test('does without what a relay leaves out', async () => {
      const { images } = await client('sparse').edit(minimal(model))
      expect(images).toHaveLength(1)
    })

    test('never sends the key to where images are', async () => {
      const start = mark()
      const { images } = await client().edit(minimal(model))
      await images[0].bytes()
      const downloads = seenSince(start).filter(({ path }) => path.startsWith('/images/'))
      expect(downloads).toHaveLength(1)
      expect(downloads.filter(({ keySent }) => keySent)).toEqual([])
    })

    test('says what canceling comes to', async () => {
      const job = await client().submit(minimal(model))
      expect(await job.cancel()).toBe(
        capabilities.operations.cancel === undefined ? 'unsupported' : 'canceled',
      )
      const ended = await client().submit(minimal(model))
      await ended.result()
      expect(await ended.cancel()).toBe('too-late')
    })

    test('refuses an option it does not have before anything is sent', async () => {
      const start = mark()
      const failed: unknown = await client()
        .edit({ ...minimal(model), guidance: 99 })
        .catch((reason: unknown) => reason)
      expect(failed).toBeInstanceOf(InputError)
      expect(failed).toMatchObject({ issues: [{ path: 'guidance' }] })
      expect(seenSince(start)).toEqual([])
    })

    test('says which variable the key is read from when there is none', async () => {
      const start = mark()
      const failed: unknown = await createKontext(make({ baseUrl: baseUrl(), apiKey: '' }))
        .edit(minimal(model))
        .catch((reason: unknown) => reason)
      expect(failed).toBeInstanceOf(AuthError)
      expect(String(failed)).toContain(capabilities.auth.env)
      expect(seenSince(start)).toEqual([])
    })
  })
}
