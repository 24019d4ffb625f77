import type { Way } from './check-own.ts'
import { askedBy, onAnswer, onHeaders, onJson } from './layers.ts'
import { json, type Layer } from './world.ts'

/** What servers do in other ways, each as its contract leaves it free: nothing of it may be called a deviation. */
export const variants: Readonly<Record<string, Way>> = {
  'does the least': {},
  'has fields nobody documented': {
    layers: [onJson('all', (body) => ({ ...body, extra: { a: [1, null] } }))],
  },
  'writes its fields in another order': {
    layers: [onJson('all', (body) => Object.fromEntries(Object.entries(body).reverse()))],
  },
  'sends headers of proxies': {
    layers: [
      onHeaders('all', (headers) => {
        headers.set('access-control-allow-origin', '*')
        headers.set('set-cookie', 'lb=1; path=/')
        headers.set('x-fal-served-from', 'eu-west')
        headers.set('cache-control', 'private, no-cache')
      }),
    ],
  },
  'names its charset': {
    layers: [
      onHeaders('all', (headers) => {
        if (headers.get('content-type') === 'application/json')
          headers.set('content-type', 'Application/JSON;charset="UTF-8"')
      }),
    ],
  },
  'has ended before the first look': { world: { waitsMs: 0, runsMs: 0 } },
  'runs at once': { world: { waitsMs: 0, runsMs: 3_000 } },
  'runs for an instant': { world: { waitsMs: 3_000, runsMs: 50 } },
  'takes minutes': { world: { waitsMs: 90_000, runsMs: 60_000 } },
  'has no position beyond the queue': {
    layers: [
      onJson('status', (body) => (body['status'] === 'IN_QUEUE' ? body : { ...body, queue_position: null })),
    ],
  },
  'answers a submit with an id alone': {
    layers: [
      onJson('submit', ({ status, request_id: id, ...rest }) =>
        id === undefined ? rest : { status, request_id: id },
      ),
    ],
  },
  'names the whole path of the model in its addresses': {
    layers: [
      onJson('submit', (body, _status, { url }) => {
        const path = new URL(url).pathname.replace('/fal-ai/', '')
        return JSON.parse(JSON.stringify(body).replaceAll('flux-pro/requests', `${path}/requests`)) as object
      }),
    ],
  },
  'tells nothing of its images': {
    layers: [
      onJson('result', ({ images, prompt, ...rest }) =>
        Array.isArray(images)
          ? { images: images.map(({ url }: { url: string }) => ({ url, content_type: null })), prompt: '' }
          : { ...rest, ...(prompt === undefined ? {} : { prompt }) },
      ),
    ],
  },
  'serves images as bytes': {
    layers: [onHeaders('image', (headers) => headers.set('content-type', 'application/octet-stream'))],
  },
  'signs its links anew': { layers: [signedLinks()] },
  'opens streams a little later': { layers: [lateStreams()] },
  'writes events with everything the format allows': {
    layers: [
      onAnswer('stream', async (answer) => {
        if (answer.status !== 200) return answer
        const events = (await answer.text()).replaceAll('data: ', 'event: status\nid: 7\ndata:')
        const text = `: hello\n\nretry: 100\n\n${events}`.replaceAll('\n', '\r\n')
        return new Response(text, { headers: answer.headers })
      }),
    ],
  },
  'tells its errors with more than the contract has': {
    layers: [
      onJson('all', (body, status) =>
        status < 400 ? body : { ...body, request_id: 'r', docs: 'https://x' },
      ),
    ],
  },
  'names one mistake at a time': {
    layers: [
      onJson('submit', (body) => {
        const { detail } = body
        return Array.isArray(detail) ? { detail: detail.slice(0, 1) as unknown[] } : body
      }),
    ],
  },
  'knows ids by their form': { layers: [idsByForm()] },
  'takes a request to cancel without a word': {
    layers: [
      onAnswer('cancel', (answer) => (answer.status === 202 ? new Response(null, { status: 204 }) : answer)),
    ],
  },
}

function signedLinks(): Layer {
  let count = 0
  return onJson('result', (body) => {
    const { images } = body
    if (!Array.isArray(images)) return body
    const signed = images.map((image: { url: string }) =>
      image.url.startsWith('https:') ? { ...image, url: `${image.url}?signature=${(count += 1)}` } : image,
    )
    return { ...body, images: signed }
  })
}

/** Of a job a few hundred milliseconds old there is no stream yet. */
function lateStreams(): Layer {
  return async (request, next, { jobs, clock }) => {
    const answer = await next(request)
    const job = [...jobs.values()].find(({ id }) => request.url.includes(id))
    const isYoung = job !== undefined && clock.now() < job.bornMs + 900
    return isYoung && askedBy(request) === 'stream' ? json(405, { detail: 'Method Not Allowed' }) : answer
  }
}

function idsByForm(): Layer {
  return async (request, next) => {
    const [, id = ''] = /\/requests\/([^/?]+)/.exec(request.url) ?? []
    const answer = await next(request)
    const isOdd = askedBy(request) === 'status' && !/^[0-9a-f-]{36}$/.test(id)
    if (!isOdd || answer.status !== 404) return answer
    const item = { type: 'uuid_parsing', loc: ['path', 'request_id'], msg: 'Input should be a valid UUID' }
    return json(422, { detail: [item] })
  }
}
