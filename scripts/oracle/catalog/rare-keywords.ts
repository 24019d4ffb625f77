import type { Json, JsonObject } from '../../lib/json.ts'
import type { Change } from '../change.ts'
import { field, remove, schema } from '../draft.ts'

type Rating = Change['wire']

/** A keyword that is put where it was not, and what it is on the wire there and, taken away again, back. */
interface Rare {
  readonly name: string
  readonly word: string
  readonly value: Json
  /** Without the way back where no consumer compiles with the keyword. */
  readonly sent: readonly [there: Rating, back?: Rating]
  readonly received: readonly [there: Rating, back?: Rating]
  /** Why it is major for types although the consumer compiles: there and back, sent and received. */
  readonly why?: Readonly<
    Partial<Record<'sent there' | 'sent back' | 'received there' | 'received back', string>>
  >
}

const loosened = { sent: ['major', 'minor'], received: ['patch', 'minor'] } as const
const between = { sent: ['major', 'minor'], received: ['patch', 'major'] } as const
const signature = 'the index signature is another one'

const ofTexts: readonly Rare[] = [
  { name: 'a text is excluded', word: 'not', value: { const: 'none' }, ...loosened },
  { name: 'a text is a picture', word: 'contentMediaType', value: 'image/png', ...loosened },
  {
    name: 'a text is encoded',
    word: 'contentEncoding',
    value: 'base64',
    sent: ['major', 'major'],
    received: ['major', 'major'],
  },
  {
    name: 'a text is read-only',
    word: 'readOnly',
    value: true,
    sent: ['major', 'minor'],
    received: ['patch', 'patch'],
    why: {
      'sent there': 'the property cannot be assigned',
      'received there': 'the property cannot be assigned',
    },
  },
  {
    name: 'a text is write-only',
    word: 'writeOnly',
    value: true,
    sent: ['patch', 'patch'],
    received: ['major', 'minor'],
  },
]

const ofObjects: readonly Rare[] = [
  { name: 'names are short', word: 'propertyNames', value: { maxLength: 40 }, ...loosened },
  { name: 'a field needs another', word: 'dependentRequired', value: { seed: ['prompt'] }, ...between },
  {
    name: 'a field brings a schema',
    word: 'dependentSchemas',
    value: { seed: { required: ['prompt'] } },
    ...between,
  },
  { name: 'if one, then the other', word: 'if', value: { required: ['seed'] }, ...between },
  { name: 'no field that no part knows', word: 'unevaluatedProperties', value: false, ...loosened },
  {
    name: 'fields by a pattern',
    word: 'patternProperties',
    value: { '^x-': {} },
    sent: ['major', 'minor'],
    received: ['patch', 'major'],
    why: {
      'sent there': signature,
      'sent back': signature,
      'received there': signature,
      'received back': signature,
    },
  },
  {
    name: 'an object has schemas of its own',
    word: '$defs',
    value: { Word: { type: 'string' } },
    sent: ['patch'],
    received: ['patch', 'patch'],
    why: {
      'received there': 'there is a property that never comes',
      'received back': 'there was a property that never came',
    },
  },
]

const image = { $ref: '#/components/schemas/ResultImage' }
const ofLists: readonly Rare[] = [
  { name: 'no item comes twice', word: 'uniqueItems', value: true, ...loosened },
  { name: 'a list has a certain item', word: 'contains', value: { required: ['url'] }, ...loosened },
  {
    name: 'the first two items have schemas of their own',
    word: 'prefixItems',
    value: [image, image],
    sent: ['patch'],
    received: ['patch'],
  },
]

/** Keywords that are rare, put and taken away, in what is sent and in what comes back. */
export const rareKeywords: readonly Change[] = [
  ...ofTexts.flatMap((rare) => [
    ...thereAndBack(rare, 'sent', (fal) => field(fal, 'MaxInput', 'image_url')),
    ...thereAndBack(rare, 'received', (fal) => field(fal, 'ResultImage', 'url')),
  ]),
  ...ofLists.flatMap((rare) => thereAndBack(rare, 'received', (fal) => field(fal, 'Result', 'images'))),
  ...ofObjects.flatMap((rare) => [
    ...thereAndBack(rare, 'sent', (fal) => schema(fal, 'MaxInput')),
    ...thereAndBack(rare, 'received', (fal) => schema(fal, 'Result')),
  ]),
]

function thereAndBack(
  { name, word, value, why = {}, ...rated }: Rare,
  side: 'received' | 'sent',
  at: (contract: JsonObject) => JsonObject,
): readonly Change[] {
  const put = (fal: JsonObject): void => {
    Object.assign(
      at(fal),
      { [word]: structuredClone(value) },
      word === 'if' ? { then: { required: ['prompt'] } } : {},
    )
  }
  const as = (way: 'back' | 'there'): Pick<Change, 'provider' | 'why'> => {
    const reason = why[`${side} ${way}`]
    return { provider: 'fal', ...(reason === undefined ? {} : { why: reason }) }
  }
  const [wire, wireBack] = rated[side]
  const there: Change = { name: `${name}, ${side}`, ...as('there'), apply: put, wire }
  if (wireBack === undefined) return [there]
  const back: Change = {
    name: `${name}, ${side}, and not any more`,
    ...as('back'),
    given: put,
    apply: (fal) => remove(at(fal), word),
    wire: wireBack,
  }
  return [there, back]
}
