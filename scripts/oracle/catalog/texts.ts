import type { Change } from '../change.ts'
import { answer, field, operation, part, remove, schema } from '../draft.ts'

/** Words for people. */
export const texts: readonly Change[] = [
  {
    name: 'a field is described in other words',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'prompt')['description'] = 'What to change.'),
    wire: 'text',
  },
  {
    name: 'an answer is described in other words',
    provider: 'fal',
    apply: (fal) => (part(fal, 'components', 'responses', 'NotFound')['description'] = 'Nobody knows it.'),
    wire: 'text',
  },
  {
    name: 'an operation has another summary',
    provider: 'vtrix',
    apply: (vtrix) => (operation(vtrix, 'status')['summary'] = 'How a task does'),
    wire: 'text',
  },
  {
    name: 'a parameter is no longer described',
    provider: 'fal',
    apply: (fal) => remove(part(fal, 'components', 'parameters', 'RequestId'), 'description'),
    wire: 'text',
  },
  {
    name: 'the contract has another title',
    provider: 'vtrix',
    apply: (vtrix) => (part(vtrix, 'info')['title'] = 'Kontext at Vtrix'),
    wire: 'text',
  },
  {
    name: 'a schema has a title',
    provider: 'vtrix',
    apply: (vtrix) => (schema(vtrix, 'Ticket')['title'] = 'The ticket'),
    wire: 'text',
  },
  {
    name: 'an answer says what may be called next',
    provider: 'fal',
    apply: (fal) =>
      (operation(fal, 'submitMax', 'responses', '200')['links'] = { look: { operationId: 'status' } }),
    wire: 'text',
  },
  {
    name: 'a schema has a word that nobody knows',
    provider: 'fal',
    apply: (fal) => (schema(fal, 'MaxInput')['flavour'] = 'sweet'),
    wire: 'text',
  },
  {
    name: 'an example is another',
    provider: 'vtrix',
    apply: (vtrix) => (part(answer(vtrix, 'submitMax', '200'), 'example')['id'] = 'task-2'),
    wire: 'text',
  },
]
