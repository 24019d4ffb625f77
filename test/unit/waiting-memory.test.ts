import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createKontext } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal } from './descriptors.ts'
import { reasonOf } from './failure-of.ts'
import { falTicket } from './scripted-fetch.ts'

const megabyte = 1_000_000
const jobs = 200

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

function heldMB(): number {
  if (typeof collect === 'function')
    for (let round = 0; round < 3; round++) Reflect.apply(collect, undefined, [])
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / megabyte
}

const photo = () => {
  const bytes = new Uint8Array(megabyte)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes
}
const forms: { name: string; image: () => Uint8Array | string | Blob | ReadableStream<Uint8Array> }[] = [
  { name: 'bytes', image: photo },
  { name: 'a data URI', image: () => `data:image/jpeg;base64,${Buffer.from(photo()).toString('base64')}` },
  { name: 'a Blob', image: () => new Blob([photo()]) },
  { name: 'a stream', image: () => new Blob([photo()]).stream() },
]

test.each(forms)(
  'two hundred jobs that wait hold none of their images, given as $name',
  async ({ image }) => {
    let sent = 0
    const clock = createFakeClock()
    const controller = new AbortController()
    const send: typeof fetch = (_input, init) => {
      sent += typeof init?.body === 'string' ? init.body.length : 0
      return Promise.resolve(Response.json(falTicket(`job-${sent}`)))
    }
    const kontext = createKontext(fal({ apiKey: 'k' }), { fetch: send, clock, cancelOnAbort: false })
    const edit = async () => {
      const { signal } = controller
      const job = await kontext.submit({ prompt: 'Warmer light', image: image() }, { signal })
      return reasonOf(job.result())
    }
    const before = heldMB()
    const results = Array.from({ length: jobs }, edit)
    while (sent < jobs * megabyte) await new Promise((resolve) => setImmediate(resolve))
    // What was used a moment ago may be let go a moment later.
    let held = Infinity
    for (let turn = 0; turn < 100 && held >= 20; turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      held = heldMB() - before
    }
    expect(held).toBeLessThan(20)
    controller.abort('enough')
    expect(new Set(await Promise.all(results))).toEqual(new Set(['enough']))
  },
)
