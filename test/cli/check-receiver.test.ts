import type { ReceivedWebhook } from 'kontext-sdk/check'
import { expect, onTestFinished, test } from 'vitest'
import { createInbox } from '../../src/cli/check/inbox.ts'
import { openReceiver, type LocalReceiver } from '../../src/cli/check/local-receiver.ts'
import { onFreePort } from '../free-port.ts'

async function opened(options: Partial<Parameters<typeof openReceiver>[0]> = {}): Promise<LocalReceiver> {
  const receiver = await openReceiver({ port: 0, ...options })
  onTestFinished(() => receiver.close())
  return receiver
}

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: 'POST', body, headers: { 'X-Told': 'yes' } })

test('gives each webhook once, the oldest first, whether it was waited for or not', async () => {
  const { url, next } = await opened()
  const { signal } = new AbortController()
  expect((await post(url, 'one')).status).toBe(200)
  expect((await post(url, 'two')).status).toBe(200)
  const first = await next(signal)
  expect(new TextDecoder().decode(first.body)).toBe('one')
  expect(first.headers['x-told']).toBe('yes')
  expect(new TextDecoder().decode((await next(signal)).body)).toBe('two')
  const third = next(signal)
  await post(url, 'three')
  expect(new TextDecoder().decode((await third).body)).toBe('three')
})

test('stops waiting with the reason of the signal, and gives the next webhook to the next', async () => {
  const { url, next } = await opened()
  const stop = new AbortController()
  const left = next(stop.signal)
  const reason = new Error('enough')
  stop.abort(reason)
  await expect(left).rejects.toBe(reason)
  await expect(next(stop.signal)).rejects.toBe(reason)
  await post(url, 'one')
  expect((await next(new AbortController().signal)).body).toHaveLength(3)
})

test('answers nobody who does not know its address, and takes nothing but webhooks', async () => {
  const { url, next } = await opened()
  const answers = await Promise.all([post(new URL('/', url).href, 'x'), fetch(url), post(url, 'real')])
  expect(answers.map(({ status }) => status)).toEqual([404, 405, 200])
  expect(new TextDecoder().decode((await next(new AbortController().signal)).body)).toBe('real')
})

test('refuses a body that is too large, and keeps nothing of it', async () => {
  const { url, next } = await opened()
  const large = await post(url, 'x'.repeat(16 * 1024 * 1024 + 1)).then(
    ({ status }) => status,
    // The connection is closed while the rest is on its way.
    () => 413,
  )
  expect(large).toBe(413)
  await post(url, 'small')
  expect((await next(new AbortController().signal)).body).toHaveLength(5)
})

test('tells the address that leads to its port, and takes what comes at any path there', async () => {
  const { port, url, next } = await onFreePort(async (port) => ({
    port,
    ...(await opened({ port, url: 'https://hook.example/kontext' })),
  }))
  expect(url).toBe('https://hook.example/kontext')
  await post(`http://127.0.0.1:${String(port)}/behind/a/proxy`, 'one')
  expect((await next(new AbortController().signal)).body).toHaveLength(3)
})

test('says which flag to change when its port is taken', async () => {
  const port = Number(new URL((await opened()).url).port)
  await expect(openReceiver({ port })).rejects.toMatchObject({
    message: expect.stringMatching(
      /^Failed to listen for webhooks: .*EADDRINUSE.* Give another --webhook-port\.$/,
    ),
    exitCode: 2,
  })
})

test('keeps no more than 64 MiB that nobody has asked for', async () => {
  const inbox = createInbox()
  const given = Array.from({ length: 5 }, () => ({ headers: {}, body: new Uint8Array(16 * 1024 * 1024) }))
  for (const webhook of given) inbox.put(webhook)
  const stop = new AbortController()
  const kept: ReceivedWebhook[] = []
  for (let number = 1; number <= 4; number += 1) kept.push(await inbox.next(stop.signal))
  expect(kept.map((webhook, index) => webhook === given[index])).toEqual([true, true, true, true])
  const fifth = inbox.next(stop.signal).then(
    () => 'kept',
    () => 'dropped',
  )
  stop.abort(new Error('none is left'))
  expect(await fifth).toBe('dropped')
})
