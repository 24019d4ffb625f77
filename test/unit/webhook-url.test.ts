import { describe, expect, test } from 'vitest'
import { fal as generatedFal } from '../../generated/providers.ts'
import { failover } from '../../src/failover/failover.ts'
import { createKontext } from '../../src/kontext.ts'
import { chainhub, vtrix } from './descriptors.ts'
import { failureOf } from './failure-of.ts'
import { answer, falTicket, scriptedFetch } from './scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const fal = () => generatedFal({ apiKey: 'k-12345' })

describe('webhookUrl', () => {
  test('travels as a query parameter, whole', async () => {
    const { fetch, seen } = scriptedFetch(falTicket())
    const webhookUrl = 'https://example.com/hooks?of=fal&t=a b#c'
    await createKontext(fal(), { fetch }).submit(input, { webhookUrl })
    const url = new URL(seen[0]?.url ?? '')
    expect([url.origin + url.pathname, [...url.searchParams]]).toEqual([
      'https://queue.fal.run/fal-ai/flux-pro/kontext/max',
      [['fal_webhook', webhookUrl]],
    ])
  })

  test('may be on loopback over http', async () => {
    const { fetch, seen } = scriptedFetch(falTicket())
    await createKontext(fal(), { fetch }).submit(input, { webhookUrl: 'http://127.0.0.1:3000/hook' })
    expect(seen).toHaveLength(1)
  })

  const refused = [
    { name: 'no URL', provider: fal(), webhookUrl: 'hook', says: 'is not a URL' },
    { name: 'http', provider: fal(), webhookUrl: 'http://example.com/hook', says: 'unencrypted' },
    { name: 'another protocol', provider: fal(), webhookUrl: 'file:///hook', says: 'unencrypted' },
    {
      name: 'a relay',
      provider: chainhub({ apiKey: 'k' }),
      webhookUrl: 'https://example.com',
      says: 'no webhooks',
    },
    {
      name: 'a failover with a relay in it',
      provider: failover(fal(), chainhub({ apiKey: 'k' })),
      webhookUrl: 'https://example.com',
      says: 'no webhooks',
    },
  ]
  test.each(refused)('is refused before any network: $name', async ({ provider, webhookUrl, says }) => {
    const { fetch, seen } = scriptedFetch(falTicket())
    const error = await failureOf(createKontext(provider, { fetch }).submit(input, { webhookUrl }))
    expect(error).toMatchObject({ code: 'input', issues: [{ path: 'webhookUrl' }] })
    expect(error.message).toContain(says)
    expect(seen).toEqual([])
  })

  test('does not show in an error', async () => {
    const webhookUrl = 'https://example.com/hooks/canary-token'
    const { fetch } = scriptedFetch(answer(400, { detail: `bad webhook ${webhookUrl}` }))
    const error = await failureOf(createKontext(fal(), { fetch }).submit(input, { webhookUrl }))
    expect(JSON.stringify(error)).not.toContain('canary-token')
  })

  test('is a capability', () => {
    expect([fal().capabilities.webhook, 'webhook' in vtrix().capabilities]).toEqual([
      { query: 'fal_webhook' },
      false,
    ])
  })
})
