import type { ProviderDescriptor } from 'kontext-sdk'
import { readPath } from 'kontext-sdk/testing'
import { without } from './json-reply.ts'
import type { Asked, Changes, MutantReply, MutantRequest } from './mutant.ts'

/** Where a mock is, and as whom it answers. */
export interface MutatePlace {
  readonly descriptor: ProviderDescriptor
  readonly baseUrl: string
}

/** A `fetch` that leads to a mutated mock. */
export interface MutatedFetch {
  (input: RequestInfo | URL, init?: RequestInit): Promise<Response>
  /** How many exchanges were changed so far. */
  strikes(): number
}

/** The `fetch` of a mock as a mutant of it would be. */
export function mutate(fetch: typeof globalThis.fetch, changes: Changes, place: MutatePlace): MutatedFetch {
  let strikes = 0
  const changed = <T>(value: T | undefined): value is T => {
    if (value === undefined) return false
    strikes += 1
    return true
  }
  const mutated = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { signal } = init ?? {}
    const asked = await readAsked(new Request(input, init), place)
    const instead = await changes.instead?.(asked)
    if (changed(instead)) return toResponse(instead)
    const other = changes.request?.(asked)
    const response = await send(fetch, changed(other) ? other : asked.request, signal)
    if (changes.reply === undefined) return response
    const reply = await readReply(response)
    const replaced = await changes.reply(reply, asked)
    return toResponse(changed(replaced) ? replaced : reply)
  }
  return Object.assign(mutated, { strikes: () => strikes })
}

/** Several changes at once, in their order. */
export function together(all: readonly Changes[]): Changes {
  return {
    instead: async (asked) => {
      for (const { instead } of all) {
        const reply = await instead?.(asked)
        if (reply !== undefined) return reply
      }
      return undefined
    },
    request: (asked) =>
      all.reduce<MutantRequest | undefined>(
        (before, { request }) => request?.({ ...asked, request: before ?? asked.request }) ?? before,
        undefined,
      ),
    reply: async (reply, asked) => {
      let last: MutantReply | undefined
      for (const change of all) last = (await change.reply?.(last ?? reply, asked)) ?? last
      return last
    },
  }
}

async function readAsked(request: Request, { descriptor, baseUrl }: MutatePlace): Promise<Asked> {
  const { method, url } = request
  const headers = Object.fromEntries(request.headers)
  const given = { request: { method, url, headers, body: await request.text() } }
  const { pathname } = new URL(url)
  if (pathname.startsWith('/images/')) return { ...given, operation: 'image', path: pathname }
  const base = new URL(baseUrl).pathname.replace(/\/$/, '')
  if (!pathname.startsWith(base)) return { ...given, path: pathname }
  return { ...given, ...readPath(descriptor, { method, path: pathname.slice(base.length) }) }
}

function send(
  fetch: typeof globalThis.fetch,
  { method, url, headers, body }: MutantRequest,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  return fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body === '' || method === 'GET' || method === 'HEAD' ? {} : { body }),
    ...(signal === null || signal === undefined ? {} : { signal }),
  })
}

async function readReply(response: Response): Promise<MutantReply> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  }
}

// Answers that have no body. (fetch.spec.whatwg.org, null body status)
const bodiless = new Set([204, 205, 304])

function toResponse({ status, headers, body }: MutantReply): Response {
  const init = { status, headers: without(headers, 'content-length') }
  return new Response(bodiless.has(status) ? null : new Uint8Array(body), init)
}
