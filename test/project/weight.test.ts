import { expect, test } from 'vitest'
import { weighBundle } from '../../scripts/bench/weigh-bundle.ts'

const use = (provider: string): string =>
  `import { createKontext, ${provider} } from 'kontext-sdk'
   globalThis.client = createKontext(${provider}({ baseUrl: 'https://relay.example' }))`

test.each(['fal', 'falRelay', 'chainhub', 'vtrix'])(
  'a page that makes a client for %s loads at most 8 kB before its first edit',
  async (provider) => {
    const { startGzip } = await weighBundle(use(provider))
    expect(startGzip).toBeLessThanOrEqual(8_000)
  },
)

test('what a page does not use is not in it', async () => {
  const one = await weighBundle(use('vtrix'))
  const both = await weighBundle(`${use('vtrix')}
    import { failover, fal, logging } from 'kontext-sdk'
    globalThis.more = [failover(fal(), fal({ baseUrl: 'https://relay.example' })), logging(console)]`)
  expect(one.startGzip).toBeLessThan(both.startGzip - 1_000)
})
