import type { Schema } from './contract-of.ts'
import { job, json, one, text, type OperationChange } from './operation-changes.ts'

const taken = { description: 'Taken', content: json(text) }
const answer = (rest: Schema): Schema => one({ responses: { '200': { ...taken, ...rest } } })
const headed = (header: Schema): Schema => answer({ headers: { 'X-Ids': { schema: text, ...header } } })
const webhook = (post: Schema): Schema =>
  one({}, { webhooks: { done: { post: { requestBody: { content: json(job) }, responses: {}, ...post } } } })
const sign = { name: 'X-Sign', in: 'header', schema: text }
const reply = (...codes: readonly string[]): Schema =>
  webhook({ responses: Object.fromEntries(codes.map((code) => [code, { description: 'Ok' }])) })

/** Changes of what comes with an answer or is sent by a provider: headers, links, webhooks and what answers them. */
export const webhookChanges: readonly OperationChange[] = [
  {
    name: 'a link',
    before: answer({}),
    after: answer({ links: { status: { operationId: 'status' } } }),
    found: ['links-changed'],
    back: ['links-changed'],
  },
  {
    name: 'a deprecated header of an answer',
    before: headed({}),
    after: headed({ deprecated: true }),
    found: ['deprecated-added'],
    back: ['deprecated-removed'],
  },
  {
    name: 'a list in a header that is written otherwise',
    before: headed({ schema: { type: 'object' } }),
    after: headed({ schema: { type: 'object' }, explode: true }),
    found: ['answer-header-style-changed'],
    back: ['answer-header-style-changed'],
  },
  {
    name: 'JSON in a header that is another',
    before: headed({ schema: undefined, content: json(text) }),
    after: headed({ schema: undefined, content: json({ type: 'number' }) }),
    found: ['answer-type-changed'],
    back: ['answer-type-changed'],
  },
  {
    name: 'a header of a webhook',
    before: webhook({}),
    after: webhook({ parameters: [sign] }),
    found: ['answer-header-added'],
    back: ['answer-header-removed'],
  },
  {
    name: 'a header of a webhook that always comes',
    before: webhook({ parameters: [sign] }),
    after: webhook({ parameters: [{ ...sign, name: 'x-sign', required: true }] }),
    found: ['answer-header-became-required', 'header-renamed'],
    back: ['answer-header-became-optional', 'header-renamed'],
  },
  {
    name: 'a further media type of a webhook',
    before: webhook({}),
    after: webhook({ requestBody: { content: { ...json(job), 'application/xml': { schema: job } } } }),
    found: ['answer-media-type-added'],
    back: ['answer-media-type-removed'],
  },
  {
    name: 'a further field in the second media type of a webhook',
    before: webhook({
      requestBody: { content: { ...json(job), 'application/xml': { schema: { type: 'object' } } } },
    }),
    after: webhook({ requestBody: { content: { ...json(job), 'application/xml': { schema: job } } } }),
    found: ['answer-property-added'],
    back: ['answer-property-removed'],
  },
  {
    name: 'a webhook without a body',
    before: webhook({ requestBody: undefined }),
    after: webhook({}),
    found: ['answer-body-added'],
    back: ['answer-body-removed'],
  },
  {
    name: 'a webhook that always has a body',
    before: webhook({}),
    after: webhook({ requestBody: { required: true, content: json(job) } }),
    found: ['answer-property-became-required'],
    back: ['answer-property-became-optional'],
  },
  {
    name: 'a deprecated webhook',
    before: webhook({}),
    after: webhook({ deprecated: true }),
    found: ['deprecated-added'],
    back: ['deprecated-removed'],
  },
  {
    name: 'a further answer to a webhook',
    before: reply('200'),
    after: reply('200', '202'),
    found: ['event-answer-added'],
    back: ['event-answer-removed'],
  },
  {
    name: 'a field that must be in the answer to a webhook',
    before: webhook({ responses: { '200': { description: 'Ok', content: json(job) } } }),
    after: webhook({
      responses: { '200': { description: 'Ok', content: json({ ...job, required: ['status'] }) } },
    }),
    found: ['request-property-became-required'],
    back: ['request-property-became-optional'],
  },
]
