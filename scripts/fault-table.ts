// The client against every fault over real HTTP, as a Markdown table: npm run faults
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { startMockServer, type MockServer } from 'kontext-mocks'
import { providers, type ProviderId } from 'kontext-sdk'
import { faults, type Fault } from 'kontext-sdk/testing'
import type { ClientOrder, ClientReport, ClientTask } from './faults/client.ts'
import { judgeEdit, type Judged } from './faults/judge-edit.ts'
import { modeFor } from './faults/play-edit.ts'

interface Row extends Judged {
  readonly peakMb: number | undefined
}

const usage = `Usage: npm run faults -- [options]
  --provider <id>   only these providers; may be repeated (default: fal, fal-relay, chainhub, vtrix)
  --fault <text>    only faults whose name contains it
  --node <path>     the Node the client runs on; may be repeated (default: this one)
  --wrong           only rows where the client did something wrong`

const flags = parseArgs({
  options: {
    provider: { type: 'string', multiple: true, default: ['fal', 'fal-relay', 'chainhub', 'vtrix'] },
    fault: { type: 'string', default: '' },
    node: { type: 'string', multiple: true, default: [process.execPath] },
    wrong: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
}).values

const heavy = /bomb|endless|huge-(event|logs)|big-ticket|deep-json|echoes-input|huge-body/

if (flags.help) console.log(usage)
else process.exitCode = await main()

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kontext-faults-'))
  const client = join(folder, 'client.mjs')
  const entry = fileURLToPath(new URL('faults/client.ts', import.meta.url))
  await build({
    ...{
      entryPoints: [entry],
      outfile: client,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
    },
    ...{ conditions: ['kontext-sdk-source'], logLevel: 'error' },
  })
  let wrong = 0
  try {
    for (const node of flags.node) {
      const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
      for (const id of flags.provider.filter(isProvider)) {
        const rows = await table({ node, client, id })
        wrong += rows.filter((row) => row.wrong.length > 0).length
        console.log(asMarkdown(`${id}, Node ${version}`, rows))
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return wrong === 0 ? 0 : 1
}

async function table({ node, client, id }: { node: string; client: string; id: ProviderId }): Promise<Row[]> {
  const server = await startMockServer({ engine: 'fast' })
  try {
    const here = faultsAt(id)
    const tasks = here.map((fault): ClientTask => ({
      ...{ fault: fault.name, key: keyOf(fault), mode: modeFor(fault) },
      ...{ play: fault.play ?? 'edit', alone: heavy.test(fault.name) },
    }))
    const reports = await play(node, client, {
      provider: id,
      baseUrl: server.baseUrl(id),
      concurrent: 32,
      tasks,
    })
    return here.map((fault) => judge(fault, reports, server))
  } finally {
    await server.close()
  }
}

function judge(fault: Fault, reports: readonly ClientReport[], server: MockServer): Row {
  const report = reports.find((one) => one.fault === fault.name)
  const played = report ?? { outcome: 'nothing', message: 'the client ended before it', leaks: [] }
  return {
    ...judgeEdit(fault, played, { control: server, key: keyOf(fault), onLoopback: true }),
    peakMb: report?.peakMb,
  }
}

/** A key that chooses a fault, in a session of its own. */
function keyOf({ name }: Fault): string {
  return `mock:${name}/${name}`
}

function faultsAt(id: ProviderId): readonly Fault[] {
  const { dialect, operations } = providers[id]({ baseUrl: 'http://127.0.0.1' }).capabilities
  const offered = new Set<string>(['submit', 'image', ...Object.keys(operations)])
  return faults.filter(
    ({ name, dialects, at }) =>
      name.includes(flags.fault) &&
      (dialects?.includes(dialect) ?? true) &&
      at.some((one) => offered.has(one)),
  )
}

function play(node: string, client: string, order: ClientOrder): Promise<readonly ClientReport[]> {
  return new Promise((resolve, reject) => {
    const reports: ClientReport[] = []
    const child = spawn(node, ['--expose-gc', client, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      // Written by client.ts.
      reports.push(JSON.parse(line) as ClientReport)
    })
    child.once('error', reject)
    child.once('close', () => resolve(reports))
  })
}

function asMarkdown(title: string, rows: readonly Row[]): string {
  const right = rows.filter(({ wrong }) => wrong.length === 0).length
  const peak = Math.max(0, ...rows.map(({ peakMb }) => peakMb ?? 0))
  const keys = rows.reduce((sum, { keysElsewhere }) => sum + keysElsewhere, 0)
  const shown = flags.wrong ? rows.filter(({ wrong }) => wrong.length > 0) : rows
  const lines = shown.map(
    ({ fault, outcome, requests, posts, jobsBilled, keysElsewhere, peakMb, wrong }) =>
      `| ${fault} | ${outcome} | ${requests} | ${posts} | ${jobsBilled} | ${keysElsewhere} | ${peakMb ?? ''} | ${wrong.length === 0 ? 'right' : wrong.join('; ')} |`,
  )
  return [
    `### ${title}: ${right} of ${rows.length} right; keys elsewhere ${keys}; peak memory ${peak} MB`,
    '',
    '| fault | the client shows | requests | POSTs | billed | keys elsewhere | MB | verdict |',
    '| --- | --- | --: | --: | --: | --: | --: | --- |',
    ...lines,
    '',
  ].join('\n')
}

function isProvider(id: string): id is ProviderId {
  return Object.hasOwn(providers, id)
}
