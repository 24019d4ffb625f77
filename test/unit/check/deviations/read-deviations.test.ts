import { InputError } from 'kontext-sdk'
import { readDeviations } from 'kontext-sdk/check'
import { expect, test } from 'vitest'

const options = {
  today: '2026-11-21',
  cases: { fal: ['auth.no-key', 'result.format'], vtrix: ['auth.no-key'] },
}

const whole = `# what we live with
- provider: fal
  case: result.format
  reason: Told them on 2026-11-02.
  until: 2027-01-31
  match: 404
- { provider: vtrix, case: auth.no-key, reason: "A relay: it has its own keys.", until: '2027-11-21' }
`

test('reads entries, and remembers where each is written', () => {
  expect(readDeviations(whole, options)).toEqual([
    {
      provider: 'fal',
      case: 'result.format',
      reason: 'Told them on 2026-11-02.',
      until: '2027-01-31',
      match: '404',
      at: 'kontext-deviations.yaml:2',
    },
    {
      provider: 'vtrix',
      case: 'auth.no-key',
      reason: 'A relay: it has its own keys.',
      until: '2027-11-21',
      at: 'kontext-deviations.yaml:7',
    },
  ])
})

test.each(['', '# nothing known\n', '[]\n', '---\n'])('reads %j as no entries', (text) => {
  expect(readDeviations(text, options)).toEqual([])
})

/** An entry of the file with one line other than it should be. */
function entry(change: Record<string, string | undefined>): string {
  const fields: Record<string, string | undefined> = {
    provider: 'fal',
    case: 'auth.no-key',
    reason: 'Told them.',
    until: '2027-01-31',
    ...change,
  }
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  )
  return `- ${lines.join('\n  ')}\n`
}

const mistakes = [
  { name: 'no list', text: 'provider: fal\n', says: ':1: is not a list.' },
  { name: 'an entry that is a text', text: '- fal\n', says: ':1: is not an entry. Give it provider, case' },
  { name: 'broken YAML', text: '- provider: "fal\n', says: 'd.yaml:' },
  {
    name: 'a field given twice',
    text: `${entry({})}  case: auth.no-key\n`,
    says: ':5: Map keys must be unique',
  },
  {
    name: 'no provider',
    text: entry({ provider: undefined }),
    says: ':1: has no provider. Name the provider',
  },
  {
    name: 'a provider misspelt',
    text: entry({ provider: 'vtrx' }),
    says: ':1: there is no provider named "vtrx". Did you mean vtrix? Known: fal, vtrix.',
  },
  { name: 'no case', text: entry({ case: undefined }), says: ':1: has no case. Name the case' },
  {
    name: 'a case misspelt',
    text: entry({ case: 'auth.no-kye' }),
    says: ':2: there is no case of fal named "auth.no-kye". Did you mean auth.no-key?',
  },
  {
    name: 'a case of another provider',
    text: entry({ provider: 'vtrix', case: 'result.format' }),
    says: ':2: there is no case of vtrix named "result.format".',
  },
  {
    name: 'no reason',
    text: entry({ reason: undefined }),
    says: ':1: has no reason. Say why it is lived with.',
  },
  { name: 'an empty reason', text: entry({ reason: '"  "' }), says: ':3: has no text as reason.' },
  { name: 'a reason that is a list', text: entry({ reason: '[a]' }), says: ':3: has no text as reason.' },
  { name: 'no day', text: entry({ until: undefined }), says: ':1: has no until. Give the last day' },
  { name: 'a day that is none', text: entry({ until: 'soon' }), says: ':4: "soon" is not a day.' },
  {
    name: 'the thirtieth of February',
    text: entry({ until: '2027-02-30' }),
    says: ':4: "2027-02-30" is not a day.',
  },
  { name: 'a month alone', text: entry({ until: '2027-02' }), says: ':4: "2027-02" is not a day.' },
  {
    name: 'a day too far ahead',
    text: entry({ until: '2027-11-22' }),
    says: ':4: 2027-11-22 is more than a year ahead. Give a day up to 2027-11-21',
  },
  { name: 'an empty match', text: entry({ match: '' }), says: ':5: has no text as match.' },
  {
    name: 'a field nobody knows',
    text: entry({ untill: '2027-01-31' }),
    says: ':5: has "untill", which is unknown. Did you mean until?',
  },
  {
    name: 'the same twice',
    text: entry({}) + entry({ reason: 'Again.' }),
    says: ':5: says the same as d.yaml:1. Leave one of them out.',
  },
]
test.each(mistakes)('refuses $name and names the line', ({ text, says }) => {
  const read = (): unknown => readDeviations(text, { ...options, file: 'd.yaml' })
  expect(read).toThrow(InputError)
  expect(read).toThrow(`Failed to read known deviations:\nd.yaml:`)
  expect(read).toThrow(says)
})

test('tells every mistake at once, in the order of the lines', () => {
  const text = entry({ reason: undefined, until: 'soon' }) + entry({ provider: 'x' })
  const read = (): unknown => readDeviations(text, { ...options, file: 'd.yaml' })
  expect(read).toThrow(/d\.yaml:1: .*\nd\.yaml:3: .*\nd\.yaml:4: /)
})

test('takes the same case twice where the matches differ, and a day that is past', () => {
  const text = entry({ match: 'a', until: '2020-01-01' }) + entry({ match: 'b' })
  expect(readDeviations(text, options)).toHaveLength(2)
})
