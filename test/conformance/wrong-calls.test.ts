import { createKontext, InputError, providers, type ProviderDescriptor } from 'kontext-sdk'
import { describe, expect, test } from 'vitest'

const prompt = 'Put a donut next to the flour.'
const image = 'https://example.com/flour.png'

interface WrongCall {
  readonly name: string
  /** What a caller without types passes; undefined where the call is none too many here. */
  readonly input: (provider: ProviderDescriptor) => unknown
  /** Our name of what is wrong. */
  readonly path: string
}

/** Wire fields of any provider that the given one does not have. */
function foreignField({ id, options, images }: ProviderDescriptor): Record<string, unknown> {
  const foreign = { steps: 5, sync_mode: true }
  const own = [...Object.values(options).map(({ field }) => field), ...images.fields]
  const [name, value] =
    Object.entries(foreign).find(([field]) => (field === 'steps') === (id !== 'vtrix')) ?? []
  if (name === undefined || own.includes(name)) throw new Error(`${id} has ${String(name)} itself`)
  return { [name]: value }
}

const wrongCalls: readonly WrongCall[] = [
  { name: 'no body', input: () => undefined, path: 'prompt' },
  { name: 'an empty prompt', input: () => ({ prompt: ' ', image }), path: 'prompt' },
  { name: 'a guidance of 99', input: () => ({ prompt, image, guidance: 99 }), path: 'guidance' },
  { name: 'nine images', input: () => ({ prompt, image, count: 9 }), path: 'count' },
  { name: 'a seed of 1.5', input: () => ({ prompt, image, seed: 1.5 }), path: 'seed' },
  {
    name: 'a ratio it does not make',
    input: ({ options }) => ({
      prompt,
      image,
      aspectRatio: options.aspectRatio?.values === undefined ? '5:1' : '5:4',
    }),
    path: 'aspectRatio',
  },
  {
    name: 'a safety tolerance of the wrong kind',
    input: () => ({ prompt, image, safetyTolerance: '2' }),
    path: 'safetyTolerance',
  },
  { name: 'a property nobody has', input: () => ({ prompt, image, strength: 0.5 }), path: 'strength' },
  {
    name: 'a model it does not sell',
    input: ({ models }) => ({ prompt, image, model: models.pro === undefined ? 'pro' : 'ultra' }),
    path: 'model',
  },
  {
    // Where an image may be left out, what is wrong with images is that there are too many.
    name: 'no image, or more than it takes',
    input: ({ images: { min, max } }) =>
      min > 0 ? { prompt } : { prompt, image: Array.from({ length: max + 1 }, () => image) },
    path: 'image',
  },
  {
    name: "another provider's field among its own",
    input: (provider) => ({ prompt, image, native: foreignField(provider) }),
    path: 'native.',
  },
]

describe.each(Object.entries(providers))('%s refuses before any network', (id, make) => {
  const provider = make({ baseUrl: 'https://api.example', apiKey: 'test' })
  let requests = 0
  const kontext = createKontext(provider, {
    fetch: () => {
      requests += 1
      return Promise.reject(new Error('a wrong call reached the network'))
    },
  })
  const failure = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => undefined,
      (reason: unknown) => reason,
    )

  test.each(wrongCalls)('$name', async ({ input, path }) => {
    const given = input(provider.capabilities)
    // A caller without types passes anything.
    for (const verb of ['edit', 'submit'] as const) {
      const failed = await failure(Reflect.apply(kontext[verb], kontext, [given]) as Promise<unknown>)
      expect(failed, verb).toBeInstanceOf(InputError)
      expect(failed).toMatchObject({ code: 'input', provider: id })
      const { issues } = failed as InputError
      expect(issues.some((issue) => issue.path.startsWith(path))).toBe(true)
    }
    expect(requests).toBe(0)
  })

  test('nothing that is right: the same call without its fault reaches the network', async () => {
    const before = requests
    const failed = await failure(kontext.submit({ prompt, image }))
    expect(failed).not.toBeInstanceOf(InputError)
    expect(requests).toBeGreaterThan(before)
    requests = 0
  })
})
