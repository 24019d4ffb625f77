import { expect, test } from 'vitest'
import { namesField } from '../../../../src/check/cases/names-field.ts'
import type { JsonPath } from '../../../../src/contracts/json-tree.ts'

const missing = (...loc: unknown[]): object => ({ detail: [{ loc, msg: 'field required', type: 'missing' }] })
const gateway = (message: string): object => ({ error: { code: 1001, message } })
const prompt: JsonPath = ['input', 0, 'params', 'prompt']

const table: { name: string; body: unknown; at: JsonPath; want: boolean }[] = [
  { name: 'a place in a list of details', body: missing('body', 'prompt'), at: ['prompt'], want: true },
  { name: 'another place in a list of details', body: missing('body', 'seed'), at: ['prompt'], want: false },
  {
    name: 'a list whose text speaks of the field, but whose place is another',
    body: { detail: [{ loc: ['body', 'seed'], msg: 'prompt is fine', type: 'x' }] },
    at: ['prompt'],
    want: false,
  },
  {
    name: 'a place deep in a body',
    body: missing('body', 'input', 0, 'params', 'prompt'),
    at: prompt,
    want: true,
  },
  { name: 'a place above the one that is meant', body: missing('body', 'input'), at: prompt, want: false },
  {
    name: 'a place below the one that is meant',
    body: missing('body', 'input', 0),
    at: ['input'],
    want: false,
  },
  { name: 'the last step alone', body: missing('body', 'prompt'), at: prompt, want: true },
  {
    name: 'a text with the whole path',
    body: gateway('input[0].params.prompt: field required'),
    at: prompt,
    want: true,
  },
  { name: 'a text with the name alone', body: gateway('prompt is required'), at: prompt, want: true },
  {
    name: 'a text with another path',
    body: gateway('input[0].params.prompt: field required'),
    at: ['input'],
    want: false,
  },
  {
    name: 'a text with a longer name',
    body: gateway('prompt_upsampling is no boolean'),
    at: prompt,
    want: false,
  },
  {
    name: 'a text with a name that ends so',
    body: gateway('negative_prompt is too long'),
    at: prompt,
    want: false,
  },
  { name: 'a text at the end of a sentence', body: gateway('missing: prompt.'), at: prompt, want: true },
  { name: 'an item of a list', body: gateway('input[0]: must be an object'), at: ['input', 0], want: true },
  { name: 'the list of an item', body: gateway('input: must be a list'), at: ['input', 0], want: false },
  { name: 'a plain detail', body: { detail: 'prompt: field required' }, at: ['prompt'], want: true },
  {
    name: 'the parameter of a gateway',
    body: { error: { message: 'bad', param: 'prompt' } },
    at: ['prompt'],
    want: true,
  },
  { name: 'no reason at all', body: undefined, at: ['prompt'], want: false },
]
test.each(table)('$name: $want', ({ body, at, want }) => {
  expect(namesField({ body, text: body === undefined ? '' : JSON.stringify(body) }, at)).toBe(want)
})
