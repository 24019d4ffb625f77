import { isRecord } from 'kontext-sdk/contracts'
import { recordOf, withFields } from '../json-reply.ts'
import type { Asked, Changes, MutantReply } from '../mutant.ts'
import { onReply, type Behaviours } from './behaviour.ts'

/** Answers that repeat the key. */
export const keyTold: Behaviours = {
  'key-in-header': {
    about: 'Every answer has the key in one of its headers.',
    caughtBy: 'answers.no-key',
    start: () => ({
      reply: (reply, asked) => {
        const key = keyOf(asked)
        if (key === undefined || asked.operation === undefined) return undefined
        return { ...reply, headers: { ...reply.headers, 'x-authorized-by': key } }
      },
    }),
  },
  'key-in-refusal': {
    about: 'A refusal of a body repeats the headers of the request, the key among them.',
    caughtBy: 'answers.no-key',
    start: () =>
      inReply(
        ({ status }, { operation }) => operation === 'submit' && (status === 422 || status === 400),
        (key) => ({ request: { headers: { authorization: key } } }),
      ),
  },
  'key-in-image-url': {
    about: 'The address of an image has the key in its query.',
    caughtBy: 'answers.no-key',
    dialects: ['fal-queue'],
    start: () =>
      onReply('result', 200, (reply, asked) => {
        const { images } = recordOf(reply)
        const key = keyOf(asked)
        if (!Array.isArray(images) || key === undefined) return undefined
        const keyed = images.filter(isRecord).map(({ url, ...rest }) => {
          const isAddress = typeof url === 'string' && url.startsWith('http')
          return { ...rest, url: isAddress ? `${url}?token=${encodeURIComponent(key)}` : url }
        })
        return withFields(reply, { images: keyed })
      }),
  },
}

function inReply(
  isMeant: (reply: MutantReply, asked: Asked) => boolean,
  fields: (key: string) => Readonly<Record<string, unknown>>,
): Changes {
  return {
    reply: (reply, asked) => {
      const key = keyOf(asked)
      return key === undefined || !isMeant(reply, asked) ? undefined : withFields(reply, fields(key))
    },
  }
}

/** The key of a request, without its scheme. */
function keyOf({ request: { headers } }: Asked): string | undefined {
  const [, key] = (headers['authorization'] ?? '').split(' ')
  return key
}
