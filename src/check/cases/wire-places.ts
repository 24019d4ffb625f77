import type { DialectId } from '../../provider.ts'
import { asRecord } from '../../narrow.ts'
import type { Subject } from '../subject.ts'
import { contractPlaces, type Asked } from './contract-places.ts'

/** What an answer tells, in our words. */
export type Told =
  | 'canceledResult'
  | 'cancelTaken'
  | 'cancelUrl'
  | 'cancelTooLate'
  | 'cost'
  | 'createdAt'
  | 'failedResult'
  | 'failureFields'
  | 'failureReason'
  | 'fileSize'
  | 'height'
  | 'images'
  | 'imageType'
  | 'imageUrl'
  | 'jobId'
  | 'kind'
  | 'logs'
  | 'model'
  | 'nsfw'
  | 'position'
  | 'progress'
  | 'prompt'
  | 'resultUrl'
  | 'runTime'
  | 'seed'
  | 'state'
  | 'statusError'
  | 'statusJobId'
  | 'statusUrl'
  | 'ticket'
  | 'tooEarly'
  | 'usage'
  | 'width'

type Place = readonly [asked: Asked, status: number, ...steps: readonly string[]]
type PlaceTable = Readonly<Partial<Record<Told, Place>>>

// Where each dialect tells a thing: operation, status of the answer, and the way through its body. (specs/dialects/)
const tables: Readonly<Record<DialectId, PlaceTable>> = {
  'fal-queue': {
    ticket: ['submit', 200],
    jobId: ['submit', 200, 'request_id'],
    statusUrl: ['submit', 200, 'status_url'],
    resultUrl: ['submit', 200, 'response_url'],
    cancelUrl: ['submit', 200, 'cancel_url'],
    state: ['status', 202, 'status'],
    statusJobId: ['status', 202, 'request_id'],
    position: ['status', 202, 'queue_position'],
    logs: ['status', 200, 'logs'],
    runTime: ['status', 200, 'metrics', 'inference_time'],
    statusError: ['status', 200, 'error'],
    tooEarly: ['result', 400],
    images: ['result', 200, 'images'],
    imageUrl: ['result', 200, 'images', '*', 'url'],
    imageType: ['result', 200, 'images', '*', 'content_type'],
    fileSize: ['result', 200, 'images', '*', 'file_size'],
    width: ['result', 200, 'images', '*', 'width'],
    height: ['result', 200, 'images', '*', 'height'],
    seed: ['result', 200, 'seed'],
    prompt: ['result', 200, 'prompt'],
    nsfw: ['result', 200, 'has_nsfw_concepts'],
    failedResult: ['result', 422],
    failureFields: ['result', 422, 'detail'],
    canceledResult: ['result', 499],
    cancelTaken: ['cancel', 202],
    cancelTooLate: ['cancel', 400],
  },
  task: {
    ticket: ['submit', 200],
    jobId: ['submit', 200, 'id'],
    state: ['status', 200, 'status'],
    statusJobId: ['status', 200, 'id'],
    progress: ['status', 200, 'progress'],
    createdAt: ['status', 200, 'created_at'],
    model: ['status', 200, 'model'],
    statusError: ['status', 200, 'error'],
    images: ['status', 200, 'output'],
    imageUrl: ['status', 200, 'output', '*', 'content', '*', 'url'],
    kind: ['status', 200, 'output', '*', 'content', '*', 'type'],
    usage: ['status', 200, 'usage'],
    cost: ['status', 200, 'usage', 'cost'],
    failedResult: ['status', 200, 'error'],
    failureReason: ['status', 200, 'error'],
  },
}

/** Where the contract of a provider tells a thing, as a JSON pointer; undefined where it does not. */
export function placeOf(subject: Subject, told: Told): string | undefined {
  const place = tables[subject.descriptor.dialect][told]
  return place && contractPlaces(subject).field(...place)
}

/** The answer of the contract that tells a thing; undefined where there is none. */
export function answerPlace(subject: Subject, told: Told): string | undefined {
  const place = tables[subject.descriptor.dialect][told]
  return place && contractPlaces(subject).answer(place[0], place[1])
}

/** A thing out of the body of an answer; undefined where it is not told. */
export function valueTold(subject: Subject, told: Told, body: unknown): unknown {
  return valuesTold(subject, told, body)[0]
}

/** A thing out of the body of an answer, once for each item of the lists on the way to it. */
export function valuesTold(subject: Subject, told: Told, body: unknown): readonly unknown[] {
  const place = tables[subject.descriptor.dialect][told]
  if (place === undefined) return []
  const [, , ...steps] = place
  return steps.reduce<readonly unknown[]>(
    (values, step) =>
      values.flatMap((value): unknown[] =>
        step === '*' ? (Array.isArray(value) ? value : []) : [asRecord(value)?.[step]],
      ),
    [body],
  )
}
