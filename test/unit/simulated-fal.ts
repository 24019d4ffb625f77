import { createKontext, type KontextOptions } from '../../src/kontext.ts'
import { defineProvider } from '../../src/provider.ts'
import { falDescriptor } from './descriptors.ts'
import { falResult, falTicket } from './scripted-fetch.ts'
import type { SimulatedClock } from './simulated-clock.ts'

const stream = { method: 'GET', path: '/fal-ai/flux-pro/requests/{request_id}/status/stream' } as const

/** fal with its stream of statuses. */
export const streamingFal = defineProvider<typeof falDescriptor, object>({
  ...falDescriptor,
  operations: { ...falDescriptor.operations, stream },
} as typeof falDescriptor)

/** A job as the provider has it. */
export interface SimulatedJob {
  readonly readyAt: number
  readonly runsAt: number
}

/** One request as it left the client. */
export interface SimulatedRequest {
  readonly at: number
  readonly operation: 'submit' | 'status' | 'stream' | 'result'
  readonly job: string
}

/** How the provider behaves. */
export interface SimulatedFalOptions {
  /** Half of it before a request is handled, half after. */
  readonly roundTripMs?: number
  /** From the submit to the result, per job. */
  readonly durationMs: () => number
  /** The part of it before the job runs. */
  readonly queueMs?: number
  /** Milliseconds after the submit in which the stream answers 404. */
  readonly youngMs?: number
  /** The stream stays open after COMPLETED. */
  readonly lingers?: boolean
  /** @default 5_000 */
  readonly pingMs?: number
}

/** fal as a fetch on a simulated clock, and everything that was asked of it. */
export function simulateFal(clock: SimulatedClock, options: SimulatedFalOptions) {
  const { roundTripMs = 100, durationMs, queueMs = 0, youngMs = 0, lingers = false, pingMs = 5_000 } = options
  const jobs = new Map<string, SimulatedJob>()
  const requests: SimulatedRequest[] = []
  let openStreams = 0

  const answer = (operation: SimulatedRequest['operation'], id: string, signal: AbortSignal): Response => {
    const now = clock.now()
    if (operation === 'submit') {
      jobs.set(id, { runsAt: now + queueMs, readyAt: now + durationMs() })
      return Response.json(falTicket(id))
    }
    const job = jobs.get(id) ?? { runsAt: Infinity, readyAt: Infinity }
    const status = () => {
      const at = clock.now()
      if (at >= job.readyAt) return { status: 'COMPLETED' }
      return at >= job.runsAt ? { status: 'IN_PROGRESS' } : { status: 'IN_QUEUE', queue_position: 1 }
    }
    if (operation === 'status') return Response.json(status())
    if (operation === 'result') {
      if (now >= job.readyAt) return Response.json(falResult)
      return Response.json({ detail: 'Request is still in progress' }, { status: 400 })
    }
    if (now < job.readyAt - (job.readyAt - job.runsAt) - queueMs + youngMs)
      return new Response('', { status: 404 })
    return new Response(events(job, status, signal), { headers: { 'content-type': 'text/event-stream' } })
  }

  const events = (
    job: SimulatedJob,
    status: () => object,
    signal: AbortSignal,
  ): ReadableStream<Uint8Array> => {
    const stops: (() => void)[] = []
    openStreams++
    const end = () => {
      for (const stop of stops.splice(0)) stop()
      openStreams--
    }
    return new ReadableStream({
      start: (controller) => {
        const send = (text: string) => controller.enqueue(new TextEncoder().encode(text))
        const tell = () => send(`data: ${JSON.stringify(status())}\n\n`)
        const ping = () => {
          send(': ping\n\n')
          stops.push(clock.after(pingMs, ping))
        }
        tell()
        stops.push(clock.after(pingMs, ping))
        if (job.runsAt > clock.now()) stops.push(clock.after(job.runsAt - clock.now(), tell))
        stops.push(
          clock.after(Math.max(0, job.readyAt - clock.now()), () => {
            tell()
            if (lingers) return
            end()
            controller.close()
          }),
        )
        signal.addEventListener('abort', () => {
          if (stops.length === 0) return
          end()
          controller.error(signal.reason)
        })
      },
    })
  }

  let submits = 0
  const send: typeof fetch = async (input, init) => {
    const { method, url } = new Request(input, init)
    // Not that of the Request: it may be collected with it, and abort nothing then.
    const signal = init?.signal ?? new AbortController().signal
    const { pathname } = new URL(url)
    const id = /\/requests\/([^/]+)/.exec(pathname)?.[1] ?? `job-${String(submits++)}`
    const operation = method === 'POST' ? 'submit' : operationOf(pathname)
    requests.push({ at: clock.now(), operation, job: id })
    await clock.sleep(roundTripMs / 2, signal)
    const response = answer(operation, id, signal)
    await clock.sleep(roundTripMs / 2, signal)
    return response
  }
  const connect = (more: KontextOptions = {}) =>
    createKontext(streamingFal({ apiKey: 'k-12345' }), { fetch: send, clock, random: () => 0.5, ...more })
  return { jobs, requests, connect, openStreams: () => openStreams }
}

function operationOf(pathname: string): 'status' | 'stream' | 'result' {
  if (pathname.endsWith('/stream')) return 'stream'
  return pathname.endsWith('/status') ? 'status' : 'result'
}
