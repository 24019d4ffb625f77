import { chainhub, fal, falRelay, vtrix } from 'kontext-sdk'
import {
  createFakeClock,
  createMockFetch,
  type FakeClock,
  type MockFetch,
  type MockFetchOptions,
} from 'kontext-sdk/testing'
import type { Course } from '../../../../src/check/edits/course.ts'
import { playEdit } from '../../../../src/check/edits/play-edit.ts'
import type { EditName } from '../../../../src/check/case.ts'
import type { Run } from '../../../../src/check/run/run.ts'
import type { Subject } from '../../../../src/check/subject.ts'
import type { ReceivedWebhook, WebhookReceiver } from '../../../../src/check/edits/webhook-receiver.ts'
import { createWire } from '../../../../src/check/wire/wire.ts'
import { checksOf } from '../../../../src/contracts/contract-checks.ts'
import { readContract } from '../../../../src/contracts/contract.ts'
import type { Provider } from '../../../../src/provider.ts'

/** The providers of the suite, as the mock plays them. */
export const providerIds = ['fal', 'fal-relay', 'chainhub', 'vtrix'] as const
export type ProviderId = (typeof providerIds)[number]

const contracts = new Map(providerIds.map((id) => [id, readContract(id)]))

/** A run against the mock in the process, and what it is made of. */
export interface MockRun {
  readonly run: Run
  readonly fetch: MockFetch
  readonly clock: FakeClock
  /** Every address that was asked. */
  readonly asked: readonly string[]
}

/** Sends a request; a `fetch` of addresses only. */
export type Send = (url: string, init?: RequestInit) => Promise<Response>

export interface MockRunOptions extends MockFetchOptions {
  readonly laterMs?: number
  /** @default true at a provider that has webhooks */
  readonly webhook?: boolean
  readonly keysUrl?: string
  readonly signal?: AbortSignal
  /** Changes what the mock is asked and what it answers. */
  readonly between?: (send: Send) => Send
}

const image =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOQi1oAAAGyARnBUHNDAAAAAElFTkSuQmCC'

/** What is held against a provider. */
export function subjectOf(
  id: ProviderId,
  { webhook, laterMs = 0 }: { webhook?: WebhookReceiver; laterMs?: number } = {},
): Subject {
  const given = { apiKey: 'test-key', baseUrl: `https://kontext.mock/${id}` }
  const made = { fal, 'fal-relay': falRelay, chainhub, vtrix }
  const provider = made[id](given) as Provider
  const contract = contracts.get(id) ?? readContract(id)
  return {
    ...{
      provider,
      descriptor: provider.capabilities,
      contract,
      checks: checksOf(contract.document),
      model: 'max',
    },
    settings: { image, laterMs, ...(webhook === undefined ? {} : { webhook }) },
  }
}

/** Makes a run against the mock of a provider. */
export function mockRun(id: ProviderId, options: MockRunOptions = {}): MockRun {
  const { laterMs = 0, webhook = true, keysUrl, signal, between, ...behaviour } = options
  const clock = createFakeClock({ autoAdvance: true })
  const receiver = createReceiver(keysUrl ?? `https://kontext.mock/${id}/.well-known/jwks.json`)
  const fetch = createMockFetch({ clock, deliver: receiver.deliver, ...behaviour })
  const asked: string[] = []
  const through = between?.(fetch) ?? fetch
  const subject = subjectOf(id, { laterMs, ...(webhook ? { webhook: receiver } : {}) })
  const wire = createWire({
    ...{ provider: subject.provider, clock, signal },
    fetch: (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      asked.push(`${init?.method ?? 'GET'} ${url}`)
      return through(url, init)
    },
  })
  const courses = new Map<EditName, Promise<Course>>()
  const run: Run = {
    ...{ subject, clock, signal, exchanges: wire.exchanges },
    send: (request) => wire.send(request),
    course: (name) => {
      const course = courses.get(name) ?? playEdit(name, run)
      courses.set(name, course)
      return course
    },
  }
  return { run, fetch, clock, asked }
}

function createReceiver(keysUrl: string) {
  const waiting: ReceivedWebhook[] = []
  let wake: () => void = () => undefined
  const deliver = (_url: string, init: { headers: Readonly<Record<string, string>>; body: Uint8Array }) => {
    waiting.push({ headers: init.headers, body: init.body })
    wake()
    return Promise.resolve({ status: 200 })
  }
  return {
    ...{ deliver, keysUrl, url: 'https://receiver.example/hooks' },
    next: async (signal: AbortSignal): Promise<ReceivedWebhook> => {
      for (;;) {
        const first = waiting.shift()
        if (first !== undefined) return first
        await new Promise<void>((resolve, reject) => {
          wake = resolve
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
        })
      }
    },
  }
}
