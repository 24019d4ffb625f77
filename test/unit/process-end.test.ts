import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { falTicket } from './scripted-fetch.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const json = (response: ServerResponse, status: number, body: object) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const running: Answer = (_, response) => json(response, 202, { status: 'IN_PROGRESS' })
const ticket: Answer = (_, response) => json(response, 200, falTicket())
const canceled: Answer = (_, response) => json(response, 202, { status: 'CANCELLATION_REQUESTED' })
const silence: Answer = () => undefined

test.each([
  { name: 'between two looks', does: 'abort', post: ticket, get: running, put: canceled, puts: 1 },
  { name: 'while a look hangs', does: 'abort', post: ticket, get: silence, put: canceled, puts: 1 },
  { name: 'and the cancel hangs', does: 'abort', post: ticket, get: running, put: silence, puts: 1 },
  {
    name: 'while the submit hangs',
    does: 'abort-in-submit',
    post: silence,
    get: running,
    put: canceled,
    puts: 0,
  },
])(
  'nothing keeps a process that has aborted $name: it ends by itself',
  async ({ does, post, get, put, puts }) => {
    const seen: (string | undefined)[] = []
    const server = createServer((request, response) => {
      seen.push(request.method)
      const answer = request.method === 'POST' ? post : request.method === 'PUT' ? put : get
      request.resume().on('end', () => answer(request, response))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), [does, baseUrl], {
        execArgv: ['--conditions=kontext-sdk-source'],
      })
      const told: unknown[] = []
      child.on('message', (message) => told.push(message))
      // Well under the 10 minutes of the job. "close", not "exit": messages may still be on their way then.
      const [code]: unknown[] = await once(child, 'close', { signal: AbortSignal.timeout(25_000) })
      expect(code).toBe(0)
      expect(told.at(-1)).toContain('the caller has left')
      expect(seen.filter((method) => method === 'PUT')).toHaveLength(puts)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  },
)
