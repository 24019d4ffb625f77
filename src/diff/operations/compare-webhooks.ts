import { entriesOf, follow, isRecord, valueAt, type JsonPath, type Operation } from '../../contracts/index.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'
import { compareEvent } from './compare-event.ts'
import type { OperationPair } from './compare-operation.ts'

/** Reports the differences of the requests a provider makes: a client receives them. */
export function compareWebhooks(comparison: Comparison): void {
  const holders = [['webhooks'], ['webhooks']] as const
  compareEvents(comparison, 'webhook', holders, [
    eventsIn(comparison.before, ['webhooks']),
    eventsIn(comparison.after, ['webhooks']),
  ])
}

/** The same of those that are told with a request where to go. */
export function compareCallbacks(comparison: Comparison, [before, after]: OperationPair): void {
  compareEvents(
    comparison,
    'callback',
    [before.path, after.path],
    [callbacksIn(comparison.before, before), callbacksIn(comparison.after, after)],
  )
}

const methods = new Set(['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace'])

type Events = ReadonlyMap<string, JsonPath>

function compareEvents(
  comparison: Comparison,
  noun: string,
  holders: readonly [JsonPath, JsonPath],
  [before, after]: readonly [Events, Events],
): void {
  for (const [name, path] of before) {
    const other = after.get(name)
    if (other === undefined) {
      const at = { before: spot(comparison.before, path), after: { path: holders[1] } }
      found(comparison, { rule: 'event-removed', where: `${noun} ${name}`, ...at })
    } else compareEvent(comparison, `${noun} ${name}`, [path, other])
  }
  for (const [name, path] of after) {
    if (before.has(name)) continue
    const at = { before: { path: holders[0] }, after: spot(comparison.after, path) }
    found(comparison, { rule: 'event-added', where: `${noun} ${name}`, ...at })
  }
}

function callbacksIn(root: unknown, { path }: Operation): Events {
  const at = [...path, 'callbacks']
  return new Map(
    entriesOf(valueAt(root, at)).flatMap(([name]) => [
      ...eventsIn(root, follow(root, [...at, name]), `${name} to `),
    ]),
  )
}

/** Each request and method. */
function eventsIn(root: unknown, at: JsonPath, prefix = ''): Events {
  return new Map(
    entriesOf(valueAt(root, at)).flatMap(([name]) => {
      const item = follow(root, [...at, name])
      return entriesOf(valueAt(root, item)).flatMap(([method, operation]) =>
        methods.has(method) && isRecord(operation)
          ? [[`${method.toUpperCase()} ${prefix}${name}`, [...item, method]] as const]
          : [],
      )
    }),
  )
}
