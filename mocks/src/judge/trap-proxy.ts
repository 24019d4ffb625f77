import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AddressInfo } from 'node:net'

/** A request that would have left this machine, or gone to another server on it. */
export interface TrappedRequest {
  readonly encrypted: boolean
  /** Host and port, as the client named them. */
  readonly host: string
}

/** A proxy that lets nothing through and remembers what was wanted. */
export interface TrapProxy {
  readonly url: string
  readonly requests: readonly TrappedRequest[]
  close(): Promise<void>
}

const kept = 1_000

/** Starts a proxy that lets nothing through. */
export async function startTrapProxy(): Promise<TrapProxy> {
  const requests: TrappedRequest[] = []
  const remember = (request: TrappedRequest): void => {
    if (requests.length < kept) requests.push(request)
  }
  const server = createServer((request, response) => {
    const target = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined
    if (target !== undefined) remember({ encrypted: false, host: target.host })
    request.resume()
    response.writeHead(502, { connection: 'close' }).end()
  })
  // Connections that were upgraded to tunnels are no longer the server's to close.
  const tunnels = new Set<Duplex>()
  server.on('connect', ({ url = '' }, socket) => {
    // Node asks for a tunnel for what is not encrypted, too.
    remember({ encrypted: !url.endsWith(':80'), host: url.replace(/:(443|80)$/, '') })
    tunnels.add(socket)
    socket.once('close', () => tunnels.delete(socket)).on('error', () => socket.destroy())
    socket.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  // A server that listens at an address has one of this form.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of tunnels) socket.destroy()
      }),
  }
}
