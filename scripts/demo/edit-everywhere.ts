import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import Table from 'cli-table3'
import { createKontext, providers, type EditResult, type Provider } from 'kontext-sdk'
import { startMockServer, type MockServer } from 'kontext-mocks'
import { Listr } from 'listr2'
import sharp from 'sharp'

/** One line of the table. */
interface Row {
  readonly provider: string
  readonly model: string
  readonly states: readonly string[]
  readonly requests: number
  readonly milliseconds: number
  readonly file: string
  readonly type: string
  readonly size: string
  readonly sameAsBefore: boolean
}

const photo = new URL('flour.jpg', import.meta.url)
const output = fileURLToPath(new URL('../../demo-output/', import.meta.url))
const prompt = 'Put a donut next to the flour.'

/** Edits the photograph at every provider and model of the registry, on the mock, and prints what came back. */
export async function editEverywhere(): Promise<void> {
  await mkdir(output, { recursive: true })
  const mock = await startMockServer()
  try {
    console.log(`\n2. The mock of every provider, on ${mock.url}`)
    console.log(`\n3. "${prompt}" at every provider and model`)
    const image = new Uint8Array(await readFile(photo))
    const rows: Row[] = []
    const jobs = Object.values(providers).flatMap((make) => {
      const { id, capabilities } = make({ baseUrl: mock.url })
      return Object.keys(capabilities.models).map((model) => ({
        id,
        model,
        provider: make({ baseUrl: mock.baseUrl(id), apiKey: 'demo' }),
      }))
    })
    await new Listr(
      jobs.map(({ id, model, provider }) => ({
        title: `${id} ${model}`,
        task: async (_context: unknown, task: { output: string }) => {
          rows.push(
            await edit(provider, model, image, (state) => {
              task.output = `${id} ${model}: ${state}`
            }),
          )
        },
      })),
      { concurrent: true },
    ).run()
    print(rows, mock)
  } finally {
    await mock.close()
  }
}

async function edit(
  provider: Provider,
  model: string,
  image: Uint8Array,
  show: (state: string) => void,
): Promise<Row> {
  const startedAt = performance.now()
  const states: string[] = []
  const kontext = createKontext(provider)
  // The same call everywhere: portable options mean the same at every provider.
  const result: EditResult = await kontext.edit(
    {
      prompt,
      image,
      model: model === 'pro' ? 'pro' : 'max',
      aspectRatio: '16:9',
      format: 'jpeg',
      guidance: 3.5,
      seed: 7,
    },
    {
      onEvent: (event) => {
        if (event.type !== 'status' || states.at(-1) === event.status.state) return
        states.push(event.status.state)
        show(event.status.state)
      },
    },
  )
  const milliseconds = Math.round(performance.now() - startedAt)
  const [first] = result.images
  const file = `${provider.id}-${model}.jpg`
  const before = await readFile(output + file).catch(() => undefined)
  await first.save(output + file)
  const bytes = await readFile(output + file)
  const { format, width, height } = await sharp(bytes).metadata()
  return {
    provider: provider.id,
    model,
    states,
    requests: result.requests,
    milliseconds,
    file,
    type: format,
    size: `${width}x${height}`,
    sameAsBefore: before !== undefined && hash(before) === hash(bytes),
  }
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function print(rows: readonly Row[], mock: MockServer): void {
  const sorted = [...rows].sort((a, b) => (a.file < b.file ? -1 : 1))
  const table = new Table({
    head: ['provider', 'model', 'states seen', 'req', 'ms', 'file', 'type', 'size'],
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 1 },
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left', 'left', 'left'],
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '',
    },
  })
  for (const { provider, model, states, requests, milliseconds, file, type, size } of sorted) {
    table.push([
      provider,
      model,
      states.map((state) => state.replace('completed', 'done')).join(' '),
      requests,
      milliseconds,
      file,
      type,
      size,
    ])
  }
  console.log(`\n${table.toString()}`)
  const same = sorted.filter(({ sameAsBefore }) => sameAsBefore).length
  const all = String(rows.length)
  console.log(`\n${String(mock.accepted())} edits submitted for ${all} images, saved under demo-output/.`)
  console.log(
    same === 0
      ? 'Run it again: the same seeds give the same images.'
      : `${String(same)} of ${all} have the same bytes as in the run before: same seeds, same images.`,
  )
}
