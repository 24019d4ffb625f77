import type { JsonRecord } from '../../contracts/json-tree.ts'
import type { Model } from '../../vocabulary.ts'
import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'
import { submitOf } from '../wire/operations.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import { broken } from './batches.ts'
import { requiredLeaves } from './constraints.ts'
import { smallestBody } from './probe-body.ts'

type Probe = Pick<CheckRequest, 'about' | 'body' | 'headers' | 'key' | 'tolerated'>

/** A submit that must be refused: without a body of its own, one in which everything required is missing. */
export function probe(subject: Subject, request: Probe, model: Model = subject.model): CheckRequest {
  const operation = submitOf(subject, model)?.operation
  const path = subject.descriptor.models[model]?.path ?? ''
  return {
    body: emptied(subject, model),
    ...request,
    method: 'POST',
    path,
    ...(operation === undefined ? {} : { operation: operation.id }),
  }
}

function emptied(subject: Subject, model: Model): JsonRecord {
  return broken(smallestBody(subject, model), [], requiredLeaves(subject, model))
}

const sent = new WeakMap<Run, Map<Model, Promise<CheckExchange>>>()

/** The answer to a submit in which everything required is missing. Several cases look at it; it is sent once. */
export function emptySubmit(run: Run, model: Model = run.subject.model): Promise<CheckExchange> {
  const known = sent.get(run) ?? new Map<Model, Promise<CheckExchange>>()
  sent.set(run, known)
  const about = `submit to the path of ${model} without anything required`
  const exchange = known.get(model) ?? run.send(probe(run.subject, { about }, model))
  known.set(model, exchange)
  return exchange
}
