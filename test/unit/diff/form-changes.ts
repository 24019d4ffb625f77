import { job, json, logs, one, query, text, type OperationChange } from './operation-changes.ts'

const oauth = {
  components: {
    securitySchemes: {
      token: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://a.example/token', scopes: {} } },
      },
    },
  },
}

/** Changes of how things are written and reached: forms, callbacks, parameters, servers, tokens. */
export const formChanges: readonly OperationChange[] = [
  {
    name: 'a field of a form that is written as a picture',
    before: one({ requestBody: { content: { 'multipart/form-data': { schema: job } } } }),
    after: one({
      requestBody: {
        content: {
          'multipart/form-data': { schema: job, encoding: { status: { contentType: 'image/png' } } },
        },
      },
    }),
    found: ['request-constraint-changed'],
    back: ['request-constraint-changed'],
  },
  {
    name: 'a callback',
    before: one(),
    after: one({
      callbacks: { done: { '{$request.body#/url}': { post: { requestBody: { content: json(job) } } } } },
    }),
    found: ['event-added'],
    back: ['event-removed'],
  },
  {
    name: 'a callback that says less',
    before: one({ callbacks: { done: { '{$url}': { post: { requestBody: { content: json(job) } } } } } }),
    after: one({
      callbacks: {
        done: { '{$url}': { post: { requestBody: { content: json({ ...job, properties: {} }) } } } },
      },
    }),
    found: ['answer-property-removed'],
    back: ['answer-property-added'],
  },
  {
    name: 'a parameter that is written as JSON',
    before: query(logs),
    after: query({ name: 'logs', in: 'query', content: json(text) }),
    found: ['request-parameter-style-changed'],
    back: ['request-parameter-style-changed'],
  },
  {
    name: 'a parameter that is written as other JSON',
    before: query({ name: 'logs', in: 'query', content: json(text) }),
    after: query({ name: 'logs', in: 'query', content: json({ type: 'number' }) }),
    found: ['request-type-changed'],
    back: ['request-type-changed'],
  },
  {
    name: 'a parameter that keeps reserved characters',
    before: query(logs),
    after: query({ ...logs, allowReserved: true }),
    found: ['request-parameter-style-changed'],
    back: ['request-parameter-style-changed'],
  },
  {
    name: 'a list in a parameter of its own for each item',
    before: query({ ...logs, schema: { type: 'array', items: text }, explode: false }),
    after: query({ ...logs, schema: { type: 'array', items: text } }),
    found: ['request-parameter-style-changed'],
    back: ['request-parameter-style-changed'],
  },
  {
    name: 'a deprecated parameter',
    before: query(logs),
    after: query({ ...logs, deprecated: true }),
    found: ['deprecated-added'],
    back: ['deprecated-removed'],
  },
  {
    name: 'a further value of a part of a server',
    before: one({}, { servers: [{ url: 'https://{at}.example', variables: { at: { enum: ['a'] } } }] }),
    after: one({}, { servers: [{ url: 'https://{at}.example', variables: { at: { enum: ['a', 'b'] } } }] }),
    found: ['server-added'],
    back: ['server-removed'],
  },
  {
    name: 'another scope of a token',
    before: one({ security: [{ token: ['read'] }] }, oauth),
    after: one({ security: [{ token: ['write'] }] }, oauth),
    found: ['security-removed', 'security-added'],
    back: ['security-removed', 'security-added'],
  },
]
