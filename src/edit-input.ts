import type { ImageInput } from './images/image-source.ts'
import type { Provider, ProviderDescriptor } from './provider.ts'
import type { Model, PortableOptions } from './vocabulary.ts'

/** What to edit and how, as one provider takes it: an option it does not have is a compile error. */
export type EditInput<P extends Provider = Provider> =
  P extends Provider<infer D, infer Native> ? Input<D, Native> : never

type Input<D extends ProviderDescriptor, Native> = Base<D, Native> &
  Image<D['images']> &
  Options<D['options']>

interface Base<D extends ProviderDescriptor, Native> {
  /** What to change, in words. */
  prompt: string
  /**
   * Which variant of the model.
   * @default 'max'
   */
  model?: (keyof D['models'] & Model) | undefined
  /** Fields only this provider has, by their names on the wire. */
  native?: Native | undefined
}

type Image<R extends ProviderDescriptor['images']> = 0 extends R['min']
  ? {
      /** The image to edit, or several. Without one the provider makes an image from the prompt alone. */
      image?: Images<R['max']> | undefined
    }
  : {
      /** The image to edit. */
      image: Images<R['max']>
    }

type Images<Max extends number> = Max extends 1 ? ImageInput : ImageInput | readonly ImageInput[]

type Options<O extends ProviderDescriptor['options']> = {
  [Name in keyof PortableOptions as Name extends keyof O ? Name : never]?: Name extends keyof O
    ? OptionValue<O[Name], PortableOptions[Name]> | undefined
    : never
}

type OptionValue<Rule, Wide> = Rule extends { readonly values: readonly (infer Value)[] }
  ? Value
  : Rule extends { readonly ratio: readonly string[] }
    ? `${number}:${number}`
    : Exclude<Wide, undefined>
