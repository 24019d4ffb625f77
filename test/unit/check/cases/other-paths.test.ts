// Paths that a contract names beside its own, and those that only other contracts name.
import { describe, expect, test } from 'vitest'
import { caseOf, checked, idsOf, type Between, type Id } from '../mocked.ts'

const isOwn = /\/fal-ai\/flux-pro\/requests\/[^/]+(?:\/status(?:\/stream)?|\/cancel)?$/

/** Nothing about jobs is anywhere but at the contract's own paths. */
const ownPathsOnly: Between = (seen, next) => {
  const { pathname } = new URL(seen.url)
  return pathname.includes('/requests/') && !isOwn.test(pathname)
    ? Promise.resolve(Response.json({ detail: 'Not Found' }, { status: 404 }))
    : next()
}

const result = '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}/get/x-also-at'
const cancel = '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1cancel/put/x-also-at'
const stream = '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status~1stream/get/x-also-at'
const status = '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get/x-also-at'

const named = [
  {
    name: 'fal, with the model pro',
    id: 'fal',
    model: 'pro',
    asked: [
      'status at /fal-ai/flux-pro/kontext/requests/…/status',
      'result at /fal-ai/flux-pro/kontext/requests/…',
      'result at /fal-ai/flux-pro/kontext/requests/…/response',
      'stream at /fal-ai/flux-pro/kontext/requests/…/status/stream',
      'cancel at /fal-ai/flux-pro/kontext/requests/…/cancel',
    ],
    pointers: [`${status}/0`, `${result}/0`, `${result}/1`, `${stream}/0`, `${cancel}/0`],
  },
  {
    name: 'fal, with the model max',
    id: 'fal',
    model: 'max',
    asked: [
      'status at /fal-ai/flux-pro/kontext/max/requests/…/status',
      'result at /fal-ai/flux-pro/kontext/max/requests/…',
      'result at /fal-ai/flux-pro/kontext/max/requests/…/response',
      'stream at /fal-ai/flux-pro/kontext/max/requests/…/status/stream',
      'cancel at /fal-ai/flux-pro/kontext/max/requests/…/cancel',
    ],
    pointers: [`${status}/1`, `${result}/2`, `${result}/3`, `${stream}/1`, `${cancel}/1`],
  },
  {
    name: 'chainhub',
    id: 'chainhub',
    model: 'max',
    asked: ['result at /fal-ai/auto/requests/…'],
    pointers: [`${result}/0`],
  },
] as const

describe('a job is looked for where the contract of its provider says', () => {
  test.each(named)('at $name', async ({ id, model, asked, pointers }) => {
    const { report } = await checked(id, { budget: 1, model, only: ['paths'] })
    const { status: outcome, evidence } = caseOf(report, 'paths.forms')
    expect(outcome).toBe('passed')
    expect(evidence).toMatchObject(pointers.map((pointer) => ({ pointer, kind: 'public' })))
    const about = report.exchanges.map((exchange) => exchange.about)
    expect(about.filter((text) => text.includes(' at /fal-ai'))).toEqual(asked)
  })

  test.each(named)('and missed there at $name', async ({ id, model, asked, pointers }) => {
    const { report } = await checked(id, { budget: 1, model, only: ['paths'] }, ownPathsOnly)
    expect(idsOf(report, 'deviates')).toEqual(['paths.forms'])
    const { deviations } = caseOf(report, 'paths.forms')
    expect(deviations.map(({ pointer }) => pointer)).toEqual(pointers)
    expect(deviations).toHaveLength(asked.length)
  })
})

const silent: readonly Id[] = ['fal-relay', 'vtrix']
test.each(silent)('%s may have no other paths, as its contract names none', async (id) => {
  const { report } = await checked(id, { budget: 1, only: ['paths'] }, ownPathsOnly)
  expect(caseOf(report, 'paths.forms')).toMatchObject({
    status: 'inapplicable',
    reason: 'its contract names no other paths',
  })
  expect(report.verdict).toBe('conforms')
})
