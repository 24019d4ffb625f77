// How often clients ask for a job, and how late they hear of its end: fal's own and ours, at the same mock, which is in
// another process. Usage: npm run bench -- waiting; with --long also jobs of 45 s in real time, for ten minutes.
import { loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { simulateWaiting } from '../../test/unit/simulate-waiting.ts'
import { printMachine, printTable } from './report.ts'
import { contenders, roundTripMs, type Limits } from './waiting/contenders.ts'
import { measure, type Figures, type Measured, type Plan } from './waiting/measure.ts'
import { simulatePoller } from './waiting/simulate-poller.ts'

const head = [
  '',
  'batches',
  'requests per job',
  'lag, median / p95 ms',
  'peak in 20 ms, usual / worst batch',
  'promised',
]

await inRealTime(contenders, { medianMs: 3_800, batches: 11, skip: 3 })
await simulated(45_000)
if (process.argv.includes('--long')) {
  const few = contenders.filter(({ lingerMs, pieces }) => lingerMs === 0 && !pieces)
  await inRealTime(few, { medianMs: 45_000, batches: 6, skip: 3 })
}

async function inRealTime(some: typeof contenders, plan: Plan): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const measured = await measure(some, plan)
  delay.disable()
  const [late, most] = [delay.percentile(99), delay.max].map((ns) => (ns / 1e6).toFixed(0))
  console.log(`\n30 jobs at once of a median of ${plan.medianMs / 1000} s, ${roundTripMs} ms round trip`)
  printTable(
    head,
    measured.flatMap((one) => rowsOf(one, plan)),
  )
  const load = loadavg()[0]?.toFixed(1) ?? ''
  printMachine(
    `The measuring process was late by ${late} ms at p99, by ${most} ms once: that is in lags and peaks; load ${load}`,
  )
}

function rowsOf({ contender: { name, limits }, cold, warm }: Measured, plan: Plan): string[][] {
  const learned = [name, `${plan.skip + 1} to ${plan.batches}`]
  return [
    [name, 'first', ...cells(cold), ''],
    ...(warm === undefined ? [] : [[...learned, ...cells(warm), verdict(warm, limits)]]),
  ]
}

async function simulated(medianMs: number): Promise<void> {
  const rows: string[][] = []
  const add = (name: string, batches: string, figures: Figures, limits?: Limits) =>
    rows.push([name, batches, ...cells(figures), verdict(figures, limits)])
  add('a poller every 500 ms', 'any', simulatePoller({ medianMs, pauseMs: 500, roundTripMs }))
  for (const rung of ['result', 'status', 'stream'] as const)
    for (const [skip, batches] of [[0, 1] as const, [3, 13] as const]) {
      const { figures } = await simulateWaiting({ rung, medianMs, batches, skip })
      const { requestsPerJob: requests, medianLagMs, p95LagMs: p95Ms, peak } = figures
      const given = {
        jobs: 30 * (batches - skip),
        requests,
        medianMs: medianLagMs,
        p95Ms,
        peaks: [peak, peak] as const,
      }
      const limits = skip > 0 && rung !== 'status' ? { requests: 9, peak: 6 } : undefined
      add(`kontext-sdk by ${rung}`, skip === 0 ? 'first' : '4 to 13', given, limits)
    }
  console.log(
    `\n30 jobs at once of a median of ${medianMs / 1000} s, ${roundTripMs} ms: simulated on a clock`,
  )
  printTable(head, rows)
}

function cells({ requests, medianMs, p95Ms, peaks: [middle, worst] }: Figures): string[] {
  return [
    requests.toFixed(2),
    `${medianMs.toFixed(0)} / ${p95Ms.toFixed(0)}`,
    Number.isNaN(worst) ? '' : `${middle} / ${worst}`,
  ]
}

function verdict(figures: Figures, limits: Limits | undefined): string {
  if (limits === undefined) return ''
  const words = [
    ['requests', limits.requests, figures.requests],
    ['median', limits.medianMs, figures.medianMs],
    ['p95', limits.p95Ms, figures.p95Ms],
    ['peak', limits.peak, figures.peaks[1]],
  ] as const
  return words
    .flatMap(([word, most, is]) =>
      most === undefined ? [] : [`${word} <= ${most}${is > most ? ' MISSED' : ''}`],
    )
    .join(', ')
}
