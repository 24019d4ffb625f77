import type { ImageInput } from '../images/image-source.ts'
import type { Model, PortableOptions } from '../vocabulary.ts'

/**
 * An edit before it is decided where it goes: any option of any provider. Every `EditInput` is one.
 */
export interface PortableInput extends PortableOptions {
  /** What to change, in words. */
  readonly prompt: string
  /**
   * Which variant of the model.
   * @default 'max' where it is sold
   */
  readonly model?: Model | undefined
  /** The image to edit, or several. */
  readonly image?: ImageInput | readonly ImageInput[] | undefined
  /** Fields only some providers have, by their names on the wire. */
  readonly native?: object | undefined
}
