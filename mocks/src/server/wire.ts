import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import type { MockReply, WireFault } from 'kontext-sdk/testing'

// What was written before a connection breaks has to be read first: a reset throws away what is still on its way.
const settleMs = 15
// How many bytes more than it sends a short answer announces.
const missingBytes = 64
const withoutBody = new Set([204, 205, 304])

/** Writes a reply to a connection, and performs what goes wrong on the way. Resolves when nothing more is written. */
export async function writeReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: MockReply,
): Promise<void> {
  const { wire } = reply
  const bare = request.method === 'HEAD' || withoutBody.has(reply.status)
  if (wire === undefined || (bare && !breaksBefore(wire))) {
    writeHead(request, response, reply, lengthOf(reply))
    if (bare) response.end()
    else if (reply.body instanceof Uint8Array) response.end(reply.body)
    else {
      await writeAll(response, chunksOf(reply.body))
      response.end()
    }
    return
  }
  await perform(wire, { request, response, reply })
}

interface Writing {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly reply: MockReply
}

async function perform(wire: WireFault, { request, response, reply }: Writing): Promise<void> {
  const { socket } = request
  switch (wire.do) {
    case 'raw':
      socket.end(wire.bytes)
      return
    case 'close':
    case 'reset':
    case 'stall':
      await writeUntil(wire.at, { request, response, reply })
      if (wire.do !== 'stall') await breakOff(socket, wire)
      return
    case 'drip':
      writeHead(request, response, reply, lengthOf(reply))
      await writeAll(response, slowly(piecesOf(reply.body, wire.chunkBytes), wire.everyMs, response))
      response.end()
      return
    case 'endless':
      writeHead(request, response, reply, undefined)
      await writeAll(response, overAndOver(reply.body))
      return
    case 'short': {
      const length = lengthOf(reply)
      writeHead(request, response, reply, length === undefined ? undefined : length + missingBytes)
      await writeAll(response, chunksOf(reply.body))
      await breakOff(socket, { do: 'close', at: 'in-body' })
      return
    }
    default:
      wire satisfies never
  }
}

async function writeUntil(
  at: Extract<WireFault, { at: unknown }>['at'],
  { request, response, reply }: Writing,
): Promise<void> {
  switch (at) {
    case 'before-headers':
      return
    case 'in-headers':
      request.socket.write(halfHead(reply))
      return
    case 'in-body':
      writeHead(request, response, reply, lengthOf(reply))
      await writeAll(response, firstHalf(reply.body))
      return
    case 'after-body':
      writeHead(request, response, reply, undefined)
      response.flushHeaders()
      await writeAll(response, chunksOf(reply.body))
      return
    default:
      at satisfies never
  }
}

function breaksBefore(wire: WireFault): boolean {
  return wire.do === 'raw' || ('at' in wire && (wire.at === 'before-headers' || wire.at === 'in-headers'))
}

async function breakOff(
  socket: Socket,
  { do: how, at }: { do: 'close' | 'reset'; at: string },
): Promise<void> {
  if (at !== 'before-headers') {
    await later(settleMs, socket)
    // A client in this process reads between two turns of the loop, which may have stood still for as long.
    await setImmediate()
    await setImmediate()
  }
  if (how === 'reset') socket.resetAndDestroy()
  else socket.destroy()
}

function writeHead(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers }: MockReply,
  length: number | undefined,
): void {
  response.writeHead(status, {
    ...headers,
    ...(length === undefined || withoutBody.has(status) ? {} : { 'content-length': length }),
    // The rest of a body that was refused would be read as the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  })
}

/** The status line and half of the headers. */
function halfHead({ status, headers }: MockReply): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}`
  return head.slice(0, Math.ceil(head.length / 2))
}

function lengthOf({ body }: MockReply): number | undefined {
  return body instanceof Uint8Array ? body.length : undefined
}

/** Writes until the chunks end or the client leaves, no faster than it reads. */
async function writeAll(response: ServerResponse, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) {
    if (response.destroyed) return
    if (chunk.length > 0 && !response.write(chunk)) await drained(response)
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.once('drain', done).once('close', done)
  })
}

async function* chunksOf(body: MockReply['body']): AsyncGenerator<Uint8Array, void> {
  if (body instanceof Uint8Array) yield body
  else yield* body
}

async function* firstHalf(body: MockReply['body']): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunksOf(body)) {
    yield body instanceof Uint8Array ? chunk.subarray(0, Math.ceil(chunk.length / 2)) : chunk
    return
  }
}

async function* piecesOf(body: MockReply['body'], size: number): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunksOf(body))
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size)
}

async function* slowly(
  pieces: AsyncIterable<Uint8Array>,
  everyMs: number,
  response: ServerResponse,
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of pieces) {
    yield piece
    await (everyMs > 0 ? later(everyMs, response) : setImmediate())
  }
}

async function* overAndOver(body: MockReply['body']): AsyncGenerator<Uint8Array, void> {
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksOf(body)) chunks.push(chunk)
  while (chunks.some(({ length }) => length > 0)) yield* chunks
}

/** Waits, at most until the client has gone; a wait alone keeps no process alive. */
function later(ms: number, gone: Socket | ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      gone.off('close', done)
      resolve()
    }
    const timer = setTimeout(done, ms).unref()
    if (gone.destroyed) done()
    else gone.once('close', done)
  })
}
