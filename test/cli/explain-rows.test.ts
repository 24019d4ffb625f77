import { expect, test, vi } from 'vitest'
import { explainCommand } from '../../src/cli/commands/explain.ts'
import { flagOf } from '../../src/cli/flag-of.ts'
import { readMatrix } from '../../src/cli/providers/matrix-file.ts'

const root = new URL('../../', import.meta.url)
const matrix = readMatrix(root)

interface Explained {
  readonly means: readonly string[]
  readonly statements: readonly { pointer: string; says: unknown; kind: string; at: string; quote: string }[]
}

async function explained(...args: string[]): Promise<Explained> {
  let text = ''
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  await explainCommand(root)
    .parseAsync([...args, '--json'], { from: 'user' })
    .finally(() => written.mockRestore())
  return JSON.parse(text) as Explained
}

const names = matrix.rows.flatMap(({ id, label }) => {
  if (id === 'evidence') return []
  return [id.startsWith('options.') ? flagOf(id.slice('options.'.length)) : label]
})

test.each(matrix.providers.map(({ id }) => id))(
  'explains every line that "kontext providers" prints of %s, under the name it prints',
  async (provider) => {
    for (const name of names) {
      const { statements } = await explained(provider, name)
      expect({ name, count: statements.length }).not.toEqual({ name, count: 0 })
      for (const { quote } of statements) expect(quote).not.toBe('')
    }
  },
)

const rows = [
  {
    name: 'a thing of the contract by its statement',
    args: ['fal', 'webhook'],
    want: { pointer: expect.stringMatching(/\/post\/parameters\/0\/name$/) as string, says: 'fal_webhook' },
  },
  {
    name: 'a thing nobody documents by who looked',
    args: ['vtrix', 'cancel'],
    want: { pointer: 'cancel', says: 'no', source: 'the page names no way to cancel a task' },
  },
  {
    name: 'an option that is not there by the fields that are',
    args: ['vtrix', '--count'],
    want: {
      says: 'no such option',
      at: expect.stringMatching(/^specs\/vtrix\/documents\/.*:\d+$/) as string,
    },
  },
]
test.each(rows)('explains $name', async ({ args, want }) => {
  const { statements } = await explained(...args)
  expect(statements).toContainEqual(expect.objectContaining(want))
})

test('keeps to the statements of an option whose name is also a line', async () => {
  const flag = await explained('fal', '--guidance')
  expect(flag.statements).toEqual((await explained('fal', 'guidance')).statements)
  expect(flag.statements.length).toBeGreaterThan(0)
})

test.each([
  { word: 'webhok', guess: 'Did you mean webhook? ' },
  { word: '--jsno', guess: 'Did you mean --json? ' },
])('guesses what $word was to be', async ({ word, guess }) => {
  await expect(explained('fal', word)).rejects.toThrow(guess)
})
