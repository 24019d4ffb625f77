import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGeneratedEngine, createMock, createPlainPainter } from 'kontext-sdk/testing'

/** A mock over HTTP that writes the names of its headers in capitals. */
export interface ShoutingServer {
  baseUrl(provider: string): string
  close(): void
}

/** Starts a mock that writes the names of its headers in capitals, on loopback. */
export async function startShoutingServer(): Promise<ShoutingServer> {
  const mock = createMock({ engine: createGeneratedEngine(), painter: createPlainPainter() })
  const server = createServer((request, response) => {
    void (async () => {
      const reply = await mock.handle({
        method: request.method ?? 'GET',
        url: request.url ?? '/',
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        ),
        body: await bodyOf(request),
        origin: `http://${request.headers.host ?? ''}`,
      })
      const headers = Object.entries(reply.headers).flatMap(([name, value]) => [name.toUpperCase(), value])
      response.writeHead(reply.status, headers)
      if (reply.body instanceof Uint8Array) response.end(reply.body)
      else {
        for await (const chunk of reply.body) response.write(chunk)
        response.end()
      }
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: (provider) => `http://127.0.0.1:${port}/${provider}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  return new Uint8Array(Buffer.concat(chunks))
}
