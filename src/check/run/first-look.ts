import { isLoopback } from '../../provider.ts'
import { emptySubmit } from '../cases/probe-request.ts'
import { keylessStatus } from '../cases/keyless-status.ts'
import type { Run } from './run.ts'
import type { Subject } from '../subject.ts'
import { isStray, strayWords } from './stray-answer.ts'

/**
 * Looks, before any case and for free, whether there is such an API at an address at all; says what is wrong when there
 * is none. A server may hide everything from who has no key: what it says to a submit with the key decides then.
 */
export async function firstLook(run: Run): Promise<string | undefined> {
  const status = await keylessStatus(run)
  if (status?.answer === undefined || !isStray(status.answer)) return undefined
  const submit = await emptySubmit(run)
  if (submit.answer === undefined || !isStray(submit.answer)) return undefined
  const { baseUrl } = run.subject.provider
  const asked = [status, submit].map(({ request: { method, path } }) => `${method} ${path}`).join(' and ')
  const words = [...new Set([status.answer, submit.answer].map(strayWords))].join(' and ')
  return `no such API is at ${baseUrl}: ${asked} were answered ${words}. ${remedy(run.subject)}`
}

function remedy({ provider: { id, baseUrl }, descriptor: { servers } }: Subject): string {
  const { origin, pathname, hostname } = new URL(baseUrl)
  const places = [
    ...servers.slice(0, 1).map((server) => `the server of its contract is ${server}`),
    // A mock has each provider under its id.
    ...(isLoopback(hostname) && pathname !== `/${id}` ? [`at kontext-mocks it is ${origin}/${id}`] : []),
  ].join('; ')
  const question = pathname === '/' ? 'Is the base path missing?' : 'Is its path right?'
  return places === '' ? question : `${question} ${places.slice(0, 1).toUpperCase()}${places.slice(1)}.`
}
