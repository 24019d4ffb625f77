import { optionFault } from '../input/option-value.ts'
import type { ImageForm, ModelRule, NativeRule, OptionRule, ProviderDescriptor } from '../provider.ts'

/** What all of several providers can do; wire facts such as `auth` and `operations` are those of the first. */
export type CapabilitiesOfAll<D extends readonly ProviderDescriptor[]> = D extends readonly [
  infer Only extends ProviderDescriptor,
]
  ? Only
  : D extends readonly [
        infer A extends ProviderDescriptor,
        infer B extends ProviderDescriptor,
        ...infer Rest extends readonly ProviderDescriptor[],
      ]
    ? CapabilitiesOfBoth<A, B> extends infer Both extends ProviderDescriptor
      ? CapabilitiesOfAll<readonly [Both, ...Rest]>
      : never
    : ProviderDescriptor

/** What two providers can do. */
interface CapabilitiesOfBoth<A extends ProviderDescriptor, B extends ProviderDescriptor> {
  readonly id: `${A['id']}+${B['id']}`
  readonly title: string
  readonly servers: readonly string[]
  readonly auth: A['auth']
  readonly dialect: A['dialect']
  readonly models: {
    readonly [Name in keyof A['models'] & keyof B['models']]: Omit<NonNullable<A['models'][Name]>, 'price'>
  }
  readonly options: {
    readonly [Name in keyof Pick<A['options'], keyof A['options'] & keyof B['options']>]: RuleOfBoth<
      NonNullable<A['options'][Name]>,
      NonNullable<B['options'][Name]>
    >
  }
  readonly images: {
    readonly fields: readonly string[]
    readonly accepts: readonly ImageForm[]
    readonly min: 0 extends A['images']['min'] ? B['images']['min'] : A['images']['min']
    readonly max: 1 extends A['images']['max'] | B['images']['max'] ? 1 : number
  }
  readonly native: Readonly<Record<string, NativeRule>>
  readonly states: A['states']
  readonly operations: A['operations']
}

type Values<Rule> = Rule extends { readonly values: readonly (infer Value)[] } ? Value : never

type RuleOfBoth<A, B> = [Values<A>] extends [never]
  ? [Values<B>] extends [never]
    ? Plain<A>
    : Plain<B>
  : [Values<B>] extends [never]
    ? Plain<A>
    : Plain<A> & { readonly values: readonly Extract<Values<A>, Values<B>>[] }

// Literal limits of one provider are not those of all.
type Plain<Rule> = Rule extends OptionRule
  ? Pick<Rule, Extract<keyof Rule, 'field' | 'type' | 'as'>> &
      (Rule extends { readonly values: readonly unknown[] }
        ? { readonly values: readonly Values<Rule>[] }
        : { readonly min?: number; readonly max?: number }) &
      (Rule extends { readonly ratio: readonly string[] }
        ? { readonly ratio: readonly [string, string] }
        : unknown)
  : Rule

/** Computes what {@link CapabilitiesOfAll} is the type of. */
export function capabilitiesOfAll(all: readonly ProviderDescriptor[]): ProviderDescriptor {
  return all.reduce((a, b) => {
    const images = {
      fields: a.images.fields.slice(0, Math.min(a.images.max, b.images.max)),
      accepts: a.images.accepts.filter((form) => b.images.accepts.includes(form)),
      min: Math.max(a.images.min, b.images.min),
      max: Math.min(a.images.max, b.images.max),
    }
    const { webhook, ...first } = a
    // How long a result stays is said by the one that takes the edit.
    Reflect.deleteProperty(first, 'retention')
    return {
      ...first,
      ...(webhook !== undefined && b.webhook !== undefined ? { webhook } : {}),
      id: `${a.id}+${b.id}`,
      title: `${a.title} or ${b.title}`,
      servers: [],
      models: shared(a.models, b.models, withoutPrice),
      options: shared(a.options, b.options, ruleOfBoth),
      images,
      native: shared(a.native, b.native, (one, other) =>
        JSON.stringify(one) === JSON.stringify(other) ? one : undefined,
      ),
    }
  })
}

/** What an edit costs is said by the one that takes it. */
function withoutPrice({ path, wireName }: ModelRule): ModelRule {
  return { path, ...(wireName === undefined ? {} : { wireName }) }
}

function shared<T extends object>(
  a: T,
  b: T,
  merge: (
    one: NonNullable<T[keyof T]>,
    other: NonNullable<T[keyof T]>,
    name: string,
  ) => T[keyof T] | undefined,
): T {
  const merged = Object.entries(a).flatMap(([name, one]) => {
    const other: unknown = (b as Record<string, unknown>)[name]
    if (other === undefined) return []
    const both = merge(one as NonNullable<T[keyof T]>, other as NonNullable<T[keyof T]>, name)
    return both === undefined ? [] : [[name, both]]
  })
  return Object.fromEntries(merged) as T
}

function ruleOfBoth(a: OptionRule, b: OptionRule, name: string): OptionRule | undefined {
  const { field, as } = a
  const type = a.type === 'integer' || b.type === 'integer' ? 'integer' : a.type
  const allowed = (a.values ?? b.values)?.filter((value) =>
    [a, b].every((rule) => optionFault(name, value, rule) === undefined),
  )
  if (allowed?.length === 0) return undefined
  const min = edge(Math.max, a.min, b.min)
  const max = edge(Math.min, a.max, b.max)
  const ratio = allowed === undefined ? ratioOfBoth(a.ratio, b.ratio) : undefined
  return {
    field,
    type,
    ...(as === undefined ? {} : { as }),
    ...(allowed === undefined ? {} : { values: allowed }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(ratio === undefined ? {} : { ratio }),
    ...(a.default !== undefined && a.default === b.default ? { default: a.default } : {}),
  }
}

function edge(pick: (...values: number[]) => number, a: number | undefined, b: number | undefined) {
  const given = [a, b].filter((value) => value !== undefined)
  return given.length === 0 ? undefined : pick(...given)
}

function ratioOfBoth(a: OptionRule['ratio'], b: OptionRule['ratio']): OptionRule['ratio'] {
  if (a === undefined || b === undefined) return a ?? b
  const widest = (one: string, other: string) => (valueOf(one) >= valueOf(other) ? one : other)
  const narrowest = (one: string, other: string) => (valueOf(one) <= valueOf(other) ? one : other)
  return [widest(a[0], b[0]), narrowest(a[1], b[1])]
}

function valueOf(ratio: string): number {
  const [width = 0, height = 1] = ratio.split(':').map(Number)
  return width / height
}
