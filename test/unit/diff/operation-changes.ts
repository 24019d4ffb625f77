import type { RuleId } from 'kontext-sdk/diff'
import type { Schema } from './contract-of.ts'

/** One change of a contract around its schemas, and the rules that say so, there and back. */
export interface OperationChange {
  readonly name: string
  readonly before: Schema
  readonly after: Schema
  readonly found: readonly RuleId[]
  readonly back: readonly RuleId[]
}

export const text = { type: 'string' }
export const json = (schema: Schema, rest: Schema = {}): Schema => ({
  'application/json': { schema, ...rest },
})
const taken = { description: 'Taken', content: json(text) }
const id = { name: 'id', in: 'path', required: true, schema: text }
export const logs = { name: 'logs', in: 'query', schema: text }
const broken = { type: 'object', required: ['detail'], properties: { detail: text } }
const refused = { description: 'Refused', content: json(broken) }
export const job = { type: 'object', properties: { status: text } }

/** A contract with one operation. */
export function one(operation: Schema = {}, rest: Schema = {}, path = '/jobs/{id}', method = 'post'): Schema {
  const post = { operationId: 'submit', parameters: [id], responses: { '200': taken }, ...operation }
  return { openapi: '3.1.0', info: { title: 'Given' }, paths: { [path]: { [method]: post } }, ...rest }
}

const schemes = {
  components: {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-scheme': 'Key' },
      bearer: { type: 'http', scheme: 'bearer' },
    },
  },
}
const other = { get: { operationId: 'status', responses: { '200': taken } } }
const two = one(
  {},
  {
    paths: {
      '/jobs/{id}': { post: { operationId: 'submit', parameters: [id], responses: { '200': taken } } },
      '/status': other,
    },
  },
)
const answers = (responses: Schema): Schema => one({ responses: { '200': taken, ...responses } })
const answer = (changes: Schema): Schema => one({ responses: { '200': { ...taken, ...changes } } })
const body = (requestBody: Schema): Schema => one({ requestBody })
export const query = (...parameters: readonly Schema[]): Schema => one({ parameters: [id, ...parameters] })
const events = (data?: Schema): Schema =>
  answer({
    content: {
      'text/event-stream': { schema: text, ...(data === undefined ? {} : { 'x-event-data': data }) },
    },
  })
const webhook = (schema: Schema): Schema =>
  one({}, { webhooks: { done: { post: { requestBody: { content: json(schema) }, responses: {} } } } })
const server = (...urls: readonly string[]): Schema => one({}, { servers: urls.map((url) => ({ url })) })
const secured = (...security: readonly Schema[]): Schema => one({}, { ...schemes, security })

export const operationChanges: readonly OperationChange[] = [
  {
    name: 'a further operation',
    before: one(),
    after: two,
    found: ['operation-added'],
    back: ['operation-removed'],
  },
  {
    name: 'another path',
    before: one(),
    after: one({}, {}, '/v2/jobs/{id}'),
    found: ['operation-path-changed'],
    back: ['operation-path-changed'],
  },
  {
    name: 'another method',
    before: one(),
    after: one({}, {}, '/jobs/{id}', 'put'),
    found: ['operation-method-changed'],
    back: ['operation-method-changed'],
  },
  {
    name: 'another id',
    before: one(),
    after: one({ operationId: 'send' }),
    found: ['operation-id-changed'],
    back: ['operation-id-changed'],
  },
  {
    name: 'another name in the path',
    before: one(),
    after: one({ parameters: [{ ...id, name: 'job' }] }, {}, '/jobs/{job}'),
    found: ['path-parameter-renamed'],
    back: ['path-parameter-renamed'],
  },
  {
    name: 'a deprecated operation',
    before: one(),
    after: one({ deprecated: true }),
    found: ['deprecated-added'],
    back: ['deprecated-removed'],
  },
  {
    name: 'another summary',
    before: one({ summary: 'A' }),
    after: one({ summary: 'B' }),
    found: ['description-changed'],
    back: ['description-changed'],
  },
  {
    name: 'other tags',
    before: one({ tags: ['b', 'a'] }),
    after: one({ tags: ['a'] }),
    found: ['tags-changed'],
    back: ['tags-changed'],
  },
  {
    name: 'another price',
    before: one({ 'x-price': { amount: 1 } }),
    after: one({ 'x-price': { amount: 2 } }),
    found: ['price-changed'],
    back: ['price-changed'],
  },
  {
    name: 'another retention',
    before: one(),
    after: one({ 'x-retention': { resultSeconds: 60 } }),
    found: ['retention-changed'],
    back: ['retention-changed'],
  },
  {
    name: 'other failures are billed',
    before: one({ 'x-unbilled': ['5xx'] }),
    after: one(),
    found: ['billing-changed'],
    back: ['billing-changed'],
  },
  {
    name: 'other paths beside its own',
    before: one({ 'x-also-at': ['/old/{id}'] }),
    after: one({ 'x-also-at': ['/old/{id}', '/new/{id}'] }),
    found: ['other-paths-changed'],
    back: ['other-paths-changed'],
  },
  {
    name: 'another extension',
    before: one(),
    after: one({ 'x-note': 1 }),
    found: ['extension-changed'],
    back: ['extension-changed'],
  },
  {
    name: 'a further server',
    before: server('https://a.example'),
    after: server('https://a.example', 'https://b.example/'),
    found: ['server-added'],
    back: ['server-removed'],
  },
  {
    name: 'the first server',
    before: server(),
    after: server('https://a.example'),
    found: ['server-added'],
    back: ['last-server-removed'],
  },
  {
    name: 'a further key',
    before: secured({ key: [] }),
    after: secured({ key: [] }, { bearer: [] }),
    found: ['security-added'],
    back: ['security-removed'],
  },
  {
    name: 'a key',
    before: secured(),
    after: secured({ key: [] }),
    found: ['security-required'],
    back: ['security-dropped'],
  },
  {
    name: 'a key that may be left out',
    before: secured({ key: [] }),
    after: secured({ key: [] }, {}),
    found: ['security-dropped'],
    back: ['security-required'],
  },
  {
    name: 'a further parameter',
    before: query(),
    after: query(logs),
    found: ['request-parameter-added'],
    back: ['request-parameter-removed'],
  },
  {
    name: 'a further parameter that must be',
    before: query(),
    after: query({ ...logs, required: true }),
    found: ['request-parameter-added-required'],
    back: ['request-parameter-removed'],
  },
  {
    name: 'the only parameter of the query may be left out',
    before: query({ ...logs, required: true }),
    after: query(logs),
    found: ['request-parameter-became-optional', 'request-parameters-became-optional'],
    back: ['request-parameter-became-required'],
  },
  {
    name: 'a list is written otherwise',
    before: query({ ...logs, schema: { type: 'array' } }),
    after: query({ ...logs, explode: false, schema: { type: 'array' } }),
    found: ['request-parameter-style-changed'],
    back: ['request-parameter-style-changed'],
  },
  {
    name: 'a body',
    before: one(),
    after: body({ content: json(job) }),
    found: ['request-body-added'],
    back: ['request-body-removed'],
  },
  {
    name: 'a body that must be',
    before: one(),
    after: body({ required: true, content: json(job) }),
    found: ['request-body-added-required'],
    back: ['request-body-removed'],
  },
  {
    name: 'a body must be',
    before: body({ content: json(job) }),
    after: body({ required: true, content: json(job) }),
    found: ['request-body-became-required'],
    back: ['request-body-became-optional'],
  },
  {
    name: 'a further media type of a body',
    before: body({ content: json(job) }),
    after: body({ content: { ...json(job), 'multipart/form-data': { schema: job } } }),
    found: ['request-media-type-added'],
    back: ['request-media-type-removed'],
  },
  {
    name: 'a media type says its charset',
    before: body({ content: json(job) }),
    after: body({ content: { 'application/JSON; charset=utf-8': { schema: job } } }),
    found: ['media-type-renamed'],
    back: ['media-type-renamed'],
  },
  {
    name: 'another example',
    before: body({ content: json(job, { example: 1 }) }),
    after: body({ content: json(job, { example: 2 }) }),
    found: ['example-changed'],
    back: ['example-changed'],
  },
  {
    name: 'further forms of an image',
    before: body({ content: json({ ...text, 'x-accepts': ['url'] }) }),
    after: body({ content: json({ ...text, 'x-accepts': ['url', 'base64'] }) }),
    found: ['request-image-form-added'],
    back: ['request-image-form-removed'],
  },
  {
    name: 'a further way to succeed',
    before: answers({}),
    after: answers({ '202': { description: 'Later' } }),
    found: ['answer-success-added'],
    back: ['answer-success-removed'],
  },
  {
    name: 'the first error',
    before: answers({}),
    after: answers({ '500': refused }),
    found: ['answer-error-added-with-new-body'],
    back: ['answer-error-removed'],
  },
  {
    name: 'an error like another',
    before: answers({ '500': refused }),
    after: answers({ '500': refused, '503': refused }),
    found: ['answer-error-added'],
    back: ['answer-error-removed'],
  },
  {
    name: 'an answer without a body',
    before: answer({ content: {} }),
    after: answer({}),
    found: ['answer-body-added'],
    back: ['answer-body-removed'],
  },
  {
    name: 'a further media type of an answer',
    before: answer({}),
    after: answer({ content: { ...json(text), 'image/png': {} } }),
    found: ['answer-media-type-added'],
    back: ['answer-media-type-removed'],
  },
  {
    name: 'a further header',
    before: answer({}),
    after: answer({ headers: { 'Retry-After': { schema: text } } }),
    found: ['answer-header-added'],
    back: ['answer-header-removed'],
  },
  {
    name: 'a header that always comes',
    before: answer({ headers: { 'Retry-After': { schema: text } } }),
    after: answer({ headers: { 'Retry-After': { required: true, schema: text } } }),
    found: ['answer-header-became-required'],
    back: ['answer-header-became-optional'],
  },
  {
    name: 'a stream that says what its events are',
    before: events(),
    after: events(job),
    found: ['event-added'],
    back: ['event-removed'],
  },
  {
    name: 'an event with a further field',
    before: events({ type: 'object' }),
    after: events(job),
    found: ['answer-property-added'],
    back: ['answer-property-removed'],
  },
  { name: 'a webhook', before: one(), after: webhook(job), found: ['event-added'], back: ['event-removed'] },
  {
    name: 'a webhook with a further field',
    before: webhook({ type: 'object' }),
    after: webhook(job),
    found: ['answer-property-added'],
    back: ['answer-property-removed'],
  },
  {
    name: 'another title',
    before: one(),
    after: one({}, { info: { title: 'Other' } }),
    found: ['description-changed'],
    back: ['description-changed'],
  },
  {
    name: 'a header of an answer in another case',
    before: answer({ headers: { 'Retry-After': { schema: text } } }),
    after: answer({ headers: { 'retry-after': { schema: text } } }),
    found: ['header-renamed'],
    back: ['header-renamed'],
  },
  {
    name: 'a header of a request in another case',
    before: query({ name: 'X-Trace', in: 'header', schema: text }),
    after: query({ name: 'x-trace', in: 'header', schema: text }),
    found: ['header-renamed'],
    back: ['header-renamed'],
  },
]
