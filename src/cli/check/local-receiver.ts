import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookReceiver } from 'kontext-sdk/check'
import { CommandError } from '../command-error.ts'
import { createInbox, type Inbox } from './inbox.ts'

/** A receiver that has to be closed. */
export interface LocalReceiver extends WebhookReceiver {
  close(): void
}

/** Where a receiver listens, and how it is reached. */
export interface LocalReceiverOptions {
  /** Port on loopback; 0 takes a free one. */
  readonly port: number
  /** The address that leads to the port. @default one on loopback that nobody can guess */
  readonly url?: string
  readonly keysUrl?: string
}

// Four images as data URIs come to about 11 MB.
const maxBodyBytes = 16 * 1024 * 1024

/** Listens on loopback for webhooks and keeps them until they are asked for. */
export async function openReceiver({ port, url, keysUrl }: LocalReceiverOptions): Promise<LocalReceiver> {
  const path = `/${randomUUID()}`
  const inbox = createInbox()
  const server = createServer((request, response) => {
    // A proxy in between may have another path.
    const here = url !== undefined || request.url === path
    if (here && request.method === 'POST') void take(request, response, inbox)
    else response.writeHead(here ? 405 : 404).end()
  })
  await listen(server, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: url ?? `http://127.0.0.1:${taken}${path}`,
    ...(keysUrl === undefined ? {} : { keysUrl }),
    next: (signal) => inbox.next(signal),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ message }) =>
      reject(new CommandError(`Failed to listen for webhooks: ${message}. Give another --webhook-port.`, 2)),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
}

/** Reads a delivery and answers it. One that is too large or breaks off is not kept. */
async function take(request: IncomingMessage, response: ServerResponse, inbox: Inbox): Promise<void> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBodyBytes) {
        response.writeHead(413, { connection: 'close' }).end()
        return
      }
      chunks.push(chunk)
    }
  } catch {
    return
  }
  response.writeHead(200).end()
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  )
  inbox.put({ headers: Object.fromEntries(headers), body: Buffer.concat(chunks) })
}
