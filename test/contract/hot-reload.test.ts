import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMockServer, type ContractChange } from 'kontext-mocks'
import { expect, onTestFinished, test } from 'vitest'
import { contractFiles } from '../../mocks/src/contracts.ts'

const headers = { authorization: 'Key secret', 'content-type': 'application/json' }

/** A server on a copy of the contracts, and what it says of their changes. */
async function watchedServer() {
  const directory = mkdtempSync(join(tmpdir(), 'kontext-reload-'))
  for (const { provider, path } of contractFiles()) {
    mkdirSync(join(directory, provider))
    copyFileSync(path, join(directory, provider, 'contract.openapi.yaml'))
  }
  const file = join(directory, 'fal', 'contract.openapi.yaml')
  const told: ContractChange[] = []
  const waiting: ((change: ContractChange) => void)[] = []
  const server = await startMockServer({
    contracts: directory,
    onContractChange: (change) => {
      const next = waiting.shift()
      if (next === undefined) told.push(change)
      else next(change)
    },
  })
  onTestFinished(async () => {
    await server.close()
    rmSync(directory, { recursive: true })
  })
  return {
    server,
    text: readFileSync(file, 'utf8'),
    told,
    write: (text: string) => writeFileSync(file, text),
    /** As editors do that write a new file first. */
    swap: (text: string) => {
      writeFileSync(`${file}.new`, text)
      renameSync(`${file}.new`, file)
    },
    next: () =>
      new Promise<ContractChange>((resolve) => {
        const known = told.shift()
        if (known === undefined) waiting.push(resolve)
        else resolve(known)
      }),
    submit: async (guidance: number) => {
      const body = JSON.stringify({
        prompt: 'x',
        image_url: 'https://a.example/b.png',
        guidance_scale: guidance,
      })
      const url = `${server.baseUrl('fal')}/fal-ai/flux-pro/kontext/max`
      const response = await fetch(url, { method: 'POST', headers, body })
      return { status: response.status, body: (await response.json()) as { status_url: string } }
    },
  }
}

test('a changed contract serves from the next request on, and no job is lost', async () => {
  const { server, text, swap, next, submit } = await watchedServer()
  expect((await submit(30)).status).toBe(422)
  const { body: ticket } = await submit(20)
  swap(text.replaceAll('maximum: 20', 'maximum: 40'))
  expect(await next()).toMatchObject({ kind: 'replaced', provider: 'fal' })
  expect((await submit(30)).status).toBe(200)
  expect((await fetch(ticket.status_url, { headers })).status).toBe(202)
  expect(server.accepted('fal')).toBe(2)
})

test('a broken contract is reported with its line, and the last good one keeps serving', async () => {
  const { text, write, next, submit } = await watchedServer()
  write(text.replace('maximum: 20', 'maximun: 20'))
  const refused = await next()
  const line = text.slice(0, text.indexOf('maximum: 20')).split('\n').length
  expect(refused).toMatchObject({ kind: 'refused', provider: 'fal' })
  expect(refused.kind === 'refused' ? refused.error.message : '').toMatch(
    new RegExp(`contract\\.openapi\\.yaml:${String(line)}:\\d+ keyword: "maximun"`),
  )
  expect((await submit(30)).status).toBe(422)
  expect((await submit(20)).status).toBe(200)
  write(text.replaceAll('maximum: 20', 'maximum: 40'))
  expect(await next()).toMatchObject({ kind: 'replaced' })
  expect((await submit(30)).status).toBe(200)
})

test('a contract cut in the middle, as a half-written file is, ends nothing', async () => {
  const { text, write, next, submit } = await watchedServer()
  write(text.slice(0, text.length / 2))
  expect(await next()).toMatchObject({ kind: 'refused' })
  expect((await submit(20)).status).toBe(200)
})

test('a connection that is open when the contract changes stays open', async () => {
  const { server, text, swap, next, submit } = await watchedServer()
  const { body: ticket } = await submit(20)
  const stream = await fetch(`${ticket.status_url}/stream`, {
    headers: { ...headers, accept: 'text/event-stream' },
  })
  swap(text.replaceAll('maximum: 20', 'maximum: 40'))
  await next()
  expect(stream.status).toBe(200)
  expect(await stream.text()).toContain('COMPLETED')
  expect(server.accepted('fal')).toBe(1)
})
