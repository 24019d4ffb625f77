// What a request costs the mock, beside Prism, Mockoon and a bare server, in turns on one machine. The mock is the
// command in mocks/dist/: npm run build makes it.
import { rmSync } from 'node:fs'
import { printMachine, printTable } from './report.ts'
import { median, percentile } from './statistics.ts'
import { editBody, submitPath, writeContracts, type SyntheticContracts } from './mock/contracts.ts'
import { runLoad, type LoadResult } from './mock/load.ts'
import { controlToken, startServer, type ServerProcess } from './mock/server-process.ts'
import { contenders, type Contender } from './mock/servers.ts'

const rounds = Number(process.argv[2] ?? 5)
const perRound = 2_000
const connections = 4
const megabyte = 1024 * 1024
const prismCommand = 'prism mock'

interface Measured {
  readonly contender: Contender
  readonly operations: number
  readonly server: ServerProcess
  readonly cpuUs: number[]
  readonly perSecond: number[]
  readonly latencyMs: number[]
}

const sizes = new Map([4, 800].map((count) => [count, writeContracts(count)]))
try {
  await smallBodies()
  await largeBodies()
  await memory()
  printMachine(
    `${String(rounds)} rounds of ${String(perRound)} requests on ${String(connections)} connections`,
  )
} finally {
  for (const { directory } of sizes.values()) rmSync(directory, { recursive: true, force: true })
}

async function smallBodies(): Promise<void> {
  const body = editBody()
  const all: Measured[] = []
  for (const [operations, contracts] of sizes)
    for (const contender of contenders())
      all.push({
        ...{ contender, operations, cpuUs: [], perSecond: [], latencyMs: [] },
        server: await start(contender, contracts),
      })
  for (const { contender, server } of all) await warmUp(contender, server, body)
  for (let round = 0; round < rounds; round += 1)
    for (const { contender, operations, server, cpuUs, perSecond, latencyMs } of all) {
      // Prism compiles 800 paths for every request.
      const requests = contender.ours === undefined && operations > 4 ? perRound / 10 : perRound
      const before = await server.usage()
      const result = await post(contender, server, { body, requests })
      const after = await server.usage()
      cpuUs.push((after.cpuUs - before.cpuUs) / requests)
      perSecond.push(requests / (result.tookMs / 1000))
      latencyMs.push(percentile(result.latencyMs, 50))
    }
  await Promise.all(all.map(({ server }) => server.stop()))
  const of = (name: string, operations: number): Measured | undefined =>
    all.find(({ contender, ...rest }) => contender.name === name && rest.operations === operations)
  console.log(`\nPOST of ${String(body.length)} bytes`)
  printTable(
    ['', 'CPU µs', 'with 800 operations', 'p50 ms', 'requests/s'],
    contenders().map(({ name }) => {
      const [few, many] = [of(name, 4), of(name, 800)]
      const [cpu, cpuMany] = [median(few?.cpuUs ?? []), median(many?.cpuUs ?? [])]
      const change = Math.round((cpuMany / cpu - 1) * 100)
      return [
        name,
        cpu.toFixed(0),
        `${cpuMany.toFixed(0)} (${change < 0 ? '' : '+'}${String(change)} %)`,
        median(few?.latencyMs ?? []).toFixed(2),
        median(few?.perSecond ?? []).toFixed(0),
      ]
    }),
  )
}

async function largeBodies(): Promise<void> {
  const body = editBody(1.5 * megabyte)
  const rows: { name: string; cpuMs: number; perSecond: number }[] = []
  for (const contender of contenders()) {
    const server = await start(contender, few())
    const requests = contender.name === prismCommand ? 24 : 120
    await post(contender, server, { body, requests: 12 })
    const before = await server.usage()
    const { tookMs } = await post(contender, server, { body, requests })
    const after = await server.usage()
    const cpuMs = (after.cpuUs - before.cpuUs) / 1000 / requests
    rows.push({ name: contender.name, cpuMs, perSecond: requests / (tookMs / 1000) })
    await server.stop()
  }
  const base = rows.find(({ name }) => name === prismCommand)?.perSecond ?? NaN
  console.log('\nPOST of 1.5 MB')
  printTable(
    ['', 'CPU ms', 'requests/s', `of ${prismCommand}`],
    rows.map(({ name, cpuMs, perSecond }) => [
      name,
      cpuMs.toFixed(1),
      perSecond.toFixed(1),
      `${(perSecond / base).toFixed(1)}x`,
    ]),
  )
}

async function memory(): Promise<void> {
  const rows: string[][] = []
  for (const contender of contenders().filter(({ ours }) => ours)) {
    const server = await start(contender, few())
    const fresh = await server.usage()
    await post(contender, server, { body: editBody(1.5 * megabyte), requests: 1_500 })
    const large = await server.usage()
    await server.stop()
    const other = await start(contender, few())
    await post(contender, other, { body: editBody(), requests: 100_000 })
    const small = await other.usage()
    await other.stop()
    rows.push([contender.name, ...[fresh, large, small].map(({ peakMb }) => peakMb.toFixed(0))])
  }
  console.log('\nPeak memory in MB')
  printTable(['', 'at the start', 'after 1,500 of 1.5 MB', 'after 100,000 of 0.3 kB'], rows)
}

/** Starts a server; ours with its journal, and with a fault planned that waits for somebody else's request. */
async function start(
  { script, args, ours }: Contender,
  contracts: SyntheticContracts,
): Promise<ServerProcess> {
  const server = await startServer(script, args(contracts))
  if (ours === undefined) return server
  const planned = await fetch(
    `http://127.0.0.1:${String(server.port)}/__kontext/next?session=somebody-else`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'submit-reset-after-acceptance',
        provider: 'fal',
        operation: 'submit',
      }),
    },
  )
  if (!planned.ok) throw new Error(`Failed to plan a fault: ${await planned.text()}`)
  return server
}

/** Lets the compiler do its work: until a second has passed. */
async function warmUp(contender: Contender, server: ServerProcess, body: string): Promise<void> {
  const until = performance.now() + 1_000
  while (performance.now() < until) await post(contender, server, { body, requests: 100 })
}

function few(): SyntheticContracts {
  const found = sizes.get(4)
  if (found === undefined) throw new Error('Failed to measure: there is no contract of 4 operations.')
  return found
}

async function post(
  { name, prefix }: Contender,
  { port }: ServerProcess,
  { body, requests }: { readonly body: string; readonly requests: number },
): Promise<LoadResult> {
  const result = await runLoad({ port, path: prefix + submitPath, body, requests, connections }).catch(
    (cause: unknown) => {
      throw new Error(`Failed to measure ${name}: it broke a connection.`, { cause })
    },
  )
  if (result.statuses.get(200) !== requests)
    throw new Error(`Failed to measure ${name}: it answered ${JSON.stringify([...result.statuses])}.`)
  return result
}
