import { aheadOf, endOf, stageOf, type Job } from './job.ts'
import { outcomeOf } from './outcome.ts'
import { detail, json, type World } from './world.ts'

/** Answers what is asked about one job, by what stands behind its id in the path. */
export function aboutJob(job: Job, { url, world }: { readonly url: URL; readonly world: World }): Response {
  const logged = /^(1|true)$/.test(url.searchParams.get('logs') ?? '')
  if (url.pathname.endsWith('/cancel')) return cancel(job, world)
  if (url.pathname.endsWith('/stream')) return stream(job, { world, logged })
  if (url.pathname.endsWith('/status')) {
    const status = statusOf(job, { world, logged })
    return json(status.status === 'COMPLETED' ? 200 : 202, status)
  }
  if (stageOf(job, world, world.clock.now()) !== 'ended') return detail(400, 'Request is still in progress')
  return outcomeOf(job, world)
}

/** The addresses of a job, which its ticket and its statuses carry. */
export function addressesOf({ id }: Job, { api }: World) {
  const at = `${api}/fal-ai/flux-pro/requests/${id}`
  return { request_id: id, response_url: at, status_url: `${at}/status`, cancel_url: `${at}/cancel` }
}

interface Telling {
  readonly world: World
  readonly logged: boolean
}

function statusOf(job: Job, { world, logged }: Telling) {
  const now = world.clock.now()
  const named = addressesOf(job, world)
  const logs = logged ? [{ message: 'Editing', level: 'INFO', source: 'USER', timestamp: String(now) }] : null
  switch (stageOf(job, world, now)) {
    case 'waits':
      return { status: 'IN_QUEUE', ...named, queue_position: aheadOf(job, world, now) }
    case 'runs':
      return { status: 'IN_PROGRESS', ...named, logs: logs === null ? null : [] }
    case 'ended':
      return { status: 'COMPLETED', ...named, logs, metrics: { inference_time: world.runsMs / 1_000 } }
  }
}

/** An event at each change, comments in between; ends after COMPLETED. */
function stream(job: Job, telling: Telling): Response {
  const { clock, ...pace } = telling.world
  const encoder = new TextEncoder()
  let said = ''
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (said !== '') {
        await clock.sleep(Math.max(1, Math.min(500, endOf(job, pace) - clock.now())))
        controller.enqueue(encoder.encode(': ping\n\n'))
      }
      const status = statusOf(job, telling)
      const text = JSON.stringify(status)
      if (text !== said) controller.enqueue(encoder.encode(`data: ${text}\n\n`))
      said = text
      if (status.status === 'COMPLETED') controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
}

function cancel(job: Job, world: World): Response {
  const now = world.clock.now()
  if (stageOf(job, world, now) === 'ended') return json(400, { status: 'ALREADY_COMPLETED' })
  job.canceledMs = now
  return json(202, { status: 'CANCELLATION_REQUESTED' })
}
