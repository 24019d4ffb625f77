import { asRecord } from '../narrow.ts'
import {
  readNoWord,
  readWord,
  type Dialect,
  type ResultReading,
  type States,
  type StatusReading,
} from './dialect.ts'
import { isErrorBody, readErrorBody, readErrorValue } from './error-body.ts'
import { readImageList, readSeed } from './image-list.ts'
import { readId } from './job-id.ts'

/** The task polling of gateways such as Vtrix: the last look carries the result. (specs/dialects/task.yaml) */
export const task: Dialect = {
  submitBody: (fields, wireName) => ({ model: wireName, input: [{ params: { ...fields } }] }),

  readTicket(body, states) {
    const record = asRecord(body)
    if (record === undefined) return undefined
    // The command of one gateway writes task_id. (docs of vtrix-cli)
    const id = readId(record['id']) ?? readId(record['task_id']) ?? ''
    const status = readStatus(record, states)
    // Its own client treats an answer without an id as a failure. (seacloud-cli internal/generation/client.go)
    if (id === '' && (status?.result?.images.length ?? 0) === 0) {
      return status?.state === 'failed' || isErrorBody(record)
        ? { urls: {}, failure: status?.failure ?? readErrorBody(body, '') }
        : undefined
    }
    return {
      ...(id === '' ? {} : { requestId: id }),
      urls: {},
      ...(status === undefined ? {} : { status }),
    }
  },

  readStatus: (body, states) => readStatus(asRecord(body), states) ?? readNoWord(asRecord(body)),

  saysPending: false,

  readResult(status, body, states) {
    if (status !== 200) return undefined
    const reading = readStatus(asRecord(body), states)
    if (reading?.result !== undefined) return reading.result
    return reading?.state === 'queued' || reading?.state === 'running' ? 'pending' : undefined
  },

  // Its contract has no cancel.
  readCancel: () => 'unsupported',
}

function readStatus(
  record: Readonly<Record<string, unknown>> | undefined,
  states: States,
): StatusReading | undefined {
  const word = readWord(record?.['status'], states)
  if (record === undefined || word === undefined) return undefined
  const { state, ended } = word
  // A failed task comes under HTTP 200, its error as a text or as an object.
  const failed = state === 'failed' || word.failure !== undefined
  const failure = failed
    ? (readErrorValue(record['error']) ?? word.failure ?? readErrorBody({}, ''))
    : undefined
  const result = state === 'completed' || ended ? readOutput(record) : undefined
  return {
    ...word,
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
  return { images: [], ...readImageList(content), ...readSeed(record['seed']) }
}
