// Every link of generated/PROVIDERS.md is followed, and what it leads to is read.
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { textOf, type Json } from '../../scripts/lib/json.ts'
import { readPlace } from '../../scripts/stages/matrix/place.ts'
import { cellOf, generated } from './matrix-run.ts'
import { fileText, providerIds } from './support.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const markdown = fileText('generated/PROVIDERS.md')
const targets = new Map(
  [...markdown.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, label = '', url = '']) => [label, url] as const),
)

/** Lines of a file of the repository, as a link from `generated/` names them. */
function follow(url: string): { path: string; lines: readonly string[] } {
  const [file = '', anchor = ''] = url.split('#')
  const path = file.startsWith('../') ? file.slice(3) : `generated/${file}`
  expect(existsSync(root + path), url).toBe(true)
  const [, first, last = first] = /^L(\d+)(?:-L(\d+))?$/.exec(anchor) ?? []
  const text = fileText(path).split('\n')
  return { path, lines: first === undefined ? text : text.slice(Number(first) - 1, Number(last)) }
}

describe('links', () => {
  const inline = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, url = '']) => url)
  const used = [...markdown.matchAll(/\[[dpi]\]\[([^\]]+)\]/g)].map(([, label = '']) => label)

  test('lead to lines that are there and hold something', () => {
    for (const url of [...inline, ...targets.values()])
      expect(follow(url).lines.join('').trim(), url).not.toBe('')
    expect(inline.length).toBeGreaterThan(150)
  })

  test('by label all have a target, and every target is used', () => {
    expect([...new Set(used)].sort()).toEqual([...targets.keys()].sort())
    expect(targets.size).toBeGreaterThan(90)
  })
})

describe('the table', () => {
  const [head = '', , ...lines] = markdown.split('\n').filter((line) => line.startsWith('|'))
  const split = (line: string): string[] =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim())
  const ids = split(head)
    .slice(1)
    .map((id) => id.replaceAll('`', ''))
  const cells = lines.flatMap((line, index) =>
    split(line)
      .slice(1)
      .map((text, column) => ({ id: ids[column] ?? '', row: generated.rows[index]?.id ?? '', text })),
  )

  test('has a row a question and a column a provider', () => {
    expect(lines.map((line) => split(line)[0])).toEqual(generated.rows.map(({ label }) => label))
    expect([...ids].sort()).toEqual([...providerIds].sort())
    expect(cells).toHaveLength(ids.length * generated.rows.length)
  })

  test('says what the data says', () => {
    for (const { id, row, text } of cells) {
      const plain = text.replace(/<sup>.*?<\/sup>/g, '').replaceAll('<br>', '; ')
      expect(plain, `${id} ${row}`).toBe(cellOf(generated, id, row).text)
    }
  })

  test('has a mark of the right kind behind every piece, which leads to its line', () => {
    for (const { id, row, text } of cells) {
      const marks = [...text.matchAll(/(.*?)<sup>(.*?)<\/sup>/g)].map(([, before = '', links = '']) => ({
        before: before.replaceAll('<br>', '; '),
        links: [...links.matchAll(/\[(.)\]\[([^\]]+)\]/g)].map(([, kind = '', label = '']) => ({
          kind,
          ...lineNumbers(targets.get(label) ?? ''),
        })),
      }))
      for (const { of, kind, at } of cellOf(generated, id, row).evidence) {
        const mark = marks.find(({ before }) => before.endsWith(of))
        const { path, first, last } = readPlace(at)
        const found = mark?.links.some(
          (link) =>
            link.kind === kind.slice(0, 1) && link.path === path && link.first <= first && link.last >= last,
        )
        expect(found, `${id} ${row}: ${of} at ${at} in ${JSON.stringify(marks)}`).toBe(true)
      }
    }
  })
})

function lineNumbers(url: string): { path: string; first: number; last: number } {
  const { path } = follow(url)
  const [, first = '1', last = first] = /#L(\d+)(?:-L(\d+))?$/.exec(url) ?? []
  return { path, first: Number(first), last: Number(last) }
}

/** Letters and digits alone: `{baseUrl}` stands as BASE_URL in a document, `base64` as Base64. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function isIn(text: string, says: Json): boolean {
  if (Array.isArray(says)) return says.every((item) => isIn(text, item))
  if (typeof says !== 'number') return bare(text).includes(bare(textOf(says)))
  return new RegExp(`(?<![\\d.])${String(says).replace('.', '\\.')}(?![\\d])`).test(text)
}

test('a document says, on the lines a cell links, what the cell says it does', () => {
  let followed = 0
  for (const { id, cells } of generated.providers) {
    for (const [row, { evidence }] of Object.entries(cells)) {
      for (const { pointer = '', of, says = null, kind, via } of evidence.filter(({ at }) =>
        at.includes('/documents/'),
      )) {
        if (kind !== 'document') continue
        // Lines of several documents may say it together.
        const lines = evidence
          .filter((each) => each.of === of && each.pointer === pointer && each.via === via)
          .flatMap(({ at }) => linesAt(at))
        expect(
          isIn(lines.join('\n'), says),
          `${id} ${row} ${pointer} ${JSON.stringify(says)}: ${lines.join(' ')}`,
        ).toBe(true)
        followed += 1
      }
    }
  }
  expect(followed).toBeGreaterThan(120)
})

function linesAt(at: string): string[] {
  const { path, first, last } = readPlace(at)
  return fileText(path)
    .split('\n')
    .slice(first - 1, last)
}

describe('below the table', () => {
  const section = (id: string): string =>
    markdown.split(new RegExp(`^## .*\\(\`${id}\`\\)$`, 'm'))[1]?.split(/^## /m)[0] ?? ''

  test.each(providerIds)('stands every action of the overlays of %s, with its reason', (id) => {
    const { corrections } = generated.providers.find((provider) => provider.id === id) ?? { corrections: [] }
    const folder = `specs/${id}/overlays`
    const actions = (existsSync(root + folder) ? readdirSync(root + folder) : []).flatMap((name) =>
      [...fileText(`${folder}/${name}`).matchAll(/^ {2}- target: (.*)$/gm)].map(([, target = '']) => target),
    )
    expect(corrections.map(({ target }) => target)).toEqual(actions)
    for (const { target, reason } of corrections) {
      expect(section(id)).toContain(target)
      expect(reason).toMatch(/\w{3}/)
      expect(section(id)).toContain(reason)
    }
  })

  test('stand the disagreements with what each document says, at its line', () => {
    const own = generated.providers.flatMap(({ disagreements }) => disagreements)
    expect(own).toHaveLength(6)
    const between = generated.disagreements.flatMap(({ says }) =>
      says.flatMap(({ by, ...said }) => by.map(({ at }) => ({ ...said, at }))),
    )
    for (const said of [...own.flatMap(({ says }) => says), ...between]) {
      // A list begins on one line and goes on.
      const { path, first } = readPlace(said.at)
      const lines = fileText(path)
        .split('\n')
        .slice(first - 1, first + 12)
        .join('\n')
      if ('value' in said) expect(isIn(lines, said.value ?? null), JSON.stringify(said)).toBe(true)
    }
    for (const { reason, settledBy } of own) {
      expect(markdown).toContain(reason)
      expect(markdown).toContain(`[Settled](../${settledBy.replace(':', '#L')})`)
    }
  })

  test('stand the lines that were repaired, and those left out', () => {
    expect([...section('chainhub').matchAll(/unquoted-colon: `/g)]).toHaveLength(4)
    expect(section('fal-relay')).toMatch(/- vendor-extension: \[000:149\]/)
  })

  test('stands why a provider does not have something', () => {
    expect(section('vtrix')).toContain(
      '- cancel: the page names no way to cancel a task (inferred, [vtrix/provider:',
    )
  })
})
