import { isRecord, type JsonRecord } from 'kontext-sdk/contracts'
import { withEditFields } from '../edit-fields.ts'
import { recordOf, withFields } from '../json-reply.ts'
import type { Changes, MutantReply } from '../mutant.ts'
import { brokenConstraints } from '../systematic/constraint-mutants.ts'
import { onReply, takes, type Behaviours, type Facts } from './behaviour.ts'

/** Edits that come out other than asked. */
export const shape: Behaviours = {
  'ratio-ignored': {
    about: 'The aspect ratio that was asked for is ignored.',
    caughtBy: 'result.ratio',
    having: takes('aspectRatio'),
    start: (facts) =>
      asked(facts, ({ aspect_ratio: ratio }) =>
        ratio === undefined ? undefined : { aspect_ratio: undefined },
      ),
  },
  'portrait-ignored': {
    about: 'What is higher than wide comes as a square.',
    caughtBy: 'result.ratio-portrait',
    having: takes('aspectRatio'),
    start: (facts) =>
      asked(facts, ({ aspect_ratio: ratio }) => (ratio === '9:16' ? { aspect_ratio: '1:1' } : undefined)),
  },
  'jpeg-for-png': {
    about: 'A JPEG comes where a PNG was asked for.',
    caughtBy: 'result.format',
    start: (facts) =>
      asked(facts, ({ output_format: format }) => (format === 'png' ? { output_format: 'jpeg' } : undefined)),
  },
  'png-for-jpeg': {
    about: 'A PNG comes where a JPEG was asked for.',
    caughtBy: 'result.format-jpeg',
    start: (facts) =>
      asked(facts, ({ output_format: format }) => (format === 'jpeg' ? { output_format: 'png' } : undefined)),
  },
  'fewer-images': {
    about: 'One image comes, however many were asked for.',
    caughtBy: 'result.count',
    having: takes('count'),
    start: (facts) =>
      asked(facts, ({ num_images: count }) => (Number(count) > 1 ? { num_images: 1 } : undefined)),
  },
  'more-images': {
    about: 'One image more comes than was asked for.',
    caughtBy: 'result.one-image',
    having: takes('count'),
    start: (facts) =>
      asked(facts, ({ num_images: count = 1 }) =>
        Number(count) < 4 ? { num_images: Number(count) + 1 } : undefined,
      ),
  },
  'seed-ignored': {
    about: 'The same seed gives another image each time.',
    caughtBy: 'result.seed-reproduces',
    start: (facts) => otherSeeds(facts),
  },
  'seed-not-told': {
    about: 'The result names another seed than was asked for.',
    caughtBy: 'result.seed-told',
    dialects: ['fal-queue'],
    start: () =>
      onReply('result', 200, (reply) => withFields(reply, { seed: Number(recordOf(reply)['seed']) + 1 })),
  },
  'large-seed-rounded': {
    about: 'The result rounds a seed beyond 32 bits.',
    caughtBy: 'result.large-seed-told',
    dialects: ['fal-queue'],
    start: () =>
      onReply('result', 200, (reply) => {
        const seed = Number(recordOf(reply)['seed'])
        return seed > 2 ** 32 ? withFields(reply, { seed: Math.floor(seed / 4_096) * 4_096 }) : undefined
      }),
  },
  'bad-image-taken': {
    about: 'An edit of an image that nobody can load brings images.',
    caughtBy: 'result.failure',
    start: (facts) => {
      const [field = ''] = facts.descriptor.images.fields
      const isBad = (image: unknown): boolean => typeof image === 'string' && image.includes('.invalid')
      return asked(facts, ({ [field]: image }) =>
        isBad(image) ? { [field]: 'https://images.elsewhere.example/flour.png' } : undefined,
      )
    },
  },
  'failure-elsewhere': {
    about: 'The error of an image that nobody can load blames the prompt.',
    caughtBy: 'result.failure-field',
    dialects: ['fal-queue'],
    start: () =>
      onReply('result', 422, (reply) => {
        const { detail } = recordOf(reply)
        if (!Array.isArray(detail)) return undefined
        return withFields(reply, {
          detail: detail.filter(isRecord).map((item: JsonRecord) => ({ ...item, loc: ['body', 'prompt'] })),
        })
      }),
  },
  'cost-in-words': {
    about: 'What an edit cost is told in words.',
    caughtBy: 'result.cost',
    dialects: ['task'],
    start: () =>
      onReply('status', 200, (reply) => {
        const { usage } = recordOf(reply)
        return isRecord(usage) ? withFields(reply, { usage: { ...usage, cost: 'free' } }) : undefined
      }),
  },
  'sync-mode-ignored': {
    about: 'The result has the address of an image where the image itself was asked for.',
    caughtBy: 'result.sync-mode',
    having: ({ native }) => native['sync_mode'] !== undefined,
    start: (facts) =>
      asked(facts, ({ sync_mode: sync }) => (sync === true ? { sync_mode: undefined } : undefined)),
  },
}

/** Changes the fields of an edit before the mock sees them; what is no edit is refused as ever. */
function asked(
  { descriptor, contract }: Facts,
  change: (fields: JsonRecord) => JsonRecord | undefined,
): Changes {
  return {
    request: ({ operation, request, path }) =>
      operation === 'submit' && brokenConstraints(contract, request, path).length === 0
        ? withEditFields(request, descriptor.dialect, change)
        : undefined,
  }
}

/** Each submit has a seed of its own; results tell of the one that was asked for. */
function otherSeeds(facts: Facts): Changes {
  let used = 1_000
  const told = new Map<number, unknown>()
  return {
    ...asked(facts, ({ seed }) => {
      if (typeof seed !== 'number') return undefined
      used += 1
      told.set(used, seed)
      return { seed: used }
    }),
    reply: (reply: MutantReply, { operation }) => {
      const { seed } = recordOf(reply)
      if (operation !== 'result' || typeof seed !== 'number' || !told.has(seed)) return undefined
      return isRecord(recordOf(reply)) ? withFields(reply, { seed: told.get(seed) }) : undefined
    },
  }
}
