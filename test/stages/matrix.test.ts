import { providers, type ProviderDescriptor } from 'kontext-sdk'
import { describe, expect, test } from 'vitest'
import { weakest, type CellEvidence } from '../../scripts/stages/matrix/cell.ts'
import { rows } from '../../scripts/stages/matrix/rows.ts'
import { cellOf, generated, matrixAfter, type Change } from './matrix-run.ts'
import { evidenceFile, providerIds } from './support.ts'

// A whole run takes a second or two; two cores may be busy with other tests.
const timeout = 20_000

const capabilities = (id: (typeof providerIds)[number]): ProviderDescriptor =>
  providers[id]({ baseUrl: 'https://relay.example' }).capabilities
const cells = generated.providers.flatMap(({ id, cells: own }) =>
  Object.entries(own).map(([row, cell]) => ({ id, row, cell })),
)

test('every provider answers every question, with a kind and something behind it', () => {
  const asked = rows.map(({ id }) => id)
  expect(generated.rows.map(({ id }) => id)).toEqual(asked)
  for (const { cells: own } of generated.providers) expect(Object.keys(own)).toEqual(asked)
  const bare = cells.filter(({ cell }) => cell.evidence.length === 0)
  expect(bare.map(({ id, row }) => `${id} ${row}`)).toEqual([])
  for (const { cell } of cells) expect(cell.kind).toBe(weakest(cell.evidence.map(({ kind }) => kind)))
  expect(cells.length).toBeGreaterThanOrEqual(4 * 22)
})

test('each piece of evidence stands behind a piece of the text, in the order of the text', () => {
  for (const { id, row, cell } of cells) {
    let from = 0
    for (const of of new Set(cell.evidence.map((each) => each.of))) {
      const found = cell.text.indexOf(of, from)
      expect(found, `${id} ${row}: ${of} in ${cell.text}`).toBeGreaterThanOrEqual(from)
      from = found + of.length
    }
  }
})

describe.each(providerIds)('the matrix of %s', (id) => {
  const made = capabilities(id)
  const value = (row: string): unknown => cellOf(generated, id, row).value

  test('has a row for each option, which says what the client goes by', () => {
    for (const { id: row } of rows.filter((each) => each.id.startsWith('options.'))) {
      const option = Object.entries(made.options).find(([name]) => row === `options.${name}`)?.[1]
      expect(value(row), row).toEqual(option ?? null)
    }
    expect(rows.map(({ id: row }) => row)).toEqual(
      expect.arrayContaining(Object.keys(made.options).map((name) => `options.${name}`)),
    )
  })

  test('says what the client goes by in everything else', () => {
    const { servers, auth, images, native, states, operations, webhook, retention, unbilled } = made
    const prices = Object.entries(made.models).flatMap(([model, { price }]) =>
      price === undefined ? [] : [[model, price]],
    )
    const want = {
      ...{ title: made.title, server: servers[0] ?? null, dialect: made.dialect, auth, images, states },
      models: Object.fromEntries(
        Object.entries(made.models).map(([model, { path, wireName }]) => [
          model,
          { path, ...(wireName === undefined ? {} : { wireName }) },
        ]),
      ),
      price: prices.length === 0 ? null : Object.fromEntries(prices),
      native: Object.keys(native).length === 0 ? null : native,
      cancel: operations.cancel ?? null,
      stream: operations.stream ?? null,
      ...{ webhook: webhook ?? null, retention: retention ?? null, unbilled: unbilled ?? null },
    }
    expect(Object.fromEntries(Object.keys(want).map((row) => [row, value(row)]))).toEqual(want)
  })

  test('is known as evidence.json says, statement by statement', () => {
    const { statements } = evidenceFile(id)
    const below = (pointer: string): { kind: string; says: unknown }[] =>
      [...statements].flatMap(([at, said]) => (at === pointer || at.startsWith(`${pointer}/`) ? [said] : []))
    let held = 0
    for (const { row, cell } of cells.filter((each) => each.id === id)) {
      for (const { pointer, kind, says } of cell.evidence) {
        if (pointer === undefined || says === undefined) continue
        const said = below(pointer)
        expect(said.length, `${row} ${pointer}`).toBeGreaterThan(0)
        // What only begins somewhere, such as a path, is no statement of its own.
        if (pointer.startsWith('/paths/') && pointer.split('/').length === 3) continue
        const own = said.filter((each) => [says].flat().includes(each.says as never))
        expect(
          own.map((each) => each.kind),
          `${row} ${pointer}`,
        ).toContain(kind)
        held += 1
      }
    }
    expect(held).toBeGreaterThan(25)
  })
})

interface Case {
  readonly name: string
  readonly change: Change
  readonly provider: string
  readonly row: string
  readonly before: string
  readonly after: string
}

const facts = 'specs/fal/facts.openapi.yaml'
const cases: readonly Case[] = [
  {
    name: 'the range of an option',
    change: {
      file: facts,
      from: "guidance_scale:\n          x-evidence: { kind: public, source: 'fal.ai/",
      to: "guidance_scale:\n          x-evidence: { kind: inferred, source: 'fal.ai/",
    },
    ...{ provider: 'fal', row: 'options.guidance', before: 'public', after: 'inferred' },
  },
  {
    name: 'the price',
    change: {
      file: facts,
      from: "{ kind: public, source: 'fal.ai/models/fal-ai/flux-pro/kontext;",
      to: "{ kind: inferred, source: 'fal.ai/models/fal-ai/flux-pro/kontext;",
    },
    ...{ provider: 'fal', row: 'price', before: 'public', after: 'inferred' },
  },
  {
    name: 'a form of input image',
    change: {
      file: 'specs/vtrix/provider.yaml',
      from: "base64: { kind: document, source: '004 lines 41, 46, 51 and 56' }",
      to: "base64: { kind: public, source: 'a page' }",
    },
    ...{ provider: 'vtrix', row: 'images', before: 'document', after: 'public' },
  },
  {
    name: 'a limit that an overlay adds',
    change: {
      file: 'specs/chainhub/overlays/10-corrections.overlay.yaml',
      from: 'x-evidence: { kind: document, source: 003 line 48 }',
      to: 'x-evidence: { kind: public, source: a page }',
    },
    ...{ provider: 'chainhub', row: 'options.aspectRatio', before: 'document', after: 'public' },
  },
  {
    name: 'an operation of the dialect',
    change: {
      file: 'specs/fal-relay/provider.yaml',
      from: 'cancel: { kind: inferred,',
      to: 'cancel: { kind: public,',
    },
    ...{ provider: 'fal-relay', row: 'cancel', before: 'inferred', after: 'public' },
  },
  {
    name: 'what is not there',
    change: {
      file: 'specs/vtrix/provider.yaml',
      from: 'cancel: { kind: inferred,',
      to: 'cancel: { kind: document,',
    },
    ...{ provider: 'vtrix', row: 'cancel', before: 'inferred', after: 'document' },
  },
]
test.each(cases)(
  'a cell changes its kind with that of $name, and no other cell does',
  { timeout },
  async ({ change, provider, row, before, after }) => {
    expect(cellOf(generated, provider, row).kind).toBe(before)
    const changed = await matrixAfter(change)
    expect(cellOf(changed, provider, row).kind).toBe(after)
    const moved = cells.filter(
      ({ id, row: name, cell }) => name !== 'evidence' && cellOf(changed, id, name).kind !== cell.kind,
    )
    expect(moved.map(({ id, row: name }) => `${id} ${name}`)).toEqual([`${provider} ${row}`])
  },
)

describe('a cell that says no', () => {
  const ground = (provider: string, row: string): CellEvidence | undefined =>
    cellOf(generated, provider, row).evidence[0]

  test('names its ground and the line that declares it', () => {
    const grounds = cells.filter(({ row, cell }) => cell.value === null && row !== 'server')
    expect(grounds.length).toBeGreaterThan(15)
    for (const { id, row, cell } of grounds) {
      for (const each of cell.evidence) expect(each.source, `${id} ${row}`).toMatch(/\w{3}/)
      expect(cell.text, `${id} ${row}`).toMatch(/^(?:no|not documented|–)$/)
    }
    expect(ground('fal-relay', 'stream')).toMatchObject({
      kind: 'inferred',
      at: expect.stringMatching(/^specs\/fal-relay\/provider\.yaml:\d+$/),
      source: 'no relay documents a stream of statuses',
    })
  })

  test('points at the list of fields that lacks an option', () => {
    expect(ground('chainhub', 'options.upsamplePrompt')).toMatchObject({
      kind: 'inferred',
      at: expect.stringMatching(/003_\w+\.txt:25$/),
    })
    expect(ground('vtrix', 'options.count')).toMatchObject({
      kind: 'inferred',
      at: expect.stringMatching(/004_\w+\.txt:34-106$/),
    })
  })

  test('says that nobody says so where provider.yaml does not', { timeout }, async () => {
    const changed = await matrixAfter({
      file: 'specs/vtrix/provider.yaml',
      from: "  cancel: { kind: inferred, source: 'the page names no way to cancel a task' }\n",
      to: '',
    })
    expect(cellOf(changed, 'vtrix', 'cancel')).toMatchObject({
      ...{ value: null, text: 'no', kind: 'inferred' },
      evidence: [{ source: 'nothing that is known of this provider says that it has one' }],
    })
  })

  test('is an error where the contract says yes', { timeout }, async () => {
    const change = {
      file: 'specs/fal-relay/provider.yaml',
      from: 'absent:\n',
      to: "absent:\n  cancel: { kind: inferred, source: 'nobody' }\n",
    }
    await expect(matrixAfter(change)).rejects.toThrow('absent.cancel: the contract has it. Remove this line.')
  })
})
