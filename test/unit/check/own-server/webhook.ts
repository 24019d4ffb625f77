import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { endOf, type Job } from './job.ts'
import { outcomeOf } from './outcome.ts'
import type { World } from './world.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')

/** The keys this server publishes. */
export const publishedKeys = { keys: [publicKey.export({ format: 'jwk' })] }

/** Tells of the end of a job once it is there, signed as fal signs. (fal.ai/docs, webhooks) */
export async function tellEnd(job: Job, world: World): Promise<void> {
  const { clock } = world
  while (clock.now() < endOf(job, world)) await clock.sleep(endOf(job, world) - clock.now())
  const end = outcomeOf(job, world)
  const status = end.ok ? 'OK' : 'ERROR'
  // By hand: a seed may be beyond 2^53.
  const body = `{"request_id":"${job.id}","gateway_request_id":"${job.id}","status":"${status}","payload":${await end.text()}}`
  const stamp = String(Math.floor(clock.now() / 1_000))
  const hash = createHash('sha256').update(body).digest('hex')
  const signature = sign(null, Buffer.from([job.id, 'user-1', stamp, hash].join('\n')), privateKey)
  const headers = {
    'content-type': 'application/json',
    'x-fal-webhook-request-id': job.id,
    'x-fal-webhook-user-id': 'user-1',
    'x-fal-webhook-timestamp': stamp,
    'x-fal-webhook-signature': signature.toString('hex'),
  }
  world.tell(headers, body)
}
