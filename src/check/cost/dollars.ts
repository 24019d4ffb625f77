import type { Price } from '../../provider.ts'
import type { Subject } from '../subject.ts'

/** What images cost, in US dollars. Sums of binary fractions have more digits than prices do. */
export function dollars({ amount }: Price, images: number): number {
  return Math.round(amount * images * 10_000) / 10_000
}

/** What images of the model that is tried cost, where its price is documented. */
export function costOf({ descriptor, model }: Subject, images: number): { readonly usd?: number } {
  const price = descriptor.models[model]?.price
  return price === undefined ? {} : { usd: dollars(price, images) }
}
