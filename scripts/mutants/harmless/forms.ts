import { isRecord } from 'kontext-sdk/contracts'
import { aliasedIds } from '../behaviours/aliased-ids.ts'
import { offers, onReply } from '../behaviours/behaviour.ts'
import { bytesOf, jsonOf, textOf, withJson } from '../json-reply.ts'
import type { Changes, MutantReply } from '../mutant.ts'
import type { HarmlessBehaviours } from './harmless-behaviours.ts'

/** The same things said in another form. */
export const forms: HarmlessBehaviours = {
  'more-fields': {
    about: 'Every object of every answer has a field more.',
    start: () => eachJson((value) => mapped(value, (entries) => [...entries, ['x_region', 'eu-1']])),
  },
  'other-order': {
    about: 'The keys of every object come in another order.',
    start: () => eachJson((value) => mapped(value, (entries) => [...entries].reverse())),
  },
  spaced: {
    about: 'JSON is indented, and written in ASCII.',
    start: () => ({
      reply: (reply) => {
        const value = jsonOf(reply)
        if (value === undefined) return undefined
        const text = JSON.stringify(value, null, 4).replace(
          /[^\0-\x7f]/g,
          (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
        )
        return { ...reply, body: bytesOf(text) }
      },
    }),
  },
  charset: {
    about: 'JSON says that it is in UTF-8.',
    start: () => ({
      reply: (reply) => {
        const type = reply.headers['content-type'] ?? ''
        if (!type.endsWith('json')) return undefined
        return withHeaders(reply, { 'content-type': 'Application/JSON;  charset="UTF-8"' })
      },
    }),
  },
  'more-headers': {
    about: 'Answers carry the headers of a gateway.',
    start: () => ({
      reply: (reply) =>
        withHeaders(reply, {
          server: 'cloudflare',
          'cf-ray': '8a1',
          'x-ratelimit-remaining': '41',
          via: '1.1 relay',
        }),
    }),
  },
  'events-in-full': {
    about: 'Events of the stream have a name and a number, and end their lines with CR and LF.',
    having: offers('stream'),
    start: () =>
      onReply('stream', 200, (reply) => {
        let number = 0
        const text = textOf(reply).replaceAll('data: ', () => `id: ${(number += 1)}\nevent: message\ndata:`)
        return { ...reply, body: bytesOf(`retry: 3000\n\n${text}`.replaceAll('\n', '\r\n')) }
      }),
  },
  'other-ids': {
    // What webhooks say is signed: their jobs keep their ids.
    about: 'Ids of jobs are no UUIDs.',
    start: ({ descriptor }) => aliasedIds(descriptor, ({ url }) => !url.includes('webhook')),
  },
}

function withHeaders(reply: MutantReply, headers: Readonly<Record<string, string>>): MutantReply {
  return { ...reply, headers: { ...reply.headers, ...headers } }
}

function eachJson(change: (value: unknown) => unknown): Changes {
  return {
    reply: (reply, { operation }) => {
      if (operation === undefined || operation === 'image') return undefined
      const value = jsonOf(reply)
      return value === undefined ? undefined : withJson(reply, change(value))
    },
  }
}

type Entries = readonly (readonly [string, unknown])[]

function mapped(value: unknown, change: (entries: Entries) => Entries): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change))
  if (!isRecord(value)) return value
  const inner = Object.entries(value).map(([key, item]) => [key, mapped(item, change)] as const)
  return Object.fromEntries(change(inner))
}
