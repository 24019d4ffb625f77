import type { Change } from '../change.ts'
import { answer, drop, list, operation, part, pathOf, remove, rename } from '../draft.ts'

/** Operations, status codes, headers, hosts and keys. */
export const operations: readonly Change[] = [
  {
    name: 'an operation is removed',
    provider: 'fal',
    apply: (fal) => remove(part(fal, 'paths'), pathOf(fal, 'cancel')),
    wire: 'major',
  },
  {
    name: 'an operation is added',
    provider: 'vtrix',
    apply: (vtrix) => {
      const path = pathOf(vtrix, 'status')
      part(vtrix, 'paths', path)['delete'] = { ...operation(vtrix, 'status'), operationId: 'cancel' }
    },
    wire: 'minor',
  },
  {
    name: 'an operation has another id',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'submitMax')['operationId'] = 'submitKontextMax'),
    wire: 'patch',
  },
  {
    name: 'an operation has no id any more',
    provider: 'fal',
    apply: (fal) => remove(operation(fal, 'stream'), 'operationId'),
    wire: 'patch',
  },
  {
    name: 'an operation has another path',
    provider: 'fal',
    apply: (fal) => rename(part(fal, 'paths'), pathOf(fal, 'submitPro'), '/fal-ai/flux-kontext/pro'),
    wire: 'major',
  },
  {
    name: 'an operation has another method',
    provider: 'fal',
    apply: (fal) => rename(part(fal, 'paths', pathOf(fal, 'cancel')), 'put', 'post'),
    wire: 'major',
  },
  {
    name: 'a failure has a further status code',
    provider: 'fal',
    apply: (fal) =>
      (operation(fal, 'submitMax', 'responses')['402'] = { $ref: '#/components/responses/Forbidden' }),
    wire: 'minor',
  },
  {
    name: 'a success has a further status code',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'result', 'responses')['202'] = { description: 'Not yet.' }),
    wire: 'minor',
  },
  {
    name: 'a failure has a status code less',
    provider: 'fal',
    apply: (fal) => remove(operation(fal, 'submitPro', 'responses'), '403'),
    wire: 'patch',
  },
  {
    name: 'a success has another status code',
    provider: 'fal',
    apply: (fal) => rename(operation(fal, 'cancel', 'responses'), '202', '200'),
    wire: 'major',
  },
  {
    name: 'a status code becomes a range',
    provider: 'vtrix',
    apply: (vtrix) => rename(operation(vtrix, 'status', 'responses'), '500', '5XX'),
    wire: 'minor',
  },
  {
    name: 'there is an answer for all other status codes',
    provider: 'vtrix',
    apply: (vtrix) =>
      (operation(vtrix, 'submitMax', 'responses')['default'] = {
        $ref: '#/components/responses/ServerError',
      }),
    wire: 'minor',
  },
  {
    name: 'an answer is a schema that promises more',
    provider: 'vtrix',
    apply: (vtrix) => (answer(vtrix, 'submitMax', '200')['schema'] = { $ref: '#/components/schemas/Task' }),
    wire: 'patch',
    why: 'one form became three, and that each of them is a part of the one is not proven',
  },
  {
    name: 'an answer is another schema',
    provider: 'vtrix',
    apply: (vtrix) => (answer(vtrix, 'status', '200')['schema'] = { $ref: '#/components/schemas/Ticket' }),
    wire: 'major',
  },
  {
    name: 'an answer has another media type',
    provider: 'fal',
    apply: (fal) =>
      rename(operation(fal, 'stream', 'responses', '200', 'content'), 'text/event-stream', 'text/plain'),
    wire: 'major',
  },
  {
    name: 'an answer may have a second media type',
    provider: 'fal',
    apply: (fal) =>
      (operation(fal, 'result', 'responses', '200', 'content')['text/plain'] = {
        schema: { type: 'string' },
      }),
    wire: 'minor',
  },
  {
    name: 'an answer has no body any more',
    provider: 'vtrix',
    apply: (vtrix) => remove(part(vtrix, 'components', 'responses', 'BadRequest'), 'content'),
    wire: 'major',
  },
  {
    name: 'an answer has a body that had none',
    provider: 'fal',
    apply: (fal) =>
      (operation(fal, 'stream', 'responses', '405')['content'] = {
        'text/plain': { schema: { type: 'string' } },
      }),
    wire: 'patch',
  },
  {
    name: 'an answer has a header less',
    provider: 'fal',
    apply: (fal) => remove(part(fal, 'components', 'responses', 'TooManyRequests'), 'headers'),
    wire: 'major',
  },
  {
    name: 'an answer has a further header',
    provider: 'vtrix',
    apply: (vtrix) =>
      (part(vtrix, 'components', 'responses', 'TooManyRequests', 'headers')['X-Limit'] = {
        schema: { type: 'integer' },
      }),
    wire: 'patch',
  },
  {
    name: 'a header of an answer is always there',
    provider: 'fal',
    apply: (fal) =>
      (part(fal, 'components', 'responses', 'TooManyRequests', 'headers', 'Retry-After')['required'] = true),
    wire: 'patch',
  },
  {
    name: 'a header of an answer has another type',
    provider: 'fal',
    apply: (fal) =>
      (part(fal, 'components', 'responses', 'TooManyRequests', 'headers', 'Retry-After')['schema'] = {
        type: 'integer',
      }),
    wire: 'minor',
  },
  {
    name: 'the stream tells no longer that a job runs',
    provider: 'fal',
    apply: (fal) => drop(eventKinds(fal), eventKinds(fal)[1] ?? null),
    wire: 'patch',
    why: 'who reads events with the types of statuses has a case that can never be; a stream itself is a text',
  },
  {
    name: 'the stream tells a further state',
    provider: 'fal',
    apply: (fal) =>
      eventKinds(fal).push({
        ...{ type: 'object', required: ['status'] },
        properties: { status: { const: 'PAUSED' } },
      }),
    wire: 'minor',
    why: 'who reads events with the types of statuses has one more to tell apart; a stream itself is a text',
  },
  {
    name: 'the server is another',
    provider: 'fal',
    apply: (fal) => (part(fal, 'servers', 0)['url'] = 'https://queue.fal.ai'),
    wire: 'major',
  },
  {
    name: 'there is a second server',
    provider: 'vtrix',
    apply: (vtrix) => list(vtrix, 'servers').push({ url: 'https://eu.vtrix.ai' }),
    wire: 'patch',
  },
  {
    name: 'the key goes into another header',
    provider: 'fal',
    apply: (fal) => (part(fal, 'components', 'securitySchemes', 'key')['name'] = 'X-Api-Key'),
    wire: 'major',
  },
  {
    name: 'the key has another word before it',
    provider: 'fal',
    apply: (fal) => (part(fal, 'components', 'securitySchemes', 'key')['x-scheme'] = 'Bearer'),
    wire: 'major',
  },
  {
    name: 'no key is asked for',
    provider: 'vtrix',
    apply: (vtrix) => remove(vtrix, 'security'),
    wire: 'minor',
  },
  {
    name: 'an operation is deprecated',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'submitPro')['deprecated'] = true),
    wire: 'patch',
  },
]

function eventKinds(fal: Parameters<typeof list>[0]): ReturnType<typeof list> {
  const stream = operation(fal, 'stream', 'responses', '200', 'content', 'text/event-stream')
  return list(stream, 'x-event-data', 'oneOf')
}
