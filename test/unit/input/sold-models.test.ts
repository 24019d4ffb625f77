import { expect, test } from 'vitest'
import { soldModels } from '../../../src/input/sold-models.ts'
import { falDescriptor } from '../descriptors.ts'

const rule = { path: '/edit' }

test.each([
  {
    name: 'the one that an edit gets unasked is first',
    models: { pro: rule, max: rule },
    want: ['max', 'pro'],
  },
  { name: 'one that is not sold is not listed', models: { pro: rule }, want: ['pro'] },
  { name: 'there may be none', models: {}, want: [] },
])('$name', ({ models, want }) => {
  expect(soldModels({ ...falDescriptor, models })).toEqual(want)
})
