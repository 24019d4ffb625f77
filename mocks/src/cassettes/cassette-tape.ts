import { mockedProviders, readPath } from 'kontext-sdk/testing'
import { bytesOf, type Cassette, type RecordedExchange } from './cassette.ts'

/** One recorded edit: its submit and, by what was asked, everything that was asked about its job. */
export interface RecordedEdit {
  readonly submit: RecordedExchange
  /** Id of the job as it was recorded; missing where the edit was refused. */
  readonly jobId?: string
  /** Exchanges in their order, by their question's key. */
  readonly about: ReadonlyMap<string, readonly RecordedExchange[]>
}

/** A cassette, sorted for playing. */
export interface Tape {
  readonly edits: readonly RecordedEdit[]
  /** Images that answers name; their path is the whole URL. */
  readonly images: readonly RecordedExchange[]
  /** Exchanges about no job, by their question's key. */
  readonly others: ReadonlyMap<string, readonly RecordedExchange[]>
}

/** What a request asks for, whichever job it is about. */
export interface Question {
  readonly key: string
  /** Id of the job in the path. */
  readonly jobId?: string
  readonly submits: boolean
}

/** Sorts a cassette. */
export function readTape({ provider, exchanges }: Cassette): Tape {
  const isImage = ({ request }: RecordedExchange): boolean => /^https?:/.test(request.path)
  const asked = exchanges
    .filter((exchange) => !isImage(exchange))
    .map((exchange) => ({ exchange, ...questionOf(provider, exchange.request) }))
  const jobIds = [
    ...new Set(asked.flatMap(({ jobId, submits }) => (jobId === undefined || submits ? [] : [jobId]))),
  ]
  const edits = asked
    .filter(({ submits }) => submits)
    .map(({ exchange }) => {
      const said = Buffer.from(bytesOf(exchange.response.body)).toString('latin1')
      const jobId = jobIds.find((id) => said.includes(id))
      const about = asked.filter((other) => !other.submits && jobId !== undefined && other.jobId === jobId)
      return { submit: exchange, about: grouped(about), ...(jobId === undefined ? {} : { jobId }) }
    })
  const known = new Set(edits.map(({ jobId }) => jobId))
  return {
    edits,
    images: exchanges.filter(isImage),
    others: grouped(
      asked.filter(({ submits, jobId }) => !submits && (jobId === undefined || !known.has(jobId))),
    ),
  }
}

/** What a request asks for. `path` is below the provider's base URL. */
export function questionOf(provider: string, { method, path }: { method: string; path: string }): Question {
  const descriptor = mockedProviders().find(({ id }) => id === provider)
  const pathname = path.split('?')[0] ?? path
  if (descriptor === undefined) return { key: `${method} ${pathname}`, submits: false }
  const { operation, jobId, path: canonical } = readPath(descriptor, { method, path: pathname })
  if (operation === 'submit' || operation === 'sync') return { key: `${method} ${canonical}`, submits: true }
  if (operation === undefined || jobId === undefined) return { key: `${method} ${pathname}`, submits: false }
  return { key: operation, jobId, submits: false }
}

function grouped(
  asked: readonly { readonly key: string; readonly exchange: RecordedExchange }[],
): ReadonlyMap<string, readonly RecordedExchange[]> {
  const groups = new Map<string, RecordedExchange[]>()
  for (const { key, exchange } of asked) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [exchange])
    else group.push(exchange)
  }
  return groups
}
