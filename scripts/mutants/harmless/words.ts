import { isRecord } from 'kontext-sdk/contracts'
import { offers, onReply, stateIn } from '../behaviours/behaviour.ts'
import { recordOf, withFields } from '../json-reply.ts'
import type { HarmlessBehaviours } from './harmless-behaviours.ts'

/** Other words for the same thing, all of which the contract has, and courses it allows. */
export const words: HarmlessBehaviours = {
  'fast-jobs': { about: 'Every job has ended by the first look.', scenario: 'instant' },
  'sparse-answers': { about: 'Answers carry only what every relay sends.', scenario: 'sparse' },
  'request-echoed': {
    about: 'Results repeat the request.',
    dialects: ['fal-queue'],
    scenario: 'echo',
  },
  'result-in-status': {
    about: 'The last status carries the result too.',
    dialects: ['fal-queue'],
    scenario: 'embedded',
  },
  flagged: {
    about: 'Every image is flagged and black.',
    dialects: ['fal-queue'],
    scenario: 'nsfw',
  },
  'canceled-204': {
    about: 'A cancel that was taken is answered with 204 and nothing else.',
    having: offers('cancel'),
    start: () => onReply('cancel', 202, () => ({ status: 204, headers: {}, body: new Uint8Array() })),
  },
  'canceled-ok': {
    about: 'A cancel that was taken is answered with the word OK.',
    having: offers('cancel'),
    start: () => onReply('cancel', 202, (reply) => withFields(reply, { status: 'OK' })),
  },
  'forbidden-key': {
    about: 'A key that is none is answered with 403 instead of 401.',
    start: () => ({
      reply: (reply, { operation, request }) =>
        operation !== undefined &&
        operation !== 'image' &&
        reply.status === 401 &&
        request.headers['authorization'] !== undefined
          ? { ...reply, status: 403 }
          : undefined,
    }),
  },
  'logs-unasked': {
    about: 'Statuses carry an empty list of log lines where none were asked for.',
    dialects: ['fal-queue'],
    start: () => ({
      reply: (reply, { operation }) =>
        operation === 'status' && reply.status < 300 && recordOf(reply)['logs'] === null
          ? withFields(reply, { logs: [] })
          : undefined,
    }),
  },
  'errors-in-full': {
    about: 'Errors repeat what was wrong and link to their explanation.',
    dialects: ['fal-queue'],
    start: () => ({
      reply: (reply) => {
        const { detail } = recordOf(reply)
        if (!Array.isArray(detail)) return undefined
        const items = detail.filter(isRecord)
        const more = { ctx: { limit_value: 1 }, input: null, url: 'https://docs.fal.ai/errors' }
        return withFields(reply, { detail: items.map((item) => ({ ...item, ...more })) })
      },
    }),
  },
  'other-states': {
    about: 'A task that runs is "processing", one that has ended is "done".',
    dialects: ['task'],
    start: (facts) =>
      onReply('status', 200, (reply) => {
        const state = stateIn(reply, facts)
        if (state !== 'running' && state !== 'completed') return undefined
        return withFields(reply, { status: state === 'running' ? 'processing' : 'done' })
      }),
  },
}
