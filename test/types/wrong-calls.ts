// Compiled, never run: the kinds of wrong call that types can refuse, at every provider; the others are refused
// before any network, see test/conformance/wrong-calls.test.ts.
import { chainhub, createKontext, fal, falRelay, vtrix } from '../../src/index.ts'
import { fixtures as chainhubFixtures } from '../../generated/chainhub/fixtures.ts'
import { fixtures as falFixtures } from '../../generated/fal/fixtures.ts'
import { fixtures as relayFixtures } from '../../generated/fal-relay/fixtures.ts'
import { fixtures as vtrixFixtures } from '../../generated/vtrix/fixtures.ts'
import type { components as Chainhub } from '../../generated/chainhub/types.ts'
import type { components as Fal } from '../../generated/fal/types.ts'
import type { components as Relay } from '../../generated/fal-relay/types.ts'
import type { components as Vtrix } from '../../generated/vtrix/types.ts'

const prompt = 'Put a donut next to the flour.'
const image = 'https://example.com/flour.png'
const atFal = createKontext(fal())
const atRelay = createKontext(falRelay({ baseUrl: 'https://relay.example' }))
const atChainhub = createKontext(chainhub())
const atVtrix = createKontext(vtrix())

void atFal.edit({ prompt, image })
void atRelay.edit({ prompt, image })
void atChainhub.edit({ prompt, image })
void atVtrix.edit({ prompt })

// @ts-expect-error an edit needs a body
void atFal.edit()
// @ts-expect-error an edit needs a body
void atRelay.submit()
// @ts-expect-error an edit needs a body
void atChainhub.edit()
// @ts-expect-error an edit needs a body
void atVtrix.submit()

// @ts-expect-error a ratio outside the nine
void atFal.submit({ prompt, image, aspectRatio: '5:4' })
// @ts-expect-error a ratio outside the nine
void atRelay.submit({ prompt, image, aspectRatio: '5:4' })
// @ts-expect-error a ratio outside the nine
void atChainhub.submit({ prompt, image, aspectRatio: '5:4' })

// @ts-expect-error safety of the wrong kind
void atFal.edit({ prompt, image, safetyTolerance: '2' })
// @ts-expect-error safety of the wrong kind
void atRelay.edit({ prompt, image, safetyTolerance: '2' })
// @ts-expect-error safety of the wrong kind
void atChainhub.edit({ prompt, image, safetyTolerance: '2' })
// @ts-expect-error safety of the wrong kind
void atVtrix.edit({ prompt, safetyTolerance: '2' })

// @ts-expect-error a property nobody has
void atFal.edit({ prompt, image, strength: 0.5 })
// @ts-expect-error a property nobody has
void atRelay.edit({ prompt, image, strength: 0.5 })
// @ts-expect-error a property nobody has
void atChainhub.edit({ prompt, image, strength: 0.5 })
// @ts-expect-error a property nobody has
void atVtrix.edit({ prompt, strength: 0.5 })

// @ts-expect-error a model nobody sells
void atFal.edit({ prompt, image, model: 'ultra' })
// @ts-expect-error a model nobody sells
void atRelay.edit({ prompt, image, model: 'ultra' })
// @ts-expect-error a model it does not sell
void atChainhub.edit({ prompt, image, model: 'pro' })
// @ts-expect-error a model it does not sell
void atVtrix.edit({ prompt, model: 'pro' })

// @ts-expect-error the image is required
void atFal.edit({ prompt })
// @ts-expect-error the image is required
void atRelay.edit({ prompt })
// @ts-expect-error the image is required
void atChainhub.edit({ prompt })

// @ts-expect-error nine images of a provider that makes one
void atVtrix.edit({ prompt, count: 9 })

// @ts-expect-error a field of Vtrix
void atFal.edit({ prompt, image, native: { steps: 5 } })
// @ts-expect-error a field of Vtrix
void atRelay.edit({ prompt, image, native: { negative_prompt: 'x' } })
// @ts-expect-error a field of fal
void atChainhub.edit({ prompt, image, native: { enhance_prompt: true } })
// @ts-expect-error a field of fal
void atVtrix.edit({ prompt, native: { sync_mode: true } })

void atFal.edit(
  { prompt, image },
  {
    onEvent: (event) => {
      if (event.type !== 'status') return
      if (event.status.state === 'completed') return
      // @ts-expect-error a word of the wire, not one of our states
      if (event.status.state === 'COMPLETED') return
      // @ts-expect-error no state at all
      if (event.status.state === 'done') return
    },
  },
)

// Bodies on the wire: what is generated compiles, what is wrong does not.
export const bodies = [
  falFixtures.requests.max.minimal satisfies Fal['schemas']['MaxInput'],
  falFixtures.requests.pro.full satisfies Fal['schemas']['ProInput'],
  relayFixtures.requests.max.minimal satisfies Relay['schemas']['MaxInput'],
  relayFixtures.requests.pro.full satisfies Relay['schemas']['ProInput'],
  chainhubFixtures.requests.max.full satisfies Chainhub['schemas']['MaxInput'],
  vtrixFixtures.requests.max.minimal.input[0].params satisfies Vtrix['schemas']['Parameters'],
  // @ts-expect-error the prompt is required
  { image_url: image } satisfies Fal['schemas']['MaxInput'],
  // @ts-expect-error digits are strings here
  { prompt, image_url: image, safety_tolerance: 2 } satisfies Relay['schemas']['MaxInput'],
  // @ts-expect-error the format is required here
  { prompt, image_url: image } satisfies Chainhub['schemas']['MaxInput'],
  // @ts-expect-error a number here
  { prompt, safety_tolerance: '2' } satisfies Vtrix['schemas']['Parameters'],
  // @ts-expect-error the body is nested
  { model: 'flux_kontext_max', prompt } satisfies Vtrix['schemas']['MaxInput'],
  // @ts-expect-error another model
  { model: 'flux_kontext_pro', input: [] } satisfies Vtrix['schemas']['MaxInput'],
]
