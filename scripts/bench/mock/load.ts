import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What a run of requests showed. */
export interface LoadResult {
  readonly latencyMs: readonly number[]
  readonly tookMs: number
  /** Answers by status. */
  readonly statuses: ReadonlyMap<number, number>
}

/** What to send, how often, on how many connections. */
export interface Load {
  readonly port: number
  readonly path: string
  readonly body: string
  readonly requests: number
  readonly connections: number
}

/**
 * Sends the same POST again and again, each connection its next one when the answer is there. A few lines over a
 * socket: an HTTP client would use more of the machine than the servers that are measured.
 */
export async function runLoad({ port, path, body, requests, connections }: Load): Promise<LoadResult> {
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${String(port)}\r\nauthorization: Key bench\r\ncontent-type: application/json\r\naccept: */*\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\n\r\n`
  const message = Buffer.from(head + body)
  const latencyMs: number[] = []
  const statuses = new Map<number, number>()
  let left = requests
  const work = async (): Promise<void> => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    while (left > 0) {
      left -= 1
      const started = performance.now()
      socket.write(message)
      const status = await readAnswer(socket)
      latencyMs.push(performance.now() - started)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    socket.destroy()
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: Math.min(connections, requests) }, work))
  return { latencyMs, tookMs: performance.now() - started, statuses }
}

/** Reads one answer to its end and returns its status. */
function readAnswer(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ''
    const done = (): void => {
      socket.off('data', onData).off('error', fail).off('close', fail)
      resolve(Number(text.slice(9, 12)))
    }
    const fail = (): void => {
      reject(new Error('Failed to measure: the server closed a connection.'))
    }
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = text.slice(0, end).toLowerCase()
      const length = /content-length: (\d+)/.exec(head)?.[1]
      if (length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= end + 4 + Number(length)) done()
    }
    socket.on('data', onData).on('error', fail).on('close', fail)
  })
}
