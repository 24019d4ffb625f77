import { askedBy, onAnswer, onJson } from './layers.ts'
import { json, type Layer } from './world.ts'

export function without(fields: Readonly<Record<string, unknown>>, name: string): object {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name))
}

type Image = Readonly<Record<string, unknown>> & { readonly url: string }

export function images(change: (image: Image, all: readonly Image[]) => object): Layer {
  return onJson('result', (body) => {
    const { images: given } = body
    if (!Array.isArray(given)) return body
    const all: readonly Image[] = given
    return { ...body, images: all.map((image) => change(image, all)) }
  })
}

export function echo(headers: Headers, request: Request): void {
  headers.set('x-authorized-as', request.headers.get('authorization') ?? 'nobody')
}

export function renamed(from: string, to: string) {
  return (body: Readonly<Record<string, unknown>>) =>
    body['status'] === from ? { ...body, status: to } : body
}

export function waiting(body: Readonly<Record<string, unknown>>): object {
  return body['status'] === 'IN_PROGRESS' ? { ...body, status: 'IN_QUEUE', queue_position: 0 } : body
}

export function rising(): Layer {
  let ahead = 0
  return onJson('status', (body) =>
    body['status'] === 'IN_QUEUE' ? { ...body, queue_position: (ahead += 1) } : body,
  )
}

export function abroad(body: object): object {
  return JSON.parse(JSON.stringify(body).replaceAll('queue.own.example', 'queue.fal.run')) as object
}

export function redirected(from: 'status' | 'submit', status: number): Layer {
  return (request, next) => {
    const isMeant = askedBy(request) === from && request.headers.has('authorization')
    const location = request.url.replace('queue.', 'other.')
    return isMeant ? Promise.resolve(new Response(null, { status, headers: { location } })) : next(request)
  }
}

export function forgetful(): Layer {
  return async (request, next, { jobs }) => {
    const answer = await next(request)
    for (const job of jobs.values()) delete job.canceledMs
    return answer
  }
}

export async function halved(answer: Response): Promise<Response> {
  const bytes = await answer.arrayBuffer()
  return new Response(bytes.slice(0, bytes.byteLength >> 1), { headers: answer.headers })
}

export function once(what: 'image' | 'result', status: number): Layer {
  const shown = new Set<string>()
  return onAnswer(what, (answer, { url }) => {
    if (answer.status !== status) return answer
    if (shown.has(url)) return json(404, { status: 'NOT_FOUND' })
    shown.add(url)
    return answer
  })
}
