import type { TicketUrls } from './dialects/dialect.ts'
import type { ProviderDescriptor } from './provider.ts'

/** Paths of a job relative to the base URL, where they are not those of the contract. */
export interface JobPaths {
  readonly status?: string
  readonly result?: string
  readonly cancel?: string
}

const longestPath = 160
const endings = { status: ['/status'], result: ['', '/response', '/result'], cancel: ['/cancel'] } as const

/** Whether a text can be the id of a job: it goes into paths, so it must not be able to change them. */
export function isRequestId(text: string): boolean {
  return /^[A-Za-z0-9._~-]{1,128}$/.test(text) && text !== '.' && text !== '..'
}

/** Whether a path may be asked about this job: `/…/requests/{id}` with the ending of the operation, nothing else. */
export function isJobPath(path: string, operation: keyof JobPaths, requestId: string): boolean {
  const segments = path.split('/').slice(1)
  const plain = segments.every((part) => /^[A-Za-z0-9._~-]+$/.test(part) && part !== '.' && part !== '..')
  const ends = endings[operation].some((ending) => path.endsWith(`/requests/${requestId}${ending}`))
  return path.startsWith('/') && path.length <= longestPath && plain && ends
}

/**
 * Where to look at a job: the *path* from its ticket, the *origin* from the configuration. Relays answer with
 * https://queue.fal.run/… URLs of their upstream; the key must never go there. A URL that is not plainly one of
 * this job is not used: the contract's path is.
 */
export function jobPaths(
  urls: TicketUrls,
  requestId: string,
  baseUrl: string,
  provider: ProviderDescriptor,
): JobPaths {
  const paths: { status?: string; result?: string; cancel?: string } = {}
  for (const operation of ['status', 'result', 'cancel'] as const) {
    const path = pathOf(urls[operation], baseUrl)
    if (path === undefined || !isJobPath(path, operation, requestId)) continue
    const usual = provider.operations[operation]?.path.replace('{request_id}', requestId)
    if (path !== usual) paths[operation] = path
  }
  return paths
}

function pathOf(text: string | undefined, baseUrl: string): string | undefined {
  const written = /^https?:\/\/[^/?#\\@]+(\/[^?#]*)/i.exec(text ?? '')?.[1]
  if (text === undefined || written === undefined || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const base = new URL(baseUrl)
  if (url.origin !== base.origin) return written
  const prefix = base.pathname.replace(/\/$/, '')
  return written.startsWith(`${prefix}/`) ? written.slice(prefix.length) : undefined
}
