import { asNumber, asRecord, asText } from '../narrow.ts'
import { stateOf, type Dialect, type ResultReading, type States, type StatusReading } from './dialect.ts'
import { readErrorBody } from './error-body.ts'
import { readImageList, readSeed } from './image-list.ts'

/** The queue of fal.ai and of the relays that copy it. (specs/dialects/fal-queue.yaml) */
export const falQueue: Dialect = {
  fieldsPath: '',

  submitBody: (fields) => ({ ...fields }),

  readTicket(body, states) {
    const record = asRecord(body)
    if (record === undefined) return undefined
    const requestId = asText(record['request_id'])
    const status = readStatus(record, states)
    if (requestId === undefined && status === undefined) {
      const says = ['error', 'detail', 'message'].some((key) => key in record)
      return says ? { urls: {}, failure: readErrorBody(body, '') } : undefined
    }
    const [statusUrl, resultUrl, cancelUrl] = ['status_url', 'response_url', 'cancel_url'].map((key) =>
      asText(record[key]),
    )
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

  readStatus: (body, states) => readStatus(asRecord(body), states),

  readResult(status, body, states) {
    // 400 {"detail":"Request is still in progress"} from fal, 202 from its imitators
    if (status === 202) return 'pending'
    if (status === 400 && /still in progress/i.test(readErrorBody(body, '').message)) return 'pending'
    const record = asRecord(body)
    const result = readImages(record)
    if (result !== undefined) return result
    const state = readStatus(record, states)?.state
    return state === 'queued' || state === 'running' ? 'pending' : undefined
  },

  readCancel(status, body) {
    switch (asText(asRecord(body)?.['status'])?.toUpperCase()) {
      case 'CANCELLATION_REQUESTED':
        return 'requested'
      case 'ALREADY_COMPLETED':
        return 'too-late'
      case 'OK':
        return 'canceled'
      case 'NOT_FOUND':
        return undefined
      default:
        // Relays document no cancel: the route is not there.
        if (status === 404 || status === 405 || status === 501) return 'unsupported'
        return status === 202 ? 'requested' : status === 200 ? 'canceled' : undefined
    }
  },
}

function readStatus(
  record: Readonly<Record<string, unknown>> | undefined,
  states: States,
): StatusReading | undefined {
  const word = asText(record?.['status'])
  // qnaigc embeds `result` in the status; a relay may answer the submit with the images themselves.
  const result = readImages(asRecord(record?.['result'])) ?? readImages(record)
  if (word === undefined && result === undefined) return undefined
  const state = word === undefined ? 'completed' : stateOf(word, states)
  const position = asNumber(record?.['queue_position'])
  return {
    state,
    raw: word ?? '',
    ...(position === undefined ? {} : { position }),
    ...(result === undefined ? {} : { result }),
  }
}

function readImages(record: Readonly<Record<string, unknown>> | undefined): ResultReading | undefined {
  // fal says images[], the queue of SeaCloud outputs[], single-image relays image.
  const list =
    record?.['images'] ??
    record?.['outputs'] ??
    (record?.['image'] === undefined ? undefined : [record['image']])
  if (!Array.isArray(list)) return undefined
  const flags = record?.['has_nsfw_concepts']
  return {
    images: readImageList(list),
    ...readSeed(record?.['seed']),
    ...(Array.isArray(flags) ? { nsfw: flags.map((flag) => flag === true) } : {}),
  }
}
