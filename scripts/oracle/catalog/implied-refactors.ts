import type { Refactor } from '../change.ts'
import { answer, field, operation, part, remove, rename, schema } from '../draft.ts'

/** The same wire, with what goes without saying said, or said by another keyword. */
export const impliedRefactors: readonly Refactor[] = [
  {
    name: 'members of which only one can be are an anyOf',
    provider: 'fal',
    apply: (fal) => rename(part(answer(fal, 'status', '202'), 'schema'), 'oneOf', 'anyOf'),
  },
  {
    name: 'an object is an allOf of two parts',
    provider: 'fal',
    apply: (fal) => {
      const ticket = schema(fal, 'Ticket')
      const { status = null, ...others } = part(ticket, 'properties')
      remove(ticket, 'properties')
      ticket['allOf'] = [
        { type: 'object', properties: { status } },
        { type: 'object', properties: others },
      ]
    },
  },
  {
    name: 'an object with fields does not say that it is one',
    provider: 'fal',
    apply: (fal) => remove(schema(fal, 'ResultImage'), 'type'),
  },
  {
    name: 'an object says that none of its fields is required',
    provider: 'vtrix',
    apply: (vtrix) => (schema(vtrix, 'Ticket')['required'] = []),
  },
  {
    name: 'a whole number that is at least 1 is above 0',
    provider: 'fal',
    apply: (fal) => {
      const count = field(fal, 'MaxInput', 'num_images')
      remove(count, 'minimum')
      count['exclusiveMinimum'] = 0
    },
  },
  {
    name: 'a text says that it may be empty',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Parameters', 'negative_prompt')['minLength'] = 0),
  },
  {
    name: 'a list says that its items may repeat',
    provider: 'fal',
    apply: (fal) => (field(fal, 'Result', 'images')['uniqueItems'] = false),
  },
  {
    name: 'a list counts items that it does not ask for',
    provider: 'fal',
    apply: (fal) => (field(fal, 'Result', 'images')['minContains'] = 2),
  },
  {
    name: 'a schema has an anchor that nothing refers to',
    provider: 'fal',
    apply: (fal) => (schema(fal, 'ResultImage')['$anchor'] = 'image'),
  },
  {
    name: 'a condition has no outcome',
    provider: 'fal',
    apply: (fal) => (schema(fal, 'MaxInput')['if'] = { required: ['seed'] }),
  },
  {
    name: 'an operation says that it is not deprecated',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'submitMax')['deprecated'] = false),
  },
  {
    name: 'a parameter says how it is written, which is as always',
    provider: 'fal',
    apply: (fal) =>
      Object.assign(operation(fal, 'submitMax', 'parameters', 0), { style: 'form', explode: true }),
  },
  {
    name: 'a server ends in a slash',
    provider: 'vtrix',
    apply: (vtrix) => (part(vtrix, 'servers', 0)['url'] = 'https://cloud.vtrix.ai/'),
  },
]
