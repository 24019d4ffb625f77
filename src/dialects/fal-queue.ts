import { asNumber, asRecord, asText } from '../narrow.ts'
import {
  readNoWord,
  readWord,
  type Dialect,
  type ResultReading,
  type States,
  type StatusReading,
} from './dialect.ts'
import { isErrorBody, readErrorBody, readErrorValue, type ErrorReading } from './error-body.ts'
import { readImageList, readSeed } from './image-list.ts'
import { idInUrl, readId } from './job-id.ts'

/** The queue of fal.ai and of the relays that copy it. (specs/dialects/fal-queue.yaml) */
export const falQueue: Dialect = {
  submitBody: (fields) => ({ ...fields }),

  readTicket(body, states) {
    const record = asRecord(body)
    if (record === undefined) return undefined
    const [statusUrl, resultUrl, cancelUrl] = ['status_url', 'response_url', 'cancel_url'].map((key) =>
      asText(record[key]),
    )
    const requestId = readId(record['request_id']) ?? idInUrl(statusUrl ?? resultUrl)
    const status = readStatus(record, states)
    if (requestId === undefined && (status?.result?.images.length ?? 0) === 0) {
      return isErrorBody(record) ? { urls: {}, failure: readErrorBody(body, '') } : undefined
    }
    return {
      ...(requestId === undefined ? {} : { requestId }),
      ...(status === undefined ? {} : { status }),
      urls: {
        ...(statusUrl === undefined ? {} : { status: statusUrl }),
        ...(resultUrl === undefined ? {} : { result: resultUrl }),
        ...(cancelUrl === undefined ? {} : { cancel: cancelUrl }),
      },
    }
  },

  readStatus: (body, states) => readStatus(asRecord(body), states) ?? readNoWord(asRecord(body)),

  saysPending: true,

  readResult(status, body, states) {
    // 400 {"detail":"Request is still in progress"} from fal, 202 from its imitators
    if (status === 202) return 'pending'
    if (status === 400 && /still in progress/i.test(readErrorBody(body, '').message)) return 'pending'
    const record = asRecord(body)
    const result = readImages(record)
    if (result !== undefined && result.images.length > 0) return result
    const state = readWord(record?.['status'], states)?.state
    return state === 'queued' || state === 'running' ? 'pending' : result
  },

  readCancel(status, body) {
    const word = asText(asRecord(body)?.['status'])?.toUpperCase()
    if (word === 'ALREADY_COMPLETED') return 'too-late'
    // Taken out of the queue before it ran. (fal.ai/docs/inference-api/queue/cancel)
    if (word === 'OK') return 'canceled'
    if (status >= 200 && status < 300) return body === undefined ? 'unsupported' : 'requested'
    // Relays document no cancel: the route is not there, or leads to their home page. fal says NOT_FOUND of a job.
    const gone = status === 404 || status === 405 || status === 501
    return gone && word !== 'NOT_FOUND' ? 'unsupported' : undefined
  },
}

function readStatus(
  record: Readonly<Record<string, unknown>> | undefined,
  states: States,
): StatusReading | undefined {
  // qnaigc embeds `result` in the status; a relay may answer the submit with the images themselves.
  const result = readImages(asRecord(record?.['result'])) ?? readImages(record)
  const word = readWord(record?.['status'], states) ?? (result && ({ state: 'completed', raw: '' } as const))
  if (word === undefined) return undefined
  const position = asNumber(record?.['queue_position'])
  const failure = word.state === 'completed' ? readFailure(record) : undefined
  return {
    ...word,
    ...(position !== undefined && Number.isSafeInteger(position) && position >= 0 ? { position } : {}),
    ...(result === undefined ? {} : { result }),
    ...(failure === undefined ? {} : { failure }),
  }
}

// Newer pages of fal list `error` and `error_type` for COMPLETED; the result says more.
function readFailure(record: Readonly<Record<string, unknown>> | undefined): ErrorReading | undefined {
  const said = readErrorValue(record?.['error'])
  const type = asText(record?.['error_type'])
  if (type === undefined || type === '') return said
  return { message: type, fields: [], final: true, ...said, type }
}

function readImages(record: Readonly<Record<string, unknown>> | undefined): ResultReading | undefined {
  // fal says images[], the queue of SeaCloud outputs[], single-image relays image.
  const list = record?.['images'] ?? record?.['outputs'] ?? record?.['image']
  const found = readImageList(list, record?.['has_nsfw_concepts'])
  return found && { ...found, ...readSeed(record?.['seed']) }
}
