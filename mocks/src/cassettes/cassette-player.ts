import { createHash } from 'node:crypto'
import type { Violation } from 'kontext-sdk/contracts'
import {
  safePath,
  sessionOf,
  type ContractEngine,
  type MockReply,
  type MockRequest,
} from 'kontext-sdk/testing'
import { checkExchange } from './cassette-check.ts'
import { questionOf, readTape, type RecordedEdit } from './cassette-tape.ts'
import { decompressed } from '../server/content-encoding.ts'
import { bytesOf, type Cassette, type RecordedExchange, type RecordedHeaders } from './cassette.ts'

/** One request that does not go with the recording, or with what the contract says today. */
export interface Drift {
  readonly method: string
  readonly path: string
  readonly session: string
  readonly violations: readonly Violation[]
}

/** What a cassette is played with. */
export interface PlayerOptions {
  readonly engine: ContractEngine
  /** Called for every request that drifted. */
  readonly onDrift?: (drift: Drift) => void
}

/** Plays a cassette. */
export interface Player {
  handle(request: MockRequest): Promise<MockReply>
  /** Everything that drifted so far, the last 10,000. */
  drift(): readonly Drift[]
}

/** One edit that is played to one client. */
interface PlayedEdit {
  readonly edit: RecordedEdit
  /** Id of the job as this client knows it. */
  readonly id: string
  /** How often each question was asked. */
  readonly asked: Map<string, number>
}

interface PlayedSession {
  readonly edits: Map<string, PlayedEdit>
  readonly asked: Map<string, number>
  readonly left: RecordedEdit[]
}

type Swap = readonly [recorded: string, played: string]

interface Found {
  readonly exchange: RecordedExchange
  /** What stands in the recording, and what this client has in its place. */
  readonly renamed?: Swap
  readonly violations: readonly Violation[]
}

const imagePath = /^\/recorded-images\/(\d+)$/
const imageAt = (index: number): string => `/recorded-images/${index}`
const kept = { drifts: 10_000, sessions: 1_000 }

/**
 * Plays a cassette: each key hears it from its beginning, with job ids and addresses of its own. A request that was
 * not recorded is a 404 and drift; so is what the contract does not allow and did allow when it was recorded.
 */
export function createPlayer(cassette: Cassette, { engine, onDrift }: PlayerOptions): Player {
  const tape = readTape(cassette)
  const prefix = `/${cassette.provider}`
  const sessions = new Map<string, PlayedSession>()
  const drifts: Drift[] = []

  const sessionFor = (id: string): PlayedSession => {
    const session = sessions.get(id) ?? { edits: new Map(), asked: new Map(), left: [...tape.edits] }
    sessions.delete(id)
    sessions.set(id, session)
    for (const oldest of sessions.keys()) {
      if (sessions.size <= kept.sessions) break
      sessions.delete(oldest)
    }
    return session
  }
  const note = (drift: Drift): void => {
    if (drift.violations.length === 0) return
    drifts.push(drift)
    if (drifts.length > kept.drifts) drifts.shift()
    onDrift?.(drift)
  }
  const ownerOf = (jobId: string | undefined, key: string | undefined): string => {
    if (key !== undefined) return sessionOf(key)
    const owner = [...sessions].find(([, { edits }]) => jobId !== undefined && edits.has(jobId))
    return owner?.[0] ?? sessionOf(undefined)
  }

  return {
    drift: () => [...drifts],
    handle: async (request) => {
      const { method, url } = request
      if (!url.startsWith(`${prefix}/`)) return refusal(404, `This recording is of ${prefix}/.`)
      const path = url.slice(prefix.length)
      const image = tape.images[Number(imagePath.exec(path)?.[1] ?? Number.NaN)]
      if (image !== undefined) return replyOf({ exchange: image, violations: [] }, [])
      const question = questionOf(cassette.provider, { method, path })
      const id = ownerOf(question.jobId, keyOf(request))
      const session = sessionFor(id)
      const found = question.submits
        ? findSubmit(session, { request, path, number: session.edits.size, session: id })
        : findAnswer(session, tape.others, question)
      const about = { method, path: safePath(url), session: id }
      if (found === undefined) {
        note({ ...about, violations: [odd(question.key, 'was not recorded')] })
        return refusal(404, `The recording has no ${method} ${path.split('?')[0] ?? ''} here.`)
      }
      note({
        ...about,
        violations: [...found.violations, ...(await drifted(found, request, { path, cassette, engine }))],
      })
      const here = `${request.origin}${prefix}`
      const images = tape.images.map((one, index) => [one.request.path, `${here}${imageAt(index)}`] as const)
      return replyOf(found, [...images, [cassette.target, here]])
    },
  }
}

function findSubmit(
  session: PlayedSession,
  given: { request: MockRequest; path: string; number: number; session: string },
): Found | undefined {
  const { request, path } = given
  const here = session.left.filter(({ submit }) => samePath(submit.request.path, path))
  const same = here.find(({ submit }) => Buffer.compare(bytesOf(submit.request.body), request.body) === 0)
  const edit = same ?? here[0]
  if (edit === undefined) return undefined
  session.left.splice(session.left.indexOf(edit), 1)
  const id = uuidOf(`${given.session} ${given.number}`)
  session.edits.set(id, { edit, id, asked: new Map() })
  return {
    exchange: edit.submit,
    violations: same === undefined ? [odd('body', 'is not the one that was recorded')] : [],
    ...(edit.jobId === undefined ? {} : { renamed: [edit.jobId, id] }),
  }
}

function findAnswer(
  session: PlayedSession,
  others: ReadonlyMap<string, readonly RecordedExchange[]>,
  { key, jobId }: { key: string; jobId?: string },
): Found | undefined {
  const played = jobId === undefined ? undefined : session.edits.get(jobId)
  const recorded = played?.edit.about.get(key) ?? (jobId === undefined ? others.get(key) : undefined)
  const asked = played?.asked ?? session.asked
  const nth = asked.get(key) ?? 0
  asked.set(key, nth + 1)
  // Whoever looks more often than the recording did sees the last answer again.
  const exchange = recorded?.[Math.min(nth, recorded.length - 1)]
  if (exchange === undefined) return undefined
  const renamed = played?.edit.jobId === undefined ? undefined : ([played.edit.jobId, played.id] as const)
  return { exchange, violations: [], ...(renamed === undefined ? {} : { renamed }) }
}

/** What the contract says today and did not say when it was recorded. */
async function drifted(
  { exchange }: Found,
  request: MockRequest,
  { path, cassette, engine }: { path: string; cassette: Cassette; engine: ContractEngine },
): Promise<readonly Violation[]> {
  const { response, violations } = exchange
  const now = await checkExchange(
    {
      method: request.method,
      path,
      requestHeaders: Object.entries(request.headers),
      requestBody: request.body,
      status: response.status,
      responseHeaders: response.headers,
      responseBody: bytesOf(response.body),
    },
    { engine, provider: cassette.provider },
  )
  const fresh = (found: readonly Violation[], before: readonly Violation[]): readonly Violation[] =>
    found.filter((one) => !before.some((other) => wordsOf(other) === wordsOf(one)))
  return [...fresh(now.request, violations.request), ...fresh(now.response, violations.response)]
}

function wordsOf({ location, keyword, message }: Violation): string {
  return JSON.stringify([location, keyword, message])
}

/** The recorded answer, with this client's job id and this server's address in it. */
function replyOf({ exchange, renamed }: Found, moved: readonly Swap[]): MockReply {
  const { status, headers, body } = exchange.response
  const swaps = [
    ...moved.flatMap(([from, to]): readonly Swap[] => [
      [from, to],
      [escaped(from), escaped(to)],
    ]),
    ...(renamed === undefined ? [] : [renamed]),
  ]
  const swap = (text: string): string => swaps.reduce((left, [from, to]) => left.replaceAll(from, to), text)
  const bytes = bytesOf(body)
  const encoding = headerOf(headers, 'content-encoding')
  // A character a byte: what is swapped is ASCII, and every other byte comes through unchanged.
  const before = Buffer.from(decompressed(bytes, encoding)).toString('latin1')
  const after = swap(before)
  const unpacked = after !== before
  const played = headers
    .filter(([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name))
    .filter(([name]) => !unpacked || !/^content-encoding$/i.test(name))
    .map(([name, value]) => [name.toLowerCase(), swap(value)] as const)
  return {
    status,
    headers: { ...Object.fromEntries(played), 'x-kontext-mock': 'replay' },
    body: after === before ? bytes : Buffer.from(after, 'latin1'),
  }
}

// Some encoders write "/" as "\/" in JSON.
function escaped(url: string): string {
  return url.replaceAll('/', '\\/')
}

function samePath(recorded: string, asked: string): boolean {
  return recorded.split('?')[0] === asked.split('?')[0]
}

function headerOf(headers: RecordedHeaders, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}

function keyOf({ headers }: MockRequest): string | undefined {
  return /^\S+ +(\S+)$/.exec(headers['authorization'] ?? '')?.[1]
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function odd(where: string, message: string): Violation {
  return { location: [where], keyword: 'recording', message }
}

function refusal(status: number, message: string): MockReply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-kontext-mock': 'replay' },
    body: Buffer.from(JSON.stringify({ message })),
  }
}
