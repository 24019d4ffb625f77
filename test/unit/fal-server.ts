import {
  answer,
  falResult,
  falTicket,
  isScript,
  scriptedFetch,
  type Reply,
  type Seen,
} from './scripted-fetch.ts'

/** What each route answers, in order; the last answer is repeated. */
export interface FalCourse {
  readonly submit?: readonly Reply[]
  readonly status?: readonly Reply[]
  readonly result?: readonly Reply[]
  readonly cancel?: readonly Reply[]
}

/** What fal says of the result of a job that runs. */
export const tooEarly = answer(400, { detail: 'Request is still in progress' })

/** A job that runs and never ends. */
export const endless = { status: [{ status: 'IN_PROGRESS' }], result: [tooEarly] } satisfies FalCourse

/** A fetch that plays one job at fal, by route: how often and in which order it is asked does not matter. */
export function falServer({
  submit = [falTicket()],
  status = [{ status: 'COMPLETED' }],
  result = [falResult],
  cancel = [answer(202, { status: 'CANCELLATION_REQUESTED' })],
}: FalCourse = {}) {
  const routes = { POST: [...submit], status: [...status], result: [...result], PUT: [...cancel] }
  const next = (list: Reply[]) => (list.length > 1 ? list.shift() : list[0])
  const script = scriptedFetch((seen: Seen) => {
    const path = new URL(seen.url).pathname
    const get = path.endsWith('/status') ? 'status' : 'result'
    const reply = next(routes[seen.method === 'POST' || seen.method === 'PUT' ? seen.method : get])
    if (reply instanceof Error) throw reply
    if (reply instanceof Response) return reply.clone()
    return isScript(reply) ? reply(seen) : Response.json(reply)
  })
  const asked = () =>
    script.seen.map(
      ({ method, url }) => `${method} ${new URL(url).pathname.replace(/^.*\/requests\/[^/]+/, '')}`,
    )
  return { ...script, asked, cancels: () => script.seen.filter(({ method }) => method === 'PUT') }
}
