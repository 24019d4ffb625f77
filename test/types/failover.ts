// Compiled, never run: a failover takes what all of its providers take.
import { chainhub, createKontext, failover, fal, providers, vtrix, type Kontext } from '../../src/index.ts'

const prompt = 'Put a donut next to the flour.'
const image = 'https://example.com/flour.png'
const either = createKontext(failover(fal(), chainhub()))
const across = createKontext(failover(fal(), vtrix()))
const three = createKontext(failover(fal(), chainhub(), vtrix()))
const anywhere = createKontext(failover(providers.fal(), providers.vtrix()))

void either.edit({ prompt, image, count: 2, format: 'png', guidance: 3, seed: 1, aspectRatio: '16:9' })
void either.edit({ prompt, image, safetyTolerance: 6, native: { sync_mode: true } })
void either.edit({ prompt, image, model: 'max' }, { webhookUrl: 'https://example.com/hook' })
void across.edit({ prompt, image, upsamplePrompt: true, aspectRatio: '16:9' })
void three.edit({ prompt, image, seed: 1 })
void anywhere.edit({ prompt, image, model: 'pro' })

// @ts-expect-error chainhub sells max only
void either.edit({ prompt, image, model: 'pro' })
// @ts-expect-error chainhub does not rewrite prompts
void either.edit({ prompt, image, upsamplePrompt: true })
// @ts-expect-error fal has no 0 on its scale
void across.edit({ prompt, image, safetyTolerance: 0 })
// @ts-expect-error fal takes the nine ratios only
void across.edit({ prompt, image, aspectRatio: '5:4' })
// @ts-expect-error vtrix makes one image
void across.edit({ prompt, image, count: 2 })
// @ts-expect-error fal needs an image
void across.edit({ prompt })
// @ts-expect-error fal takes one image
void across.edit({ prompt, image: [image, image] })
// @ts-expect-error a field of one of them
void across.edit({ prompt, image, native: { steps: 5 } })
// @ts-expect-error a field of fal and chainhub only
void three.edit({ prompt, image, native: { sync_mode: true } })
// @ts-expect-error chainhub sells max only
void three.edit({ prompt, image, model: 'pro' })
// @ts-expect-error one is no failover
failover(fal())
// @ts-expect-error a resumed job was submitted before
either.resume({ v: 1 }, { webhookUrl: 'https://example.com/hook' })

export const id: 'fal+chainhub+vtrix' = failover(fal(), chainhub(), vtrix()).id
export const most: number | undefined = failover(fal(), vtrix()).capabilities.options.guidance.max
export const tolerances: readonly (1 | 2 | 3 | 4 | 5 | 6)[] = failover(fal(), vtrix()).capabilities.options
  .safetyTolerance.values
// @ts-expect-error vtrix has no count
export const none = failover(fal(), vtrix()).capabilities.options.count
export const plain: Kontext = anywhere
