import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'

const generated = fileURLToPath(new URL('../../../generated', import.meta.url))
const layout = 'contract.openapi.yaml'

/** The path every server is asked for. */
export const submitPath = '/fal-ai/flux-pro/kontext/max'

/** Folders laid out as `generated/`, in which fal's contract has a given number of operations. */
export interface SyntheticContracts {
  readonly directory: string
  /** fal's contract in there. */
  readonly file: string
}

interface Contract {
  paths: Record<string, { post?: { operationId: string }; get?: unknown; put?: unknown }>
}

/** Writes contracts of which fal's has this many operations: its own first ones, and copies of its submit. */
export function writeContracts(operations: number): SyntheticContracts {
  const directory = mkdtempSync(join(tmpdir(), 'kontext-bench-mock-'))
  for (const id of ['fal', 'fal-relay', 'chainhub', 'vtrix']) {
    mkdirSync(join(directory, id))
    copyFileSync(join(generated, id, layout), join(directory, id, layout))
  }
  const file = join(directory, 'fal', layout)
  const contract = parse(readFileSync(file, 'utf8')) as Contract
  const submit = contract.paths[submitPath]?.post
  if (submit === undefined) throw new Error(`Failed to make contracts: fal's has no ${submitPath}.`)
  const own = Object.entries(contract.paths)
    .toSorted(([a], [b]) => Number(b === submitPath) - Number(a === submitPath))
    .slice(0, Math.min(operations, Object.keys(contract.paths).length))
  const copies = Array.from({ length: Math.max(0, operations - own.length) }, (_none, index) => [
    `/fal-ai/copy-${String(index)}/{variant}/edit`.replace('{variant}', `v${String(index % 7)}`),
    { post: { ...submit, operationId: `copy${String(index)}` } },
  ])
  contract.paths = Object.fromEntries([...own, ...copies]) as Contract['paths']
  writeFileSync(file, stringify(contract, { aliasDuplicateObjects: false }))
  return { directory, file }
}

/** The body every server is sent: 0.3 kB, or with an input image of so many bytes in base64. */
export function editBody(imageBytes = 0): string {
  const prompt =
    'Put a donut next to the flour, with pink icing and sugar pearls, and keep the light of the photograph.'
  const image_url =
    imageBytes === 0
      ? 'https://images.example/kitchen/flour.png'
      : `data:image/jpeg;base64,${'QUJDRA=='.slice(0, 4).repeat(imageBytes / 4)}`
  return JSON.stringify({
    prompt,
    image_url,
    guidance_scale: 3.5,
    num_images: 1,
    output_format: 'jpeg',
    seed: 42,
    safety_tolerance: '2',
  })
}
