import { randomUUID } from 'node:crypto'
import { aboutJob, addressesOf } from './about-job.ts'
import { flawsOf } from './flaws.ts'
import type { Job } from './job.ts'
import { publishedKeys, tellEnd } from './webhook.ts'
import { detail, json, type Handler, type Layer, type World } from './world.ts'

const submitPaths = ['/fal-ai/flux-pro/kontext', '/fal-ai/flux-pro/kontext/max']
const jobPath =
  /^\/fal-ai\/flux-pro(?:\/kontext(?:\/max)?)?\/requests\/([^/]+)(?:\/(?:status|status\/stream|cancel|response))?$/

/**
 * A queue that speaks as fal's does, written from what is public about it and without a line of the mock: who tests the
 * suite with the mock alone tests two readings of one author.
 */
export function createOwnServer(world: World, layers: readonly Layer[] = []): Handler {
  const server: Handler = (request) => answer(request, world)
  return layers.reduceRight<Handler>((next, layer) => (request) => layer(request, next, world), server)
}

async function answer(request: Request, world: World): Promise<Response> {
  const url = new URL(request.url)
  if (url.origin === world.media) return file(url.pathname, world)
  if (url.pathname === '/.well-known/jwks.json') return json(200, publishedKeys)
  const isSubmit = submitPaths.includes(url.pathname)
  const [, id] = jobPath.exec(url.pathname) ?? []
  if (!isSubmit && id === undefined) return detail(404, `Path ${url.pathname} not found`)
  const verb = isSubmit ? 'POST' : url.pathname.endsWith('/cancel') ? 'PUT' : 'GET'
  if (request.method !== verb) return detail(405, 'Method Not Allowed')
  const refused = keyFault(request, world)
  if (refused !== undefined) return detail(401, refused)
  if (isSubmit) return submit(request, world)
  const job = world.jobs.get(id ?? '')
  const isOwn = job?.owner === request.headers.get('authorization')
  return job === undefined || !isOwn ? json(404, { status: 'NOT_FOUND' }) : aboutJob(job, { url, world })
}

function keyFault({ headers }: Request, { key }: World): string | undefined {
  const given = headers.get('authorization')
  if (given === null) return 'Authentication is required to access this application.'
  if (!given.startsWith('Key '))
    return "Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'."
  return given === `Key ${key}` ? undefined : 'No user found for Key ID and Secret'
}

async function submit(request: Request, world: World): Promise<Response> {
  const text = await request.text()
  const input = readBody(text, request.headers.get('content-type') ?? '')
  const flaws = flawsOf(input)
  if (flaws.length > 0 && world.looksInto === 'at once') return detail(422, flaws)
  const [, seed = '15860307465884635512'] = /"seed"\s*:\s*(\d+)/.exec(text) ?? []
  const owner = request.headers.get('authorization') ?? ''
  const job: Job = { id: randomUUID(), owner, input, seed, bornMs: world.clock.now() }
  world.jobs.set(job.id, job)
  if (new URL(request.url).searchParams.has('fal_webhook')) void tellEnd(job, world)
  const ticket = {
    status: 'IN_QUEUE',
    ...addressesOf(job, world),
    logs: null,
    metrics: {},
    queue_position: 2,
  }
  return json(200, ticket)
}

function readBody(text: string, type: string): unknown {
  if (!/^application\/json\s*(;|$)/i.test(type)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function file(path: string, { files }: World): Response {
  const found = files.get(path)
  if (found === undefined) return new Response('no such file', { status: 404 })
  return new Response(found.bytes, { headers: { 'content-type': found.type } })
}
