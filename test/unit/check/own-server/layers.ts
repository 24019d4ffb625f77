import type { Layer } from './world.ts'

export type Asked = 'cancel' | 'image' | 'result' | 'status' | 'stream' | 'submit'
type Body = Readonly<Record<string, unknown>>

/** What a request asks for. */
export function askedBy({ method, url }: Request): Asked {
  const { pathname } = new URL(url)
  if (pathname.startsWith('/files/')) return 'image'
  if (method === 'POST') return 'submit'
  if (method === 'PUT') return 'cancel'
  if (pathname.endsWith('/stream')) return 'stream'
  return pathname.endsWith('/status') ? 'status' : 'result'
}

/** Changes the answers to some requests. */
export function onAnswer(
  asked: Asked | 'all',
  change: (answer: Response, request: Request) => Promise<Response> | Response,
): Layer {
  return async (request, next) => {
    const answer = await next(request)
    return asked === 'all' || askedBy(request) === asked ? change(answer, request) : answer
  }
}

/** Changes the JSON of the answers to some requests; integers beyond 2^53 stay as they are. */
export function onJson(
  asked: Asked | 'all',
  change: (body: Body, status: number, request: Request) => object,
): Layer {
  return onAnswer(asked, async (answer, request) => {
    if (answer.headers.get('content-type')?.includes('json') !== true || request.url.includes('jwks'))
      return answer
    const text = (await answer.text()).replace(/"seed":(\d+)/, '"seed":"#$1"')
    const body = JSON.parse(text) as Body
    const made = JSON.stringify(change(body, answer.status, request)).replace(/"#(\d+)"/, '$1')
    return new Response(made, { status: answer.status, headers: answer.headers })
  })
}

/** Changes the headers of the answers to some requests. */
export function onHeaders(asked: Asked | 'all', change: (headers: Headers, request: Request) => void): Layer {
  return onAnswer(asked, ({ body, status, headers: given }, request) => {
    const headers = new Headers(given)
    change(headers, request)
    return new Response(body, { status, headers })
  })
}

/** Gives answers another status. */
export function onStatus(asked: Asked, from: number, to: number): Layer {
  return onAnswer(asked, (answer) =>
    answer.status === from ? new Response(answer.body, { status: to, headers: answer.headers }) : answer,
  )
}

/** Changes the fields of valid edits before the server sees them. */
export function onEdit(change: (fields: Body) => object): Layer {
  return async (request, next) => {
    const text = askedBy(request) === 'submit' ? await request.clone().text() : ''
    if (!text.includes('"image_url":"data:')) return next(request)
    const body = JSON.stringify(change(JSON.parse(text) as Body))
    return next(new Request(request.url, { method: 'POST', headers: request.headers, body }))
  }
}

/** Lets some requests in with the key of the owner. */
export function withOwnKey(isMeant: (request: Request, isKnown: boolean) => boolean): Layer {
  return (request, next, { jobs, key }) => {
    const isKnown = [...jobs.keys()].some((id) => request.url.includes(id))
    if (!isMeant(request, isKnown)) return next(request)
    const headers = new Headers(request.headers)
    headers.set('authorization', `Key ${key}`)
    return next(new Request(request, { headers }))
  }
}
