// What disagreements and prose come to in a whole run: over specs/ as it is, and with a line of it changed.
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { StageError, type Diagnostic } from '../../scripts/lib/diagnostic.ts'
import { readInputs, type Inputs } from '../../scripts/lib/inputs.ts'
import { runPipeline } from '../../scripts/pipeline.ts'
import { fileText } from './support.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
// A whole run takes a second or two; two cores may be busy with other tests.
const timeout = 20_000

/** `specs/` as it is, with the overlays of one provider changed. */
async function changed(id: string, change: (text: string) => string): Promise<Inputs> {
  const inputs = await readInputs(root)
  const providers = inputs.providers.map((provider) =>
    provider.directory === `specs/${id}`
      ? { ...provider, overlays: provider.overlays.map((file) => ({ ...file, text: change(file.text) })) }
      : provider,
  )
  return { ...inputs, providers }
}

async function errors(inputs: Inputs): Promise<readonly Diagnostic[]> {
  const failed: unknown = await runPipeline(inputs).catch((error: unknown) => error)
  return failed instanceof StageError ? failed.diagnostics.filter(({ severity }) => severity === 'error') : []
}

test('a run fails where a disagreement is no longer settled', { timeout }, async () => {
  const inputs = await changed('fal-relay', (text) => text.replace(/^ +x-settles: .*sync_mode.*\n/m, ''))
  expect(await errors(inputs)).toEqual([
    expect.objectContaining({
      rule: 'disagreement',
      file: expect.stringContaining('/000_'),
      line: 55,
      message: expect.stringMatching(
        /000_\w+\.txt:55 says false; \S+001_\w+\.txt:52 says nothing\. Settle it/,
      ),
    }),
  ])
})

test('a run fails where an overlay settles what nobody disputes', { timeout }, async () => {
  const inputs = await changed('chainhub', (text) =>
    text.replace(
      'update: { minLength: 1 }',
      'x-settles: /components/schemas/MaxInput/properties/prompt/minLength\n    $&',
    ),
  )
  expect(await errors(inputs)).toEqual([
    expect.objectContaining({
      rule: 'settles-nothing',
      file: 'specs/chainhub/overlays/10-corrections.overlay.yaml',
    }),
  ])
})

test('a run suggests what an overlay no longer gives, and applies nothing of it', { timeout }, async () => {
  const inputs = await changed('chainhub', (text) => text.replace(', minimum: 1, maximum: 4 }', ' }'))
  const { suggestions, files } = await runPipeline(inputs)
  expect(suggestions).toHaveLength(1)
  expect(suggestions[0]).toMatch(/target: \$\.components\.schemas\.MaxInput\.properties\.num_images\n/)
  expect(suggestions[0]).toMatch(
    /source: 003 line 39\n {4}x-matches: 1\n {4}update:\n {6}minimum: 1\n {6}maximum: 4\n$/,
  )
  const made = files.get('generated/chainhub/contract.openapi.yaml') ?? ''
  expect(/ num_images:\n(?: {10,}.*\n)+/.exec(made)?.[0]).not.toMatch(/minimum|maximum/)
})

test('a run warns where a contract says something else than the prose', { timeout }, async () => {
  const inputs = await changed('chainhub', (text) => text.replace('maximum: 20 }', 'maximum: 10 }'))
  const { diagnostics } = await runPipeline(inputs)
  expect(diagnostics.filter(({ rule }) => rule === 'prose-differs')).toMatchObject([
    { severity: 'warning', line: 33, message: '"Range value: 1-20" says maximum 20, the contract says 10' },
  ])
})

describe('the page about the providers', () => {
  const page = fileText('generated/PROVIDERS.md')
  const section = (title: string): string[] =>
    (page.split(new RegExp(`^##+ ${title}.*\n`, 'm'))[1] ?? '')
      .split(/^#/m)[0]
      ?.split('\n')
      .filter((line) => line.startsWith('- '))
      .map((line) => line.replace(/\]\([^)]*\)/g, ']').slice(2)) ?? []

  test('lists what documents of different providers say differently, with the line of each', () => {
    const lines = section("Where providers' documents disagree")
    // A further provider adds to these lines.
    const differences = [
      [
        'required',
        '`prompt output_format image_url` at chainhub max ([003:52])',
        '`prompt` at fal-relay pro ([001:39])',
        '`model prompt` at vtrix max ([004:27])',
      ],
      ['num_images.maximum', 'nothing at chainhub max ([003:37])', '`4` at fal-relay max ([000:61])'],
      ['safety_tolerance.type', '`string` at chainhub max ([003:41])', '`integer` at vtrix max ([004:106])'],
    ]
    for (const [field = '', ...says] of differences) {
      const line = lines.find((candidate) => candidate.startsWith(`\`${field}\`: `)) ?? ''
      for (const said of says) expect(line).toContain(said)
    }
    expect(lines.length).toBeGreaterThanOrEqual(18)
  })

  test('does not list what all of them say', () => {
    const lines = section("Where providers' documents disagree")
    expect(lines.filter((line) => /^`(?:seed|prompt|aspect_ratio\.type)/.test(line))).toEqual([])
  })

  test('lists what settles the disagreements of one provider, with the reason', () => {
    const lines = section('Where its documents disagree')
    expect(lines).toHaveLength(6)
    expect(lines).toContain(
      '`aspect_ratio.default`: nothing ([000:80]), `1:1` ([001:89]). [Settled]: An edit without a ratio keeps that of its image; 1:1 is the default of text-to-image. The max document gives none.',
    )
  })
})
