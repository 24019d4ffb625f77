// Meets one hostile server with one client and says how much memory that took beyond a harmless one.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fork } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { createKontext, KontextError } from '../../src/index.ts'
import { fal } from './descriptors.ts'

const megabyte = 1024 * 1024
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])

function serve(kind: string): Server {
  let requests = 0
  return createServer((request, response) => {
    request.resume()
    if (++requests === 1) {
      response.statusCode = 400
      response.end('{"detail":"warm"}')
      return
    }
    const endless = (chunk: Uint8Array) => {
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', write)
      }
      write()
    }
    if (request.url?.startsWith('/image') === true) {
      response.write(jpeg)
      endless(new Uint8Array(megabyte))
    } else if (kind === 'bomb') {
      response.setHeader('content-encoding', 'gzip')
      // A thousand times smaller than it is: one megabyte.
      response.end(gzipSync(Buffer.alloc(1000 * megabyte, 32), { level: 9 }))
    } else if (kind === 'endless') endless(Buffer.alloc(megabyte, 32))
    else if (kind === 'bytewise') endless(Buffer.from(' '))
    else
      response.end(
        JSON.stringify({ request_id: 'a', images: [{ url: `${addressOf(request.headers.host)}/image` }] }),
      )
  })
}

function addressOf(host: string | undefined): string {
  return `http://${host ?? ''}`
}

if (process.send === undefined) await measure(process.argv[2] ?? '')
else {
  const server = serve(process.argv[2] ?? '').listen(0, '127.0.0.1', () => {
    process.send?.((server.address() as AddressInfo).port)
  })
}

async function measure(kind: string): Promise<void> {
  // The server is a third process: its memory is not the client's.
  const server = fork(process.argv[1] ?? '', [kind], { execArgv: process.execArgv })
  const port = await new Promise<number>((resolve) =>
    server.once('message', (message) => resolve(Number(message))),
  )
  const kontext = createKontext(fal({ baseUrl: `http://127.0.0.1:${port}`, apiKey: 'test' }), {
    retry: { attempts: 0 },
  })
  const code = async (run: () => Promise<unknown>) =>
    run().then(
      () => 'none',
      (error: unknown) => (KontextError.is(error) ? error.code : String(error)),
    )
  // What is loaded once is no cost of an answer.
  await code(() => kontext.edit({ prompt: 'warm', image: 'https://example.com/a.png' }))
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
  const said = await code(async () => {
    const { images } = await kontext.edit({ prompt: 'x', image: 'https://example.com/a.png' })
    await images[0].bytes()
  })
  clearInterval(watch)
  peak = Math.max(peak, process.memoryUsage().rss)
  server.kill()
  process.stdout.write(JSON.stringify({ code: said, extraBytes: peak - before }))
  process.exit(0)
}
