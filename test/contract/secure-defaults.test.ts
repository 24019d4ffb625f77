import { readdirSync, readFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { startMockServer, type MockServer, type MockServerOptions } from 'kontext-mocks'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fixtures } from '../../generated/fal/fixtures.ts'

const servers: MockServer[] = []
const start = async (options: MockServerOptions = {}): Promise<MockServer> => {
  const server = await startMockServer({ engine: 'fast', ...options })
  servers.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** Sends headers `fetch` would not. */
function send(
  server: MockServer,
  {
    path = '/',
    method = 'GET',
    headers = {},
    body,
  }: { path?: string; method?: string; headers?: Record<string, string>; body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      { host: '127.0.0.1', port: server.port, path, method, headers, agent: false },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        )
      },
    )
    call.once('error', reject)
    call.end(body)
  })
}

const model = '/fal/fal-ai/flux-pro/kontext/max'
const good = { authorization: 'Key secret-of-mine', 'content-type': 'application/json' }
const edit = JSON.stringify(fixtures.requests.max.minimal)

describe('a mock that is just started', () => {
  test('is reached on loopback only', async () => {
    expect(new URL((await start()).url).hostname).toBe('127.0.0.1')
  })

  test.each(['0.0.0.0', '::', '192.168.1.7', 'example.com'])(
    'does not listen at %s unless it may',
    async (host) => {
      await expect(start({ host })).rejects.toThrow(`others can reach ${host}`)
    },
  )

  test('listens at another address when it may, and answers under the names it is given', async () => {
    const server = await start({ host: '0.0.0.0', allowRemote: true, allowHosts: ['build-7.local'] })
    expect(await send(server, { headers: { host: `build-7.local:${server.port}` } })).toMatchObject({
      status: 200,
    })
    expect(await send(server, { headers: { host: 'build-8.local' } })).toMatchObject({ status: 421 })
  })

  const hosts = [
    { host: 'evil.example', status: 421 },
    { host: 'evil.example:4010', status: 421 },
    { host: '127.0.0.1.evil.example', status: 421 },
    { host: 'localhost.evil.example', status: 421 },
    { host: '192.168.1.7', status: 421 },
    { host: 'queue.fal.run.evil.example', status: 421 },
    { host: 'evil.queue.fal.run', status: 421 },
    { host: 'queue.fal.run:8080', status: 404 },
    { host: 'localhost', status: 200 },
    { host: 'LOCALHOST:4010', status: 200 },
    { host: '[::1]:4010', status: 200 },
    { host: 'a b', status: 400 },
    { host: 'localhost@evil.example', status: 400 },
    { host: 'localhost/..', status: 400 },
    { host: 'localhost:99999', status: 400 },
    { host: '[::::]:4010', status: 400 },
  ]
  test.each(hosts)('answers $status under the name $host', async ({ host, status }) => {
    expect(await send(await start(), { headers: { host } })).toMatchObject({ status })
  })

  test('answers nobody who names no host', async () => {
    expect(await talk(await start(), 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    )
  })

  test('plays a provider under its own name, and keeps its control to itself', async () => {
    const server = await start()
    for (const host of ['queue.fal.run', `queue.fal.run:${server.port}`]) {
      const request = { path: model.replace('/fal/', '/'), method: 'POST', headers: { ...good, host } }
      const answer = await send(server, { ...request, body: edit })
      expect(answer).toMatchObject({ status: 200, body: expect.stringContaining(`"http://${host}/fal-ai/`) })
    }
    const asControl = { host: 'queue.fal.run', authorization: `Bearer ${server.token}` }
    expect(await send(server, { path: '/__kontext/snapshot', headers: asControl })).toMatchObject({
      status: 404,
    })
  })

  test('lets no page of another site read an answer', async () => {
    const server = await start()
    for (const path of ['/', model, '/__kontext/sessions', '/images/fal/x/0.jpg']) {
      const { headers } = await send(server, { path, headers: { origin: 'https://evil.example' } })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
    const asked = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    const preflight = await send(server, { path: model, method: 'OPTIONS', headers: asked })
    expect(preflight).toMatchObject({ status: 403, headers: { vary: 'origin' } })
    expect(preflight.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('lets the pages read that it is told of, and no other', async () => {
    const server = await start({ corsOrigins: ['http://localhost:5173'] })
    const headers = { origin: 'http://localhost:5173' }
    expect((await send(server, { headers })).headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-expose-headers': expect.stringContaining('retry-after'),
      vary: 'origin',
    })
    const asked = {
      ...headers,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    }
    expect(await send(server, { path: model, method: 'OPTIONS', headers: asked })).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'http://localhost:5173',
        'access-control-allow-methods': 'GET, HEAD, POST, PUT',
        'access-control-allow-headers': 'authorization,content-type',
      },
    })
    const other = await send(server, { headers: { origin: 'http://localhost:5174' } })
    expect(other.headers).not.toHaveProperty('access-control-allow-origin')
    expect((await send(server, {})).headers).not.toHaveProperty('access-control-allow-origin')
  })

  test.each(['*', 'localhost:5173', 'http://localhost:5173/', 'null'])(
    'takes %s for no origin',
    async (origin) => {
      await expect(start({ corsOrigins: [origin] })).rejects.toThrow('is not the origin of one site')
    },
  )

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'takes no edit that comes as %j, as a form of another site can',
    async (type) => {
      const server = await start()
      const headers = {
        authorization: 'Key secret-of-mine',
        ...(type === '' ? {} : { 'content-type': type }),
      }
      expect(await send(server, { path: model, method: 'POST', headers, body: edit })).toMatchObject({
        status: 422,
      })
      expect(server.accepted()).toBe(0)
    },
  )

  test('says the limit when a body is too large', async () => {
    const server = await start({ limits: { bodyBytes: 1024 * 1024 } })
    const answer = await send(server, {
      path: model,
      method: 'POST',
      headers: good,
      body: 'x'.repeat(1024 * 1024 + 1),
    })
    expect(answer).toMatchObject({ status: 413, body: expect.stringContaining('1 MiB') })
  })

  test('gives up a client that does not finish its headers', async () => {
    const server = await start({ httpLimits: { headersMs: 40 } })
    expect(await talk(server, 'GET / HTTP/1.1\r\nHost: localhost\r\n')).toContain('408')
  })

  test('gives up a client that does not finish its body', async () => {
    const server = await start({ httpLimits: { headersMs: 40, requestMs: 40 } })
    const head = `POST ${model} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n`
    expect(await talk(server, head)).toContain('408')
    // So little time may be too little for anybody on a busy machine.
    await vi.waitFor(async () => expect(await send(server, {})).toMatchObject({ status: 200 }), 30_000)
  })

  test('closes connections beyond its limit and goes on with the others', async () => {
    const server = await start({ httpLimits: { connections: 1 } })
    const first = connect(server.port, '127.0.0.1')
    await new Promise((resolve) => first.once('connect', resolve))
    expect(await talk(server, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')).toBe('')
    first.destroy()
  })

  test('keeps a bounded number of jobs, of sessions, and of bytes', async () => {
    const server = await start({ limits: { jobs: 3, sessions: 2, entries: 10, imageBytes: 3_000 } })
    for (let nth = 0; nth < 12; nth += 1) {
      const headers = { ...good, authorization: `Key mock:/${nth}` }
      await send(server, { path: model, method: 'POST', headers, body: edit })
    }
    expect(server.jobs()).toHaveLength(3)
    expect(server.sessions()).toHaveLength(2)
    expect(server.journal().length).toBeLessThanOrEqual(10)
    for (let nth = 0; nth < 3; nth += 1) {
      const image_url = `data:image/png;base64,${Buffer.alloc(1_400, nth).toString('base64')}`
      const body = JSON.stringify({ ...fixtures.requests.max.minimal, image_url })
      await send(server, { path: model, method: 'POST', headers: good, body })
    }
    expect(JSON.stringify(server.snapshot()).match(/\$base64/g)).toHaveLength(2)
  })

  test('never fetches an image that a request names', async () => {
    let asked = 0
    const bait = createServer((_request, response) => {
      asked += 1
      response.end()
    })
    await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve))
    const { port } = bait.address() as AddressInfo
    const server = await start()
    const body = JSON.stringify({
      ...fixtures.requests.max.minimal,
      image_url: `http://127.0.0.1:${port}/photo.png`,
      sync_mode: true,
    })
    const { body: ticket } = await send(server, { path: model, method: 'POST', headers: good, body })
    const { status_url, response_url } = JSON.parse(ticket) as { status_url: string; response_url: string }
    for (let looks = 0; looks < 4; looks += 1)
      await send(server, { path: new URL(status_url).pathname, headers: good })
    expect(await send(server, { path: new URL(response_url).pathname, headers: good })).toMatchObject({
      status: 200,
    })
    expect(asked).toBe(0)
    bait.close()
  })

  test('decodes no input image that is larger than its header may say', async () => {
    const server = await start()
    const image_url = `data:image/png;base64,${hugePng().toString('base64')}`
    const body = JSON.stringify({ ...fixtures.requests.max.minimal, image_url, sync_mode: true })
    const { body: ticket } = await send(server, { path: model, method: 'POST', headers: good, body })
    const { status_url, response_url } = JSON.parse(ticket) as { status_url: string; response_url: string }
    for (let looks = 0; looks < 4; looks += 1)
      await send(server, { path: new URL(status_url).pathname, headers: good })
    const before = process.memoryUsage().rss
    const result = await send(server, { path: new URL(response_url).pathname, headers: good })
    expect(result).toMatchObject({ status: 200, body: expect.stringContaining('"width":1024') })
    // 100,000 by 100,000 pixels would be 30 GB.
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024)
  })

  test('says with every answer that it is a mock', async () => {
    const server = await start()
    const all = [
      await send(server, {}),
      await send(server, { path: '/nowhere' }),
      await send(server, { path: model, method: 'POST', headers: good, body: edit }),
      await send(server, { path: model, method: 'POST', body: edit }),
      await send(server, { headers: { host: 'evil.example' } }),
      await send(server, { path: '/__kontext/sessions' }),
      await send(server, { path: '/images/fal/x/0.jpg' }),
      await send(server, { path: '/%zz' }),
    ]
    for (const { headers } of all) expect(headers).toHaveProperty('x-kontext-mock')
  })

  test('shows no credential to whoever listens to its requests', async () => {
    const heard: unknown[] = []
    const server = await start({ onRequest: (entry) => heard.push(entry) })
    const path = `${model}?fal_webhook=${encodeURIComponent('https://user:hunter2@hook.example/?token=tok-123')}&api_key=abc-123`
    await send(server, { path, method: 'POST', headers: good, body: edit })
    const text = JSON.stringify([heard, server.journal(), server.sessions()])
    expect(text).toContain('fal_webhook=')
    for (const secret of ['secret-of-mine', 'hunter2', 'tok-123', 'abc-123'])
      expect(text).not.toContain(secret)
  })
})

test('nothing a client sends becomes the name of a file', () => {
  const root = fileURLToPath(new URL('../../mocks/src', import.meta.url))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const touching = files.filter((name) =>
    /'node:fs(\/promises)?'/.test(readFileSync(join(root, name), 'utf8')),
  )
  // Each of these takes its paths from the command line, from the package itself, or from the SDK.
  expect(touching.sort()).toEqual(known)
})
const known = [
  'cassettes/cassette-saver.ts',
  'cassettes/cassette.ts',
  'contracts.ts',
  'control/control-api.ts',
  'images/text.ts',
  'main.ts',
  'watch-contracts.ts',
]

/** Everything the server says until it closes the connection. */
function talk(server: MockServer, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text))
    let said = ''
    socket.setEncoding('latin1')
    socket.on('data', (part: string) => (said += part))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(said))
  })
}

/** The header of a PNG of 100,000 by 100,000 pixels, and hardly any data. */
function hugePng(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(100_000, 0)
  header.writeUInt32BE(100_000, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function crc32(bytes: Buffer): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
