// Compiled, never run: what must not compile is marked, and fails the build when it does.
import { createKontext, fal, chainhub, falRelay, providers, vtrix, type EditInput } from '../../src/index.ts'

const prompt = 'Put a donut next to the flour.'
const image = 'https://example.com/flour.png'
const atFal = createKontext(fal())
const atChainhub = createKontext(chainhub())
const atVtrix = createKontext(vtrix())
const atRelay = createKontext(falRelay({ baseUrl: 'https://relay.example' }))
const somewhere = createKontext(providers.fal())

void atFal.edit({ prompt, image })
void atFal.edit({
  prompt,
  image,
  model: 'pro',
  upsamplePrompt: true,
  safetyTolerance: 6,
  aspectRatio: '16:9',
})
void atFal.edit({ prompt, image: new Uint8Array(), native: { sync_mode: true } }, { timeoutMs: 1 })
void atRelay.edit({ prompt, image, model: 'pro' })
void atVtrix.edit({ prompt })
void atVtrix.edit({ prompt, image: [image, new Blob()], aspectRatio: '5:4', native: { steps: 5 } })
void somewhere.edit({ prompt, model: 'pro', guidance: 3 })

// @ts-expect-error a relay has no address of its own
falRelay()
// @ts-expect-error the image is required
void atFal.edit({ prompt })
// @ts-expect-error the prompt is required
void atFal.edit({ image })
// @ts-expect-error one image only
void atFal.edit({ prompt, image: [image] })
// @ts-expect-error not a property of an edit
void atFal.edit({ prompt, image, image_url: image })
// @ts-expect-error fal has no 0 on its scale
void atFal.edit({ prompt, image, safetyTolerance: 0 })
// @ts-expect-error digits in strings are the wire's business
void atFal.edit({ prompt, image, safetyTolerance: '2' })
// @ts-expect-error not one of the nine
void atFal.edit({ prompt, image, aspectRatio: '5:4' })
// @ts-expect-error not a format
void atFal.edit({ prompt, image, format: 'webp' })
// @ts-expect-error not a native field of fal
void atFal.edit({ prompt, image, native: { steps: 5 } })
// @ts-expect-error chainhub sells max only
void atChainhub.edit({ prompt, image, model: 'pro' })
// @ts-expect-error chainhub does not rewrite prompts
void atChainhub.edit({ prompt, image, upsamplePrompt: true })
// @ts-expect-error vtrix makes one image
void atVtrix.edit({ prompt, count: 2 })
// @ts-expect-error a ratio has two numbers
void atVtrix.edit({ prompt, aspectRatio: 'wide' })
// @ts-expect-error there is no such call option
void atFal.edit({ prompt, image }, { timeout: 5 })

export const input: EditInput<ReturnType<typeof chainhub>> = { prompt, image, seed: 7 }
