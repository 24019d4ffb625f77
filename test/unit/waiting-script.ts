import { createKontext, type CallOptions, type KontextOptions } from '../../src/kontext.ts'
import { fal } from './descriptors.ts'
import { answer, falResult, falTicket } from './scripted-fetch.ts'
import { createSimulatedClock } from './simulated-clock.ts'
import { streamingFal } from './simulated-fal.ts'

export const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }

/** The result of a job that has not ended. */
export const tooEarly = () => answer(400, { detail: 'Request is still in progress' })

/** The result of a job that has. */
export const done = () => answer(200, falResult)

/** What may be answered. */
export type Answers = readonly ((signal: AbortSignal) => Response | Promise<Response> | Error)[]
/** What is answered to each operation, in order; the last is repeated. */
export type Script = Partial<Record<'status' | 'result' | 'stream' | 'other', Answers>>

/** A client whose provider answers each operation by its own script; every answer takes 10 ms. */
export function setUp(
  script: Script,
  options: KontextOptions & { ticket?: object; provider?: 'stream' } = {},
) {
  const clock = createSimulatedClock()
  const asked: string[] = []
  const times: number[] = []
  const counts = new Map<string, number>()
  const { ticket = falTicket(), provider, ...rest } = options
  const send: typeof fetch = async (request, init) => {
    const { method, url } = new Request(request, init)
    const signal = init?.signal ?? new AbortController().signal
    const { pathname } = new URL(url)
    const known = pathname.startsWith('/fal-ai/flux-pro/requests/job-1')
    const name = method === 'POST' ? 'submit' : !known ? 'other' : nameOf(pathname)
    asked.push(name === 'other' ? pathname : name)
    times.push(clock.now())
    await clock.sleep(10, signal)
    if (name === 'submit') return answer(200, ticket)
    const answers = script[name] ?? [() => answer(404)]
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    const reply = await (answers[count] ?? answers.at(-1))?.(signal)
    if (reply instanceof Response) return reply
    throw reply ?? new Error('nothing to answer')
  }
  const make = provider === 'stream' ? streamingFal : fal
  const kontext = createKontext(make({ apiKey: 'k-12345' }), {
    fetch: send,
    clock,
    random: () => 0.5,
    ...rest,
  })
  const edit = (call?: CallOptions) => clock.run(kontext.edit(input, call))
  return { clock, kontext, edit, asked, times, took: () => clock.now() - 1_700_000_000_000 }
}

function nameOf(pathname: string): 'status' | 'result' | 'stream' {
  if (pathname.endsWith('/stream')) return 'stream'
  return pathname.endsWith('/status') ? 'status' : 'result'
}
