import type { JsonRecord } from 'kontext-sdk/contracts'
import { jsonOf, withJson } from '../json-reply.ts'
import { editFields, withEditFields } from '../edit-fields.ts'
import type { Changes } from '../mutant.ts'
import { brokenConstraints } from '../systematic/constraint-mutants.ts'
import { bytesOf, textOf } from '../json-reply.ts'
import { offers, onReply, takes, type Behaviours, type Facts } from './behaviour.ts'
import { createJobNotes } from './job-notes.ts'

const inline = ({ native }: Facts['descriptor']): boolean => native['sync_mode'] !== undefined

/** Servers that take less than their contract says, or do other than it says where nothing is asked for. */
export const lessAllowed: Behaviours = {
  'highest-guidance-refused': {
    about: 'The highest guidance of the contract is refused.',
    caughtBy: 'validation.allowed',
    having: takes('guidance'),
    start: (facts) => refusing(facts, 'guidance_scale', facts.descriptor.options.guidance?.max),
  },
  'widest-ratio-refused': {
    about: 'The widest aspect ratio of the contract is refused.',
    caughtBy: 'validation.allowed',
    having: ({ options }) => options.aspectRatio?.values?.includes('21:9') === true,
    start: (facts) => refusing(facts, 'aspect_ratio', '21:9'),
  },
  'several-images-refused': {
    about: 'More than one image is refused.',
    caughtBy: 'validation.allowed',
    having: takes('count'),
    start: (facts) => refusing(facts, 'num_images', facts.descriptor.options.count?.max),
  },
  'fields-in-camel-case': {
    about: 'A refusal names the fields of a body in other words than the body.',
    caughtBy: 'validation.maximum',
    dialects: ['fal-queue'],
    start: () =>
      onReply('submit', 422, (reply) =>
        withJson(
          reply,
          JSON.parse(textOf(reply).replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())),
        ),
      ),
  },
  'png-by-default': {
    about: 'A PNG comes where no file type was asked for.',
    caughtBy: 'result.default-format',
    having: (descriptor) => inline(descriptor) && descriptor.options.format?.required !== true,
    start: (facts) => byDefault(facts, { output_format: 'png' }),
  },
  'two-by-default': {
    about: 'Two images come where no number was asked for.',
    caughtBy: 'result.default-count',
    having: (descriptor) => inline(descriptor) && takes('count')(descriptor),
    start: (facts) => byDefault(facts, { num_images: 2 }),
  },
  'inline-by-default': {
    about: 'The result carries the image itself where nobody asked for that.',
    caughtBy: 'result.image-urls',
    having: inline,
    start: (facts) => byDefault(facts, { sync_mode: true }),
  },
  'inline-mislabelled': {
    about: 'The image inside a result is called a WebP.',
    caughtBy: 'result.sync-mode',
    having: inline,
    start: () =>
      onReply('result', 200, (reply) => ({
        ...reply,
        body: bytesOf(textOf(reply).replaceAll(/data:image\/\w+/g, 'data:image/webp')),
      })),
  },
  'second-size-wrong': {
    about: 'Only the first of several images has the size that is told.',
    caughtBy: 'result.declared-sizes',
    dialects: ['fal-queue'],
    start: () =>
      onReply('result', 200, (reply) => {
        const text = textOf(reply)
        const at = text.lastIndexOf('"width":')
        return text.split('"width":').length < 3
          ? undefined
          : { ...reply, body: bytesOf(`${text.slice(0, at)}${text.slice(at).replace(/\d+/, '7')}`) }
      }),
  },
  'size-nothing': {
    about: 'Every image is told to be nothing wide.',
    caughtBy: 'result.declared-size',
    dialects: ['fal-queue'],
    start: () =>
      onReply('result', 200, (reply) => ({
        ...reply,
        body: bytesOf(textOf(reply).replaceAll(/"width":\d+/g, '"width":0')),
      })),
  },
  'breaks-on-bad-image': {
    about: 'An image that nobody can load breaks the server.',
    caughtBy: 'result.failure',
    dialects: ['fal-queue'],
    start: () => onReply('result', 422, (reply) => ({ ...reply, status: 500 })),
  },
  'bad-image-moderated': {
    about: 'An image that nobody can load is said to have been flagged.',
    caughtBy: 'result.failure',
    dialects: ['fal-queue'],
    start: () =>
      onReply('result', 422, (reply) => ({
        ...reply,
        body: bytesOf(textOf(reply).replaceAll('image_load_error', 'content_policy_violation')),
      })),
  },
  'canceled-empty': {
    about: 'A job that was canceled has a result without images.',
    caughtBy: 'cancel.result',
    having: offers('cancel'),
    dialects: ['fal-queue'],
    start: () => onReply('result', 499, (reply) => ({ ...withJson(reply, { images: [] }), status: 200 })),
  },
  'cancel-without-key': {
    about: 'Whoever knows the id of a job can ask to cancel it.',
    caughtBy: 'auth.foreign-job',
    having: offers('cancel'),
    start: (facts) => keyless(facts, 'cancel'),
  },
  'stream-without-key': {
    about: 'Whoever knows the id of a job can listen to its stream.',
    caughtBy: 'auth.foreign-job',
    having: offers('stream'),
    start: (facts) => keyless(facts, 'stream'),
  },
  'stream-forms-missing': {
    about: 'The stream of a job is at one of the paths of the contract only.',
    caughtBy: 'paths.forms',
    having: offers('stream'),
    start: () => ({
      instead: ({ operation, request }) =>
        operation === 'stream' && request.url.includes('/kontext/')
          ? {
              status: 404,
              headers: { 'content-type': 'application/json' },
              body: bytesOf('{"status":"NOT_FOUND"}'),
            }
          : undefined,
    }),
  },
  'latin-bytes': {
    about: 'Answers are in Latin-1, and do not say so.',
    caughtBy: 'content-types.answers',
    start: () => ({
      reply: (reply) => {
        if (typeof jsonOf(reply) !== 'object') return undefined
        const body = Uint8Array.from(bytesOf(textOf(reply).replace(/[a-z]"/i, '\u0000"')), (byte) =>
          byte === 0 ? 0xe9 : byte,
        )
        return { ...reply, body }
      },
    }),
  },
}

/** A value that the contract allows is refused as if it were none. */
function refusing({ descriptor }: Facts, field: string, value: unknown): Changes {
  return {
    request: ({ operation, request }) =>
      operation === 'submit' && editFields(request, descriptor.dialect)[field] === value
        ? withEditFields(request, descriptor.dialect, () => ({ [field]: { not: 'this' } }))
        : undefined,
  }
}

/** What an edit leaves out is set; what is no edit is refused as ever. */
function byDefault({ descriptor, contract }: Facts, given: JsonRecord): Changes {
  return {
    request: ({ operation, request, path }) =>
      operation === 'submit' && brokenConstraints(contract, request, path).length === 0
        ? withEditFields(request, descriptor.dialect, (fields) =>
            Object.keys(given).some((name) => name in fields) ? undefined : given,
          )
        : undefined,
  }
}

/** A request about a job that is there is read as if it had the key. */
function keyless(facts: Facts, about: 'cancel' | 'stream'): Changes {
  const notes = createJobNotes(facts)
  let key: string | undefined
  return {
    reply: (reply, asked) => {
      notes.note(reply, asked)
      const { authorization } = asked.request.headers
      if (asked.operation === 'submit' && reply.status < 300) key = authorization
      return undefined
    },
    request: ({ operation, request, jobId = '' }) =>
      operation === about &&
      key !== undefined &&
      notes.isKnown(jobId) &&
      request.headers['authorization'] !== key
        ? { ...request, headers: { ...request.headers, authorization: key } }
        : undefined,
  }
}
