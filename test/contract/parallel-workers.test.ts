import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { startMockServer, type JournalEntry, type MockServer } from 'kontext-mocks'
import { createFakeClock } from 'kontext-sdk/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const labels = Array.from({ length: 8 }, (_none, nth) => `worker-${nth}`)
const jobs = 1_250

interface Report {
  readonly label: string
  readonly ids: readonly string[]
  readonly wrong: readonly string[]
}

let server: MockServer
beforeAll(async () => {
  server = await startMockServer({ engine: 'fast', clock: createFakeClock() })
})
afterAll(() => server.close())

function work(label: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(new URL('parallel-worker.ts', import.meta.url)), {
      workerData: { url: server.url, label, jobs },
    })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

interface Run {
  readonly reports: readonly Report[]
  readonly journals: Readonly<Record<string, readonly JournalEntry[]>>
}

async function run(): Promise<Run> {
  server.reset()
  const reports = await Promise.all(labels.map(work))
  return {
    reports,
    journals: Object.fromEntries(labels.map((id) => [id, server.session({ id }).journal()])),
  }
}

test('eight workers with 10,000 jobs on one server do not see each other, and a second run is the same', async () => {
  const first = await run()
  const ids = first.reports.flatMap((report) => report.ids)
  expect(first.reports.flatMap(({ wrong }) => wrong)).toEqual([])
  expect(new Set(ids).size).toBe(10_000)
  expect(server.ledger()).toEqual({ fal: { accepted: 10_000, billed: 10_000 } })
  // They were at it at the same time: the journal of all changes hands thousands of times.
  const owners = server.journal().map(({ session }) => session)
  expect(owners.filter((owner, at) => owner !== owners[at - 1]).length).toBeGreaterThan(2_000)
  for (const { label, ids: own } of first.reports) {
    const asked = new Set(first.journals[label]?.map(({ jobId }) => jobId))
    expect([...asked].filter((id) => id === undefined || !own.includes(id))).toEqual([])
    expect(server.session({ id: label }).verify()).toEqual({ ok: true, findings: [] })
    expect(server.session({ id: label }).ledger()).toEqual({ fal: { accepted: jobs, billed: jobs } })
  }
  const second = await run()
  expect(second.journals).toEqual(first.journals)
})
