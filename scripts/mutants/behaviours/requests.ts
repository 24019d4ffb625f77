import { isRecord, type JsonRecord } from 'kontext-sdk/contracts'
import { bytesOf, jsonReply, recordOf, withFields } from '../json-reply.ts'
import type { MutantReply, MutantRequest } from '../mutant.ts'
import { onReply, type Behaviours, type Facts } from './behaviour.ts'

/** Wrong requests that a provider takes, or refuses without saying why. */
export const requests: Behaviours = {
  'error-without-place': {
    about: 'A refused submit does not say which field is wrong.',
    caughtBy: 'validation.required',
    start: ({ descriptor }) =>
      descriptor.dialect === 'task'
        ? onReply('submit', 400, (reply) =>
            withFields(reply, { error: { code: 1001, message: 'bad request' } }),
          )
        : onReply('submit', 422, (reply) => withFields(reply, { detail: 'Unprocessable Entity' })),
  },
  'error-elsewhere': {
    about: 'A refused submit blames a field that is right.',
    caughtBy: 'validation.required',
    start: ({ descriptor }) =>
      descriptor.dialect === 'task'
        ? onReply('submit', 400, (reply) =>
            withFields(reply, { error: { code: 1001, message: 'output: is wrong' } }),
          )
        : onReply('submit', 422, (reply) => blaming(reply, ['body', 'output'])),
  },
  'broken-json-500': {
    about: 'A submit whose JSON is broken is answered with 500.',
    caughtBy: 'validation.malformed-json',
    start: (facts) => ({
      reply: (reply, { operation, request }) =>
        operation === 'submit' && reply.status >= 400 && isBroken(request)
          ? jsonReply(500, internalError(facts))
          : undefined,
    }),
  },
  'nothing-500': {
    about: 'A submit without a body is answered with 500.',
    caughtBy: 'validation.empty-body',
    start: (facts) => ({
      reply: (reply, { operation, request }) =>
        operation === 'submit' && reply.status >= 400 && request.body === ''
          ? jsonReply(500, internalError(facts))
          : undefined,
    }),
  },
  'list-500': {
    about: 'A submit whose body is a list is answered with 500.',
    caughtBy: 'validation.not-an-object',
    start: (facts) => ({
      reply: (reply, { operation, request }) =>
        operation === 'submit' && reply.status >= 400 && request.body.startsWith('[')
          ? jsonReply(500, internalError(facts))
          : undefined,
    }),
  },
  'charset-unread': {
    about: 'A JSON body that names its charset is not read.',
    caughtBy: 'content-types.charset',
    start: () => ({
      request: ({ operation, request }) => {
        const { 'content-type': type = '' } = request.headers
        if (operation !== 'submit' || !type.includes('charset')) return undefined
        return { ...request, headers: { ...request.headers, 'content-type': 'text/plain' } }
      },
    }),
  },
  'accept-matters': {
    about: 'Who takes anything gets a page.',
    caughtBy: 'content-types.any-accept',
    start: () => ({
      reply: (reply, { operation, request }) =>
        operation === 'status' && request.headers['accept'] === '*/*'
          ? {
              ...reply,
              headers: { 'content-type': 'text/html' },
              body: bytesOf('<!doctype html><title>404</title>'),
            }
          : undefined,
    }),
  },
  'latin-answers': {
    about: 'Answers say that their JSON is in Latin-1.',
    caughtBy: 'content-types.answers',
    start: () => ({
      reply: (reply) => {
        if (reply.headers['content-type'] !== 'application/json') return undefined
        return {
          ...reply,
          headers: { ...reply.headers, 'content-type': 'application/json; charset=iso-8859-1' },
        }
      },
    }),
  },
  'text-taken': {
    about: 'A submit of text/plain is read as JSON.',
    caughtBy: 'content-types.text-body',
    start: () => ({
      request: ({ operation, request }) => {
        const { 'content-type': type = '', ...headers } = request.headers
        if (operation !== 'submit' || !type.startsWith('text/plain')) return undefined
        return { ...request, headers: { ...headers, 'content-type': 'application/json' } }
      },
    }),
  },
}

function blaming(reply: MutantReply, loc: readonly string[]): MutantReply | undefined {
  const { detail } = recordOf(reply)
  if (!Array.isArray(detail)) return undefined
  return withFields(reply, { detail: detail.filter(isRecord).map((item: JsonRecord) => ({ ...item, loc })) })
}

function internalError({ descriptor }: Facts): object {
  return descriptor.dialect === 'task' ? { error: 'internal error' } : { detail: 'internal error' }
}

function isBroken({ body, headers }: MutantRequest): boolean {
  if (body === '' || !(headers['content-type'] ?? '').includes('json')) return false
  try {
    JSON.parse(body)
    return false
  } catch {
    return true
  }
}
