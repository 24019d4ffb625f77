import { isRecord, type JsonRecord } from 'kontext-sdk/contracts'
import { bytesOf, jsonOf, jsonReply, recordOf, withFields, withJson } from '../json-reply.ts'
import type { Changes, MutantReply } from '../mutant.ts'
import { exampleReply, onReply, stateIn, takes, type Behaviours } from './behaviour.ts'

/** Results whose images are not what they say, or are not there. */
export const images: Behaviours = {
  'size-swapped': {
    about: 'A result swaps the width and the height of its images.',
    caughtBy: 'result.declared-size',
    dialects: ['fal-queue'],
    start: () => eachImage(({ width, height }) => ({ width: height, height: width })),
  },
  'file-size-untrue': {
    about: 'A result says of its images that they are one byte long.',
    caughtBy: 'result.file-size',
    dialects: ['fal-queue'],
    start: () => eachImage(({ url }) => (isInline(url) ? {} : { file_size: 1 })),
  },
  'inline-size-untrue': {
    about: 'A result says of the images inside it that they are one byte long.',
    caughtBy: 'result.sync-file-size',
    having: ({ native }) => native['sync_mode'] !== undefined,
    start: () => eachImage(({ url }) => (isInline(url) ? { file_size: 1 } : {})),
  },
  'type-untrue': {
    about: 'A result says of its images that they are of another type.',
    caughtBy: 'result.declared-type',
    dialects: ['fal-queue'],
    start: () => eachImage(({ content_type: type }) => ({ content_type: otherType(String(type)) })),
  },
  'image-type-untrue': {
    about: 'An image is served as one of another type.',
    caughtBy: 'result.served-type',
    start: () =>
      onReply('image', 200, (reply) => ({
        ...reply,
        headers: { ...reply.headers, 'content-type': otherType(reply.headers['content-type'] ?? '') },
      })),
  },
  'image-gone': {
    about: 'There is no image where the result says.',
    caughtBy: 'result.fetch',
    start: () => onReply('image', 200, () => jsonReply(404, { message: 'Not Found' })),
  },
  'image-page': {
    about: 'A page is where the image should be.',
    caughtBy: 'result.fetch',
    start: () =>
      onReply('image', 200, () => ({
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: bytesOf('<!doctype html><title>Sign in</title>'),
      })),
  },
  'image-cut': {
    about: 'Half of an image is served as if it were the whole.',
    caughtBy: 'result.fetch',
    start: () =>
      onReply('image', 200, (reply) => ({ ...reply, body: reply.body.slice(0, reply.body.length / 2) })),
  },
  'image-needs-key': {
    about: 'Images are for those only who show a key.',
    caughtBy: 'result.fetch',
    start: () => ({
      reply: (_reply, { operation, request }) =>
        operation === 'image' && request.headers['authorization'] === undefined
          ? jsonReply(401, { message: 'Unauthorized' })
          : undefined,
    }),
  },
  'image-url-plain': {
    about: 'The addresses of images are not encrypted.',
    caughtBy: 'result.image-urls',
    start: () => imageUrls((url) => url.replace(/^https?:\/\/[^/]+/, 'http://images.elsewhere.example')),
  },
  'images-alike': {
    about: 'Every image of a result is the first.',
    caughtBy: 'result.count',
    having: takes('count'),
    start: () => ({
      request: ({ operation, request }) => {
        const url = request.url.replace(/\/[1-9]\d*(\.\w+)$/, '/0$1')
        return operation === 'image' && url !== request.url ? { ...request, url } : undefined
      },
    }),
  },
  'image-missing': {
    about: 'A job that ended well has no image.',
    caughtBy: 'result.images',
    start: ({ descriptor }) =>
      descriptor.dialect === 'task'
        ? onReply('status', 200, (reply) =>
            Array.isArray(recordOf(reply)['output'])
              ? withFields(reply, { output: [{ content: [] }] })
              : undefined,
          )
        : onReply('result', 200, (reply) => withFields(reply, { images: [], has_nsfw_concepts: [] })),
  },
  'flags-missing': {
    about: 'A result has no flags.',
    caughtBy: 'result.nsfw-flag',
    dialects: ['fal-queue'],
    start: () => onReply('result', 200, (reply) => withFields(reply, { has_nsfw_concepts: [] })),
  },
  'flag-of-first': {
    about: 'A result has a flag for its first image only.',
    caughtBy: 'result.nsfw-flags',
    dialects: ['fal-queue'],
    start: () =>
      onReply('result', 200, (reply) => {
        const { has_nsfw_concepts: flags } = recordOf(reply)
        if (!Array.isArray(flags) || flags.length < 2) return undefined
        return withFields(reply, { has_nsfw_concepts: flags.slice(0, 1) })
      }),
  },
  'result-gone-later': {
    about: 'A result can be read once.',
    caughtBy: 'result.later',
    dialects: ['fal-queue'],
    start: (facts) => {
      const read = new Set<string>()
      return onReply('result', 200, (_reply, { jobId = '' }) => {
        if (read.has(jobId)) return exampleReply(facts, { operation: 'result', status: 404 })
        read.add(jobId)
        return undefined
      })
    },
  },
  'task-gone-later': {
    about: 'A task that has ended can be read once.',
    caughtBy: 'result.later',
    dialects: ['task'],
    start: (facts) => {
      const read = new Set<string>()
      return onReply('status', 200, (reply, { jobId = '' }) => {
        if (read.has(jobId)) return exampleReply(facts, { operation: 'status', status: 404 })
        if (stateIn(reply, facts) === 'completed') read.add(jobId)
        return undefined
      })
    },
  },
  'image-twice': {
    about: 'A task brings its image twice.',
    caughtBy: 'result.one-image',
    dialects: ['task'],
    start: () =>
      onReply('status', 200, (reply) => {
        const { output } = recordOf(reply)
        return Array.isArray(output) ? withFields(reply, { output: output.concat(output) }) : undefined
      }),
  },
  'image-gone-later': {
    about: 'An image can be fetched once.',
    caughtBy: 'result.later-image',
    start: () => {
      const fetched = new Set<string>()
      return onReply('image', 200, (_reply, { path }) => {
        if (fetched.has(path)) return jsonReply(404, { message: 'Not Found' })
        fetched.add(path)
        return undefined
      })
    },
  },
}

function otherType(type: string): string {
  return type === 'image/png' ? 'image/jpeg' : 'image/png'
}

function isInline(url: unknown): boolean {
  return typeof url === 'string' && url.startsWith('data:')
}

function eachImage(change: (image: JsonRecord) => JsonRecord): Changes {
  return onReply('result', 200, (reply) => {
    const { images: listed } = recordOf(reply)
    if (!Array.isArray(listed)) return undefined
    return withFields(reply, {
      images: listed.filter(isRecord).map((image) => ({ ...image, ...change(image) })),
    })
  })
}

/** Changes every address of an image, wherever an answer has it. */
function imageUrls(change: (url: string) => string): Changes {
  return {
    reply: (reply: MutantReply, { operation }) => {
      if (operation !== 'result' && operation !== 'status') return undefined
      const body = jsonOf(reply)
      const changed = JSON.stringify(body, (key, value: unknown) =>
        key === 'url' && typeof value === 'string' && value.includes('/images/') ? change(value) : value,
      )
      return changed === JSON.stringify(body) ? undefined : withJson(reply, JSON.parse(changed))
    },
  }
}
