import { asRecord, asText } from '../narrow.ts'
import { stateOf, type Dialect, type ResultReading, type States, type StatusReading } from './dialect.ts'
import { readErrorBody, readErrorValue } from './error-body.ts'
import { readImageList, readSeed } from './image-list.ts'

/** The task polling of gateways such as Vtrix: the last look carries the result. (specs/dialects/task.yaml) */
export const task: Dialect = {
  fieldsPath: '/input/0/params',

  submitBody: (fields, wireName) => ({ model: wireName, input: [{ params: { ...fields } }] }),

  readTicket(body, states) {
    const record = asRecord(body)
    if (record === undefined) return undefined
    // Its own client treats an answer without an id as a failure. (seacloud-cli internal/generation/client.go)
    const id = asText(record['id'])
    if (id === undefined || id === '') return { urls: {}, failure: readErrorBody(body, '') }
    const status = readStatus(record, states)
    return { requestId: id, urls: {}, ...(status === undefined ? {} : { status }) }
  },

  readStatus: (body, states) => readStatus(asRecord(body), states),

  readResult(status, body, states) {
    if (status !== 200) return undefined
    const reading = readStatus(asRecord(body), states)
    if (reading?.result !== undefined) return reading.result
    return reading?.state === 'queued' || reading?.state === 'running' ? 'pending' : undefined
  },

  readCancel: (status) => (status === 404 || status === 405 || status === 501 ? 'unsupported' : undefined),
}

function readStatus(
  record: Readonly<Record<string, unknown>> | undefined,
  states: States,
): StatusReading | undefined {
  const word = asText(record?.['status'])
  if (record === undefined || word === undefined) return undefined
  const state = stateOf(word, states)
  // A failed task comes under HTTP 200, its error as a text or as an object.
  const failure = state === 'failed' ? (readErrorValue(record['error']) ?? readErrorBody({}, '')) : undefined
  const result = state === 'completed' ? readOutput(record) : undefined
  return {
    state,
    raw: word,
    ...(failure === undefined ? {} : { failure }),
    ...(result === undefined ? {} : { result }),
  }
}

function readOutput(record: Readonly<Record<string, unknown>>): ResultReading {
  const output: unknown[] = Array.isArray(record['output']) ? record['output'] : []
  const content = output.flatMap((item): unknown[] => {
    const inner = asRecord(item)?.['content']
    return Array.isArray(inner) ? inner : []
  })
  return { images: readImageList(content), ...readSeed(record['seed']) }
}
