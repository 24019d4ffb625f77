import { expect, test } from 'vitest'
import { catalog } from '../../scripts/stages/catalog.ts'
import { traced } from './support.ts'

test('every path of a contract stands under the id of its provider, other paths of an operation too', () => {
  const { tree } = traced(`security: [{ key: [] }]
paths:
  /a/{id}:
    get: { operationId: a, x-also-at: ['/b/{id}', '/c/{id}'], responses: {} }
`)
  expect(catalog([{ id: 'x', contract: tree }])['paths']).toEqual({
    '/x/a/{id}': {
      get: {
        operationId: 'x.a',
        'x-also-at': ['/x/b/{id}', '/x/c/{id}'],
        responses: {},
        security: [{ 'x.key': [] }],
      },
    },
  })
})
