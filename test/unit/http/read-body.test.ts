import fc from '../../fast-check.ts'
import { execFile } from 'node:child_process'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { BodyTooLarge, readBody, readBytes, toBytes } from '../../../src/http/read-body.ts'
import { reasonOf } from '../failure-of.ts'

const pieces = [Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3)]
const large = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251)

describe('bytes are read from', () => {
  test.each([
    { name: 'a web stream', source: () => new Response(large).body ?? [] },
    { name: 'a Node stream', source: () => Readable.from([large]) },
    { name: 'an async generator', source: () => each([large.subarray(0, 7), large.subarray(7)]) },
    {
      name: 'views of other kinds',
      source: () => [new DataView(large.buffer, 0, 10), large.buffer.slice(10)],
    },
  ])('$name', async ({ source }) => {
    expect(await readBytes(source(), { maxBytes: 200_000 })).toEqual(large)
  })

  test('a response without streams', async () => {
    const response = { body: undefined, arrayBuffer: () => Promise.resolve(large.buffer) }
    // React Native's Response has no body.
    expect(await readBody(response as unknown as Response, { maxBytes: 200_000 })).toEqual(large)
  })
})

test('pieces of every size join in their order', async () => {
  const sizes = fc.array(fc.oneof(fc.nat(10), fc.nat(20_000), fc.nat(100_000)), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(sizes, async (list) => {
      const pieces = list.map((size, index) => new Uint8Array(size).fill(index + 1))
      const joined = await readBytes(pieces, { maxBytes: 10_000_000 })
      expect(Buffer.from(joined).equals(Buffer.concat(pieces))).toBe(true)
    }),
  )
})

test('one byte above the budget is too much, and the source is told', async () => {
  let canceled: unknown
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(Uint8Array.of(1, 2)),
    cancel: (reason) => {
      canceled = reason
    },
  })
  const reason = await reasonOf(readBytes(stream, { maxBytes: 3 }))
  expect(reason).toBeInstanceOf(BodyTooLarge)
  expect(canceled).toBe(reason)
  expect(await readBytes(pieces, { maxBytes: 3 })).toEqual(Uint8Array.of(1, 2, 3))
})

describe('an abort ends the reading of what never comes', () => {
  test('in a web stream', async () => {
    const controller = new AbortController()
    let canceled: unknown
    const stream = new ReadableStream({
      cancel: (reason) => {
        canceled = reason
      },
    })
    const reading = reasonOf(readBytes(stream, { maxBytes: 3, signal: controller.signal }))
    controller.abort('enough')
    expect(await reading).toBe('enough')
    expect(canceled).toBe('enough')
  })

  test('in a Node stream', async () => {
    const controller = new AbortController()
    const stream = new Readable({ read: () => undefined })
    const reading = reasonOf(readBytes(stream, { maxBytes: 3, signal: controller.signal }))
    controller.abort('enough')
    expect(await reading).toBe('enough')
    expect(stream.destroyed).toBe(true)
  })
})

test('text is not bytes', async () => {
  expect(await reasonOf(readBytes(['text'], { maxBytes: 9 }))).toBeInstanceOf(TypeError)
  expect(toBytes('text')).toBeUndefined()
})

// A process of its own: only there the peak is that of one answer.
const program = fileURLToPath(new URL('../answer-memory.ts', import.meta.url))
test.each(['bomb', 'endless', 'bytewise', 'endless-image'])(
  'a hostile answer (%s) costs less than 50 MB',
  async (kind) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--conditions=kontext-sdk-source',
      program,
      kind,
    ])
    const { code, extraBytes } = JSON.parse(stdout) as { code: string; extraBytes: number }
    expect(code).toBe(kind === 'endless-image' ? 'contract' : 'ambiguous-submit')
    expect(extraBytes).toBeLessThan(50 * 1024 * 1024)
  },
)

async function* each<T>(list: readonly T[]): AsyncGenerator<T> {
  for (const item of list) yield await Promise.resolve(item)
}
