/** One request as the script saw it. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
  readonly redirect: string
}

/** What the script answers: a response, a JSON body, or an error to throw. */
export type Reply = Response | Error | object | Script

type Script = (seen: Seen) => Response | Promise<Response>

/** Whether a reply is made when it is asked for. */
export function isScript(reply: Reply | undefined): reply is Script {
  return typeof reply === 'function'
}

/** A fetch that answers from a list, in order; the last reply is repeated. */
export function scriptedFetch(...replies: Reply[]) {
  const seen: Seen[] = []
  const run = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const one: Seen = {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: await request.text(),
      redirect: request.redirect,
    }
    seen.push(one)
    const reply = replies[Math.min(seen.length, replies.length) - 1]
    if (reply instanceof Error) throw reply
    if (reply instanceof Response) return reply.clone()
    if (isScript(reply)) return reply(one)
    return Response.json(reply)
  }
  return { fetch: run, seen, posts: () => seen.filter(({ method }) => method === 'POST') }
}

/** An answer with a status. */
export function answer(
  status: number,
  body: object | string = {},
  headers: Record<string, string> = {},
): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Response(text, { status, headers })
}

/** What fetch throws when a connection fails with this code. */
export function connectionError(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`x ${code}`), { code }) })
}

/** A fal ticket whose URLs name fal's own host, as relays pass them on. */
export function falTicket(id = 'job-1') {
  const base = `https://queue.fal.run/fal-ai/flux-pro/requests/${id}`
  return {
    status: 'IN_QUEUE',
    request_id: id,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
    queue_position: 0,
  }
}

/** A fal result with one image. */
export const falResult = { images: [{ url: 'https://fal.media/files/a.jpg', width: 8, height: 8 }], seed: 42 }

/** The start of a JPEG. */
export const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1])
