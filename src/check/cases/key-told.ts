import { readApiKey } from '../../http/api-key.ts'
import type { Case } from '../case.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import type { Deviation } from '../report.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import { Skipped } from '../run/skipped.ts'

// A shorter text may stand in an answer by chance.
const leastLength = 8
// A key may come from a vault.
const longestMs = 30_000

/**
 * Whether any answer repeats the key. Answers are logged, kept with jobs and passed on, addresses go to other hosts: the
 * contract has the key in a header of requests, and nowhere else.
 */
export function keyToldCase({ settings }: Subject): Case {
  const keyless =
    settings.keyless === true ? { inapplicable: 'no key is sent from here: a proxy adds it' } : {}
  return {
    ...{ id: 'answers.no-key', group: 'answers', severity: 'critical', edits: [], ...keyless },
    title: 'No answer repeats the key.',
    pointers: ['/security'],
    run: lookForKey,
  }
}

async function lookForKey(run: Run): Promise<readonly Deviation[]> {
  if (!run.exchanges.some(({ answer }) => answer !== undefined)) throw new Skipped('no answer came')
  const secrets = secretsOf(await keyOf(run))
  if (secrets.length === 0) throw new Skipped('a key as short as this one may stand in an answer by chance')
  const found = run.exchanges.flatMap((exchange): Deviation[] => {
    const place = placeOfKey(exchange, secrets)
    if (place === undefined) return []
    const { about } = exchange.request
    const message = `The answer to "${about}" repeats the key in ${place}: whoever keeps or passes on answers tells it.`
    return [
      { message, want: 'the key in requests alone', got: `the key in ${place}`, exchange: exchange.number },
    ]
  })
  // One of each kind says it.
  return found.filter(({ got }, index) => found.findIndex((other) => other.got === got) === index)
}

async function keyOf({ clock, signal, subject }: Run): Promise<string | undefined> {
  const over = new AbortController()
  const stop = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal])
  const tooLong = clock.sleep(longestMs, stop).then(() => {
    throw new Skipped('the key did not come')
  })
  try {
    return await Promise.race([readApiKey(subject.provider), tooLong])
  } finally {
    over.abort()
  }
}

/** A key of two halves has an id, which is none, and a secret. */
function secretsOf(key = ''): readonly string[] {
  const secret = key.slice(key.indexOf(':') + 1)
  return [...new Set([key, secret])].filter(({ length }) => length >= leastLength)
}

function placeOfKey({ answer }: CheckExchange, secrets: readonly string[]): string | undefined {
  if (answer === undefined) return undefined
  const tells = (text: string): boolean =>
    secrets.some((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)))
  const header = Object.entries(answer.headers).find(([, value]) => tells(value))
  if (header !== undefined) return `its header ${header[0]}`
  return tells(answer.text) ? 'its body' : undefined
}
