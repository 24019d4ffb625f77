import { askedBy, onAnswer, onEdit, onHeaders, onJson, onStatus, withOwnKey } from './layers.ts'
import {
  abroad,
  echo,
  forgetful,
  halved,
  images,
  once,
  redirected,
  renamed,
  rising,
  waiting,
  without,
} from './changes.ts'
import { json, type Layer } from './world.ts'

/** One thing done other than the contract says, and the cases that must tell. */
export interface Plant {
  readonly name: string
  readonly layer: Layer
  readonly tells: readonly string[]
}

type Row = readonly [name: string, layer: Layer, ...tells: readonly string[]]

/** Planted by somebody who had not seen the mutants of the mock. */
export const plants: readonly Plant[] = [...asked(), ...told(), ...made(), ...kept()].map(
  ([name, layer, ...tells]) => ({ name, layer, tells }),
)

/** Who may ask, and how refusals are told. */
function asked(): readonly Row[] {
  const is = askedBy
  return [
    [
      'tells statuses to anybody',
      withOwnKey((one) => is(one) === 'status'),
      'auth.read-no-key',
      'auth.foreign-job',
    ],
    ['takes edits of anybody', withOwnKey((one) => is(one) === 'submit'), 'auth.no-key', 'auth.wrong-key'],
    [
      'shows results to who knows the id',
      withOwnKey((one, known) => known && is(one) === 'result'),
      'auth.foreign-job',
    ],
    ['cancels for anybody', withOwnKey((one) => is(one) === 'cancel'), 'auth.read-no-key'],
    ['repeats the key in a header', onHeaders('status', echo), 'answers.no-key'],
    [
      'repeats the key in refusals',
      onJson('submit', (body, status, { headers }) =>
        status < 400 ? body : { ...body, sent: Object.fromEntries(headers) },
      ),
      'answers.no-key',
    ],
    [
      'does not say where a mistake is',
      onJson('submit', (body, status) => (status === 422 ? { detail: 'Unprocessable Entity' } : body)),
      'validation.required',
      'content-types.charset',
    ],
    [
      'calls JSON a page',
      onHeaders('status', (headers) => headers.set('content-type', 'text/html')),
      'content-types.answers',
      'answers.status',
    ],
    ['breaks at unknown ids', onStatus('status', 404, 500), 'unknown-job.status', 'unknown-job.odd-id'],
    ['sends submits elsewhere', redirected('submit', 307), 'paths.models', 'lifecycle.submit'],
    ['sends looks elsewhere', redirected('status', 302), 'paths.follow-up', 'answers.status'],
  ]
}

/** What tickets and statuses say. */
function told(): readonly Row[] {
  return [
    [
      'has a word of its own',
      onJson('status', renamed('IN_QUEUE', 'QUEUED')),
      'lifecycle.words',
      'answers.status',
    ],
    ['lets positions rise', rising(), 'lifecycle.position'],
    ['leaves its upstream in tickets', onJson('submit', abroad), 'lifecycle.ticket-urls'],
    ['says that all has ended with 202', onStatus('status', 200, 202), 'answers.status'],
    ['knows no job before its end', onStatus('result', 400, 404), 'lifecycle.early-result'],
    [
      'lets caches keep statuses',
      onHeaders('status', (headers) => headers.set('cache-control', 'public, max-age=3600')),
      'lifecycle.fresh',
    ],
    ['keeps its log lines', onJson('status', (body) => ({ ...body, logs: null })), 'lifecycle.logs'],
    [
      'names another job',
      onJson('status', (body) => ({
        ...body,
        ...(body['request_id'] === undefined ? {} : { request_id: 'another' }),
      })),
      'lifecycle.same-job',
    ],
    ['never says that a job runs', onJson('status', waiting), 'lifecycle.running'],
    ['forgets jobs that are canceled', forgetful(), 'cancel.queued-stops'],
    ['answers a cancel with 200', onStatus('cancel', 202, 200), 'answers.cancel'],
    ['has no streams', onAnswer('stream', () => json(404, { detail: 'Path not found' })), 'stream.opens'],
    [
      'ends streams early',
      onAnswer('stream', async (answer) => {
        const [first = ''] = (await answer.text()).split('\n\n')
        return answer.status === 200 ? new Response(`${first}\n\n`, { headers: answer.headers }) : answer
      }),
      'stream.ends',
    ],
  ]
}

/** What edits come out as. */
function made(): readonly Row[] {
  return [
    ['makes JPEG of all', onEdit((fields) => without(fields, 'output_format')), 'result.format'],
    [
      'makes squares of all',
      onEdit((fields) => without(fields, 'aspect_ratio')),
      'result.ratio',
      'result.ratio-portrait',
    ],
    ['makes one image of two', onEdit((fields) => ({ ...fields, num_images: 1 })), 'result.count'],
    ['has a seed of its own', onEdit((fields) => ({ ...fields, seed: 7 })), 'result.seed-told'],
    ['knows no sync mode', onEdit((fields) => without(fields, 'sync_mode')), 'result.sync-mode'],
    ['tells a size that is none', images((image) => ({ ...image, width: 640 })), 'result.declared-size'],
    [
      'tells a type that is none',
      images((image) => ({ ...image, content_type: 'image/gif' })),
      'result.declared-type',
    ],
    [
      'brings no images',
      onJson('result', (body, status) => (status === 200 ? { ...body, images: [] } : body)),
      'result.images',
    ],
    [
      'has plain links',
      images((image) => ({ ...image, url: image.url.replace('https:', 'http:') })),
      'result.image-urls',
    ],
    ['brings the same image twice', images((_image, all) => all[0] ?? {}), 'result.count'],
    [
      'blames the prompt for the image',
      onJson('result', (body, status) =>
        status === 422
          ? { detail: [{ loc: ['body', 'prompt'], msg: 'bad', type: 'image_load_error' }] }
          : body,
      ),
      'result.failure-field',
    ],
  ]
}

/** What is there again. */
function kept(): readonly Row[] {
  return [
    ['wants a key for images', onAnswer('image', () => json(401, { detail: 'no key' })), 'result.fetch'],
    ['breaks images off', onAnswer('image', halved), 'result.fetch'],
    ['shows an image once', once('image', 200), 'result.later-image'],
    ['shows a result once', once('result', 200), 'result.later'],
  ]
}
