import { toPointer } from '../../contracts/json-tree.ts'
import type { Operation } from '../../contracts/operations.ts'
import type { Case, Severity } from '../case.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import { operationOf, submitOf, type JobOperation } from '../wire/operations.ts'
import type { Deviation } from '../report.ts'
import type { Subject } from '../subject.ts'
import { Skipped } from '../run/skipped.ts'
import { isDownload } from '../wire/wire.ts'
import { judgeAnswer } from './judge-answer.ts'
import { keyToldCase } from './key-told.ts'
import { lackingOperation } from './lacking.ts'

type Answering = JobOperation | 'submit'

const asked: readonly { readonly name: Answering; readonly severity: Severity }[] = [
  { name: 'submit', severity: 'major' },
  { name: 'status', severity: 'major' },
  { name: 'result', severity: 'major' },
  { name: 'cancel', severity: 'minor' },
  { name: 'stream', severity: 'minor' },
]
const requests = {
  submit: 'A submit',
  status: 'A request for the status',
  result: 'A request for the result',
  cancel: 'A request to cancel',
  stream: 'A request for the stream',
} as const satisfies Record<Answering, string>
const mostDeviations = 20

/** Every answer that came, held against the contract: status, content type, headers, body, events. */
export function answerCases(subject: Subject): readonly Case[] {
  const each = asked.map(({ name, severity }): Case => {
    const operation = operationNamed(subject, name)
    const missing = name === 'submit' ? undefined : lackingOperation(subject, name)
    return {
      ...{ id: `answers.${name}`, group: 'answers', severity, edits: [] },
      title: `${requests[name]} is answered as the contract says, errors aside.`,
      pointers: pointersOf(operation === undefined ? [] : [operation], isGood),
      ...(missing === undefined ? {} : { inapplicable: missing }),
      run: (run) => judgeAll(run.exchanges, subject, (id, good) => good && id === operation?.id),
    }
  })
  const operations = asked.flatMap(({ name }) => operationNamed(subject, name) ?? [])
  return [
    ...each,
    {
      ...{ id: 'answers.errors', group: 'answers', severity: 'minor', edits: [] },
      title: 'Every error is told as the contract says.',
      pointers: pointersOf(operations, (code) => !isGood(code)),
      run: (run) => judgeAll(run.exchanges, subject, (_id, good) => !good),
    },
    keyToldCase(subject),
  ]
}

function operationNamed(subject: Subject, name: Answering): Operation | undefined {
  return (name === 'submit' ? submitOf(subject, subject.model) : operationOf(subject, name))?.operation
}

function isGood(code: string): boolean {
  return /^[123]/.test(code)
}

function pointersOf(operations: readonly Operation[], wanted: (code: string) => boolean): readonly string[] {
  const specs = operations.flatMap(({ answers }) => answers).filter(({ code }) => wanted(code))
  return [...new Set(specs.map(({ path }) => toPointer(path)))]
}

type Wanted = (operation: string, good: boolean) => boolean

async function judgeAll(
  exchanges: readonly CheckExchange[],
  subject: Subject,
  wanted: Wanted,
): Promise<readonly Deviation[]> {
  const found = new Map<string, { readonly deviation: Deviation; times: number }>()
  let judged = 0
  for (const exchange of exchanges) {
    const { answer, request } = exchange
    if (answer === undefined || isDownload(request)) continue
    const served = subject.checks.find(request.method, request.path.split('?')[0] ?? '')?.target
    if (served === undefined || !wanted(served.operation.id, isGood(String(answer.status)))) continue
    judged += 1
    for (const { key, deviation } of judgeAnswer(
      { exchange, answer, served },
      subject.contract.document.root,
    )) {
      const known = found.get(key)
      if (known === undefined) found.set(key, { deviation, times: 1 })
      else known.times += 1
    }
  }
  if (judged === 0) throw new Skipped('no such answer came')
  return Promise.resolve([...found.values()].slice(0, mostDeviations).map(counted))
}

function counted({ deviation, times }: { readonly deviation: Deviation; readonly times: number }): Deviation {
  return times === 1 ? deviation : { ...deviation, message: `${deviation.message} So did ${times - 1} more.` }
}
