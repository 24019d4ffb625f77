import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** What a server takes at most, so that a client that hangs or floods costs others nothing. */
export interface HttpLimits {
  /**
   * Open connections; further ones are closed at once.
   * @default 500
   */
  readonly connections: number
  /**
   * Milliseconds for the headers of a request.
   * @default 10_000
   */
  readonly headersMs: number
  /**
   * Milliseconds for a whole request, its body with it.
   * @default 60_000
   */
  readonly requestMs: number
}

/** Where to listen, and what answers. */
export interface HttpServerOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** @default '127.0.0.1' */
  readonly host?: string
  /**
   * Whether `host` may be an address that other machines reach.
   * @default false
   */
  readonly allowRemote?: boolean
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  readonly limits?: Partial<HttpLimits>
}

/** A server that listens. */
export interface HttpServer {
  /** Such as `http://127.0.0.1:4010`. */
  readonly url: string
  readonly port: number
  /** Stops at once: open connections are closed. */
  close(): Promise<void>
}

const defaults: HttpLimits = { connections: 500, headersMs: 10_000, requestMs: 60_000 }
const loopback = /^(127(\.\d{1,3}){3}|localhost|::1)$/

/**
 * Serves HTTP, on loopback unless it is told otherwise.
 * @throws RangeError on a wrong port, and on an address others can reach without `allowRemote`
 * @throws Error when the port is taken
 */
export async function serveHttp(options: HttpServerOptions): Promise<HttpServer> {
  const { port, host = '127.0.0.1', allowRemote = false, answer } = options
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError(
      `Failed to start the mock server: port ${String(port)} is not a port. Use 0 to 65535; 0 takes a free one.`,
    )
  if (!loopback.test(host) && !allowRemote)
    throw new RangeError(
      `Failed to start the mock server: others can reach ${host}. Leave it out, or say that they may: allowRemote, --allow-remote.`,
    )
  const { connections, headersMs, requestMs } = { ...defaults, ...options.limits }
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(1_000, Math.max(1, Math.floor(headersMs / 4))),
    },
    (request, response) => {
      // A client that went away while it was being answered.
      answer(request, response).catch(() => response.destroy())
    },
  )
  server.maxConnections = connections
  const listening = await listen(server, port, host)
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${listening}`, port: listening, close: () => stop(server) }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Failed to start the mock server: port ${String(port)} is in use. Choose another, or 0 for a free one.`,
              { cause: error },
            )
          : error,
      )
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}
