import { toPointer } from '../../contracts/json-tree.ts'
import { answerFor } from '../../contracts/operation-checks.ts'
import type { Case } from '../case.ts'
import type { CheckAnswer, CheckExchange, CheckRequest } from '../wire/exchange.ts'
import { jobRequest, operationOf, submitOf, type JobOperation } from '../wire/operations.ts'
import type { Deviation } from '../report.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import { Skipped } from '../run/skipped.ts'
import { gathered, judging, shown } from './judging.ts'
import { keylessStatus } from './keyless-status.ts'
import { emptySubmit, probe } from './probe-request.ts'
import { unknownId } from './unknown-id.ts'

type KeyKind = 'none' | 'wrong'

const withKey: Readonly<Record<KeyKind, string>> = {
  none: 'without a key',
  wrong: 'with a wrong key',
}

/** Who may do what: a right key is taken, everything else is refused. */
export function authenticationCases(subject: Subject): readonly Case[] {
  const { settings } = subject
  const unauthorized = pointersOf(subject)
  const scheme = ['/security']
  const common = { group: 'auth' as const, edits: [] }
  const keyless =
    settings.keyless === true ? { inapplicable: 'no key is sent from here: a proxy adds it' } : {}
  const cases: Case[] = [
    {
      ...{ ...common, id: 'auth.right-key', severity: 'critical', pointers: scheme },
      title: 'The key is taken, under the scheme of the contract.',
      run: rightKey,
    },
    {
      ...{ ...common, id: 'auth.no-key', severity: 'critical', pointers: unauthorized },
      title: 'A submit without a key is refused with 401.',
      run: (run) => submitWith(run, 'none'),
    },
    {
      ...{ ...common, id: 'auth.wrong-key', severity: 'critical', pointers: unauthorized },
      title: 'A submit with a wrong key is refused with 401.',
      run: (run) => submitWith(run, 'wrong'),
    },
    {
      ...{ ...common, id: 'auth.wrong-scheme', severity: 'minor', pointers: scheme },
      title: 'The key under another scheme is refused with 401.',
      run: wrongScheme,
    },
    {
      ...{ ...common, id: 'auth.read-no-key', severity: 'major', pointers: unauthorized },
      title: 'Whoever asks about jobs without a key is refused with 401.',
      run: (run) => gathered(askWith(run, 'none')),
    },
    {
      ...{ ...common, id: 'auth.read-wrong-key', severity: 'major', pointers: unauthorized },
      title: 'Whoever asks about jobs with a wrong key is refused with 401.',
      run: (run) => gathered(askWith(run, 'wrong')),
    },
    {
      ...{ ...common, id: 'auth.may-submit', severity: 'critical', pointers: scheme },
      title: 'The key may submit edits.',
      stops: 'the server takes no edits with this key',
      run: maySubmit,
    },
    {
      ...{
        ...common,
        id: 'auth.foreign-job',
        severity: 'critical',
        pointers: unauthorized,
        edits: ['usual'],
      },
      title: 'A job is told to nobody without its key, and stopped by nobody.',
      run: (run) => gathered(foreignJob(run)),
    },
  ]
  return cases.map((one) => ({ ...one, ...keyless }))
}

async function rightKey(run: Run): Promise<readonly Deviation[]> {
  const { scheme } = run.subject.descriptor.auth
  const message = `The key was refused under the scheme ${scheme}. If it is a good key, the server takes another scheme.`
  const answers = await askStatus(run, { about: 'status of no job, with the key' })
  return judging(answers, (answer) =>
    isRefused(answer) ? [{ message, want: 'no 401 and no 403', got: shown(answer) }] : [],
  )
}

/** By a read: a server that takes the key would take an edit, if it did not look at the body. */
async function wrongScheme(run: Run): Promise<readonly Deviation[]> {
  const about = 'status of no job, with the key under another scheme'
  const exchange = await askStatus(run, { about, key: 'wrong-scheme', tolerated: [403] })
  const message = 'The key under another scheme was not refused.'
  return judging(exchange, (answer) =>
    isRefused(answer) ? [] : [{ message, want: '401', got: shown(answer) }],
  )
}

/** A key may look at jobs and not pay for edits: fal answers 403 for a locked account. (fal-ai/fal#1112) */
async function maySubmit(run: Run): Promise<readonly Deviation[]> {
  const message = 'No edit is taken with this key: it is wrong, or its account is locked or has no balance.'
  return judging(await emptySubmit(run), (answer) =>
    isRefused(answer)
      ? [{ message, want: 'a refusal of what is missing in the body', got: shown(answer) }]
      : [],
  )
}

async function askStatus(
  run: Run,
  more: Pick<CheckRequest, 'about' | 'key' | 'tolerated'>,
): Promise<CheckExchange> {
  const status = jobRequest(run.subject, 'status', unknownId)
  if (status === undefined) throw new Skipped('its contract has no status')
  return run.send({ ...status, ...more })
}

async function submitWith(run: Run, key: KeyKind): Promise<readonly Deviation[]> {
  const request = probe(run.subject, { about: `submit ${withKey[key]}`, key, tolerated: [403] })
  return refusedBy(run, request)
}

async function* askWith(run: Run, key: KeyKind): AsyncGenerator<readonly Deviation[]> {
  for (const name of ['status', 'result', 'stream', 'cancel'] as const) {
    const asked = isTwin(run.subject, name) ? undefined : jobRequest(run.subject, name, unknownId)
    if (asked === undefined) continue
    const known = name === 'status' && key === 'none' ? await keylessStatus(run) : undefined
    const about = `${name} ${withKey[key]}`
    yield known === undefined
      ? await refusedBy(run, { ...asked, about, key, tolerated: [403] })
      : judgeRefused(known)
  }
}

async function* foreignJob(run: Run): AsyncGenerator<readonly Deviation[]> {
  const { requestId } = await run.course('usual')
  if (requestId === undefined) throw new Skipped('the edit got no job')
  for (const key of ['none', 'wrong'] as const) {
    for (const name of ['status', 'result', 'stream', 'cancel'] as const) {
      const asked = isTwin(run.subject, name) ? undefined : jobRequest(run.subject, name, requestId)
      if (asked === undefined) continue
      const request = { ...asked, about: `${name} of a job ${withKey[key]}`, key, tolerated: [403, 404] }
      // Who is told that there is no such job learns nothing.
      yield await refusedBy(run, request, [401, 403, 404])
    }
  }
}

/** Whether an operation is another one's under a second name. */
function isTwin(subject: Subject, name: JobOperation): boolean {
  return name === 'result' && operationOf(subject, 'result') === operationOf(subject, 'status')
}

async function refusedBy(
  run: Run,
  request: CheckRequest,
  refusals?: readonly number[],
): Promise<readonly Deviation[]> {
  return judgeRefused(await run.send(request), refusals)
}

function judgeRefused(
  exchange: CheckExchange,
  refusals: readonly number[] = [401, 403],
): readonly Deviation[] {
  const message = `A ${exchange.request.about} was not refused for its key.`
  return judging(exchange, (answer) =>
    refusals.includes(answer.status) ? [] : [{ message, want: '401', got: shown(answer) }],
  )
}

function isRefused({ status }: CheckAnswer): boolean {
  return status === 401 || status === 402 || status === 403
}

function pointersOf(subject: Subject): readonly string[] {
  const answers = submitOf(subject, subject.model)?.operation.answers ?? []
  const refused = answerFor(answers, 401)
  return ['/security', ...(refused === undefined ? [] : [toPointer(refused.path)])]
}
