import type { Change } from '../change.ts'
import { drop, field, list, remove, replace } from '../draft.ts'

/** What a client sends: values of fields. */
export const requestValues: readonly Change[] = [
  {
    name: 'a value is no longer taken',
    provider: 'fal',
    apply: (fal) => drop(list(field(fal, 'MaxInput', 'output_format'), 'enum'), 'png'),
    wire: 'major',
  },
  {
    name: 'a value is renamed',
    provider: 'fal',
    apply: (fal) => replace(list(field(fal, 'MaxInput', 'output_format'), 'enum'), 'jpeg', 'jpg'),
    wire: 'major',
  },
  {
    name: 'a value is taken that was not',
    provider: 'fal',
    apply: (fal) => list(field(fal, 'MaxInput', 'output_format'), 'enum').push('webp'),
    wire: 'minor',
  },
  {
    name: 'any text is taken where there was a list',
    provider: 'fal',
    apply: (fal) => remove(field(fal, 'ProInput', 'aspect_ratio'), 'enum'),
    wire: 'minor',
  },
  {
    name: 'a list is taken where there was any text',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Parameters', 'aspect_ratio')['enum'] = ['16:9', '1:1']),
    wire: 'major',
  },
  {
    name: 'the only value is another',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'MaxInput', 'model')['const'] = 'flux_kontext_max_2'),
    wire: 'major',
  },
  {
    name: 'the only value becomes one of two',
    provider: 'vtrix',
    apply: (vtrix) => {
      const model = field(vtrix, 'MaxInput', 'model')
      remove(model, 'const')
      model['enum'] = ['flux_kontext_max', 'flux_kontext_pro']
    },
    wire: 'minor',
  },
  {
    name: 'the only value becomes any text',
    provider: 'vtrix',
    apply: (vtrix) => remove(field(vtrix, 'MaxInput', 'model'), 'const'),
    wire: 'minor',
  },
  {
    name: 'a number becomes a text',
    provider: 'fal',
    apply: (fal) => Object.assign(field(fal, 'MaxInput', 'seed'), { type: 'string' }),
    wire: 'major',
  },
  {
    name: 'digits in a text become an integer',
    provider: 'fal',
    apply: (fal) =>
      Object.assign(field(fal, 'MaxInput', 'safety_tolerance'), {
        type: 'integer',
        enum: [1, 2, 3, 4, 5, 6],
        default: 2,
      }),
    wire: 'major',
  },
  {
    name: 'a number must be an integer',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Parameters', 'guidance_scale')['type'] = 'integer'),
    wire: 'major',
  },
  {
    name: 'an integer may be any number',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Parameters', 'steps')['type'] = 'number'),
    wire: 'minor',
  },
  {
    name: 'a number may be a text too',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'seed')['type'] = ['integer', 'string']),
    wire: 'minor',
  },
  {
    name: 'a field may be null',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'seed')['type'] = ['integer', 'null']),
    wire: 'minor',
  },
  {
    name: 'anything is taken where there was a boolean',
    provider: 'fal',
    apply: (fal) => remove(field(fal, 'MaxInput', 'sync_mode'), 'type'),
    wire: 'minor',
  },
  {
    name: 'a text may be a list too',
    provider: 'fal',
    apply: (fal) => {
      const url = field(fal, 'MaxInput', 'image_url')
      remove(url, 'type')
      url['anyOf'] = [{ type: 'string' }, { type: 'array', items: { type: 'string' } }]
    },
    wire: 'minor',
  },
  {
    name: 'a text must be a list',
    provider: 'fal',
    apply: (fal) =>
      Object.assign(field(fal, 'MaxInput', 'image_url'), { type: 'array', items: { type: 'string' } }),
    wire: 'major',
  },
  {
    name: 'the highest value is lower',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'guidance_scale')['maximum'] = 10),
    wire: 'major',
  },
  {
    name: 'the highest value is higher',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'num_images')['maximum'] = 8),
    wire: 'minor',
  },
  {
    name: 'there is a lowest value',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'seed')['minimum'] = 0),
    wire: 'major',
  },
  {
    name: 'the highest value itself is no longer taken',
    provider: 'fal',
    apply: (fal) => {
      const guidance = field(fal, 'MaxInput', 'guidance_scale')
      remove(guidance, 'maximum')
      guidance['exclusiveMaximum'] = 20
    },
    wire: 'major',
  },
  {
    name: 'only multiples are taken',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Parameters', 'steps')['multipleOf'] = 5),
    wire: 'major',
  },
  {
    name: 'a text may have so many characters at most',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'prompt')['maxLength'] = 2000),
    wire: 'major',
  },
  {
    name: 'an empty text is taken',
    provider: 'fal',
    apply: (fal) => remove(field(fal, 'MaxInput', 'prompt'), 'minLength'),
    wire: 'minor',
  },
  {
    name: 'a text must have another form',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Parameters', 'aspect_ratio')['pattern'] = '^[1-9]:[1-9]$'),
    wire: 'major',
  },
  {
    name: 'a text must be a URI',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'image_url')['format'] = 'uri'),
    wire: 'major',
  },
  {
    name: 'the range of ratios is narrower',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Parameters', 'aspect_ratio')['x-range'] = ['16:9', '9:16']),
    wire: 'major',
  },
  {
    name: 'a default is another',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'output_format')['default'] = 'png'),
    wire: 'minor',
  },
  {
    name: 'a default is no longer said',
    provider: 'fal',
    apply: (fal) => remove(field(fal, 'MaxInput', 'guidance_scale'), 'default'),
    wire: 'patch',
  },
]
