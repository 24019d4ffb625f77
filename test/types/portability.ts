// Compiled, never run: what an application knows of providers before it chooses one.
import { chainhub, createKontext, failover, fal, providers, vtrix, type EditInput } from '../../src/index.ts'
import {
  compareCapabilities,
  explainDifferences,
  isPortable,
  type Difference,
  type PortableDifference,
  type PortableInput,
} from '../../src/portability/index.ts'

const prompt = 'Put a donut next to the flour.'
const image = 'https://example.com/flour.png'
const across = failover(fal(), vtrix())

// Capabilities are data whose types are the values themselves.
export const most: 20 = fal().capabilities.options.guidance.max
export const less: 10 = vtrix().capabilities.options.guidance.max
export const usual: 3.5 = fal().capabilities.options.guidance.default
export const ratio: readonly ['9:21', '21:9'] = vtrix().capabilities.options.aspectRatio.ratio
export const formats: readonly ['jpeg', 'png'] = chainhub().capabilities.options.format.values
export const images: 4 = vtrix().capabilities.images.max
export const steps: 50 = vtrix().capabilities.native.steps.max
export const sold: 'max' | 'pro' = {} as keyof ReturnType<typeof fal>['capabilities']['models']
// @ts-expect-error another number
export const wrong: 21 = fal().capabilities.options.guidance.max
// @ts-expect-error chainhub does not rewrite prompts
export const none = chainhub().capabilities.options.upsamplePrompt
// @ts-expect-error chainhub sells max only
export const pro = chainhub().capabilities.models.pro
// @ts-expect-error vtrix documents no default
export const left = vtrix().capabilities.options.guidance.default
// @ts-expect-error they are not to be changed
fal().capabilities.options.guidance.max = 21

// What any provider takes may be asked about.
export const anyInput: PortableInput = {
  prompt,
  image: [image, new Blob()],
  safetyTolerance: 0,
  model: 'pro',
}
export const ok: boolean = isPortable(anyInput, [fal(), vtrix(), across, providers.chainhub()])
export const all: readonly Difference[] = explainDifferences(anyInput, across, providers['fal-relay']())
export const pairs: readonly PortableDifference[] = compareCapabilities(fal(), vtrix().capabilities)
// All three ask a provider, or what it can do.
const [asData, alsoAsData] = [fal().capabilities, vtrix().capabilities]
export const portable: boolean = isPortable(anyInput, [asData, chainhub()])
export const shown: readonly Difference[] = pairs.flatMap(({ witness }) =>
  explainDifferences(witness, asData, alsoAsData),
)
export const effect: 'refused' | 'result' | 'request' | 'job' | undefined = all[0]?.effect

declare const atFal: EditInput<ReturnType<typeof fal>>
declare const atVtrix: EditInput<ReturnType<typeof vtrix>>
declare const somewhere: EditInput
export const wider: readonly PortableInput[] = [atFal, atVtrix, somewhere]

// One that was found takes an edit all of them have.
const found = [vtrix(), fal()].find((provider) => isPortable({ prompt, image, guidance: 15 }, [provider]))
if (found !== undefined) void createKontext(found).edit({ prompt, image, guidance: 15 })

// @ts-expect-error the prompt is required
isPortable({ image }, [fal()])
// @ts-expect-error a property nobody has
isPortable({ prompt, strength: 1 }, [fal()])
// @ts-expect-error a model nobody sells
isPortable({ prompt, model: 'ultra' }, [fal()])
// @ts-expect-error a list of providers
isPortable({ prompt }, fal())
// @ts-expect-error the function that makes one
isPortable({ prompt }, [fal])
// @ts-expect-error an id is no provider
explainDifferences({ prompt }, 'fal', vtrix())
// @ts-expect-error two are compared
explainDifferences({ prompt }, fal())
// @ts-expect-error a result is read only
all[0].message = ''
