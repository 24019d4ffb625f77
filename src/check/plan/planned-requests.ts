import type { EditName } from '../case.ts'
import { costOf } from '../cost/dollars.ts'
import { lookAbout, longestWaitMs, paceOf, pauseMs } from '../edits/look-step.ts'
import { unknownId, oddId } from '../cases/unknown-id.ts'
import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'
import { imagesIn } from '../cost/images-in.ts'
import type { Subject } from '../subject.ts'
import { isDownload } from '../wire/wire.ts'

/** One request of a plan, or several that are the same but for their moment. */
export interface PlannedRequest {
  /** What it is for, in a few words. */
  readonly about: string
  readonly method: string
  /** Path and query below the base URL; `{request_id}` stands for a job. `an image`: where the result says. */
  readonly path: string
  readonly key: 'none' | 'right' | 'wrong' | 'wrong-scheme'
  /** The body, shortened. */
  readonly body?: string
  readonly times: number
  /** It is asked again until the job has ended, at most so often within so many milliseconds. */
  readonly until?: { readonly times: number; readonly ms: number }
  /** Missing: it is free. */
  readonly pays?: { readonly edit: EditName; readonly images: number; readonly usd?: number }
}

const longestText = 40
const longestBody = 200

/** Requests as a plan tells them: ids of jobs are not known yet, looks at one job are one line. */
export function plannedRequests(
  exchanges: readonly CheckExchange[],
  subject: Subject,
): readonly PlannedRequest[] {
  const planned = new Map<string, PlannedRequest>()
  for (const { request } of exchanges) {
    const one = toPlanned(request, subject)
    const key = JSON.stringify([one.about, one.method, one.path, one.key, one.body, one.pays])
    const known = planned.get(key)
    planned.set(key, known === undefined ? one : { ...one, times: known.times + 1 })
  }
  return [...planned.values()].map((one) => untilItEnds(one, subject))
}

function toPlanned(request: CheckRequest, subject: Subject): PlannedRequest {
  const { about, method, body, edit, key = 'right' } = request
  const keyless = isDownload(request) || subject.settings.keyless === true
  return {
    ...{ about, method, path: pathOf(request, subject), key: keyless ? 'none' : key, times: 1 },
    ...(body === undefined ? {} : { body: shortened(body) }),
    ...(edit === undefined ? {} : { pays: priceOf(edit, request, subject) }),
  }
}

function pathOf(request: CheckRequest, { checks, descriptor }: Subject): string {
  if (request.operation === 'image') return 'an image'
  if (isDownload(request)) return request.path
  const [path = '', query] = request.path.split('?')
  const found = checks.find(request.method, path)
  const id = found?.values['request_id'] ?? /\/(?:requests|task)\/([^/]+)/.exec(path)?.[1]
  const isOurs = id === undefined || Object.values(descriptor.models).some((model) => model.path === path)
  const named = isOurs || isMadeUp(id) ? path : path.replace(id, '{request_id}')
  return query === undefined ? named : `${named}?${query}`
}

/** An id of the suite's own, which belongs to no job. */
function isMadeUp(id: string): boolean {
  return id === unknownId || id === oddId
}

function priceOf(
  edit: EditName,
  { body }: CheckRequest,
  subject: Subject,
): NonNullable<PlannedRequest['pays']> {
  const images = imagesIn(body, subject)
  return { edit, images, ...costOf(subject, images) }
}

/** How often a job is looked at depends on how long it takes. */
function untilItEnds(one: PlannedRequest, { provider }: Subject): PlannedRequest {
  const until = { times: mostLooks(paceOf(provider.baseUrl)), ms: longestWaitMs }
  return one.about.endsWith(`: ${lookAbout}`) ? { ...one, until } : one
}

function mostLooks(pace: number): number {
  let looks = 1
  for (let ms = pauseMs(0, pace); ms < longestWaitMs; ms += pauseMs(ms, pace)) looks += 1
  return looks
}

/** A body as people skim it: images and long texts are cut. */
function shortened(body: unknown): string {
  const text =
    typeof body === 'string'
      ? JSON.stringify(body)
      : JSON.stringify(body, (_key, value: unknown) =>
          typeof value === 'string' ? cut(value, longestText) : value,
        )
  return cut(text, longestBody)
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
