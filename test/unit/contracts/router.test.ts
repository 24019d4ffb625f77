import { createRequire } from 'node:module'
import fc from '../../fast-check.ts'
import { expect, test } from 'vitest'
import { Router } from '../../../src/contracts/router.ts'

/** Prism's router, as far as it is asked here. */
type PrismRoute = (asked: {
  readonly resources: readonly { readonly method: string; readonly path: string }[]
  readonly input: { readonly method: string; readonly url: { readonly path: string } }
}) => { readonly _tag: 'Left' } | { readonly _tag: 'Right'; readonly right: { readonly path: string } }

// CommonJS, and not part of what Prism exports.
const { default: prismRoute } = createRequire(import.meta.url)('@stoplight/prism-http/dist/router') as {
  default: PrismRoute
}

const segment = fc.constantFrom('a', 'b', 'edits', 'a b', 'ä')
const template = fc
  .array(fc.oneof(segment, fc.constantFrom('{id}', '{name}', '{id}.png')), { minLength: 1, maxLength: 4 })
  .map((segments) => `/${segments.join('/')}`)
const method = fc.constantFrom('get', 'post')
const path = fc
  .array(fc.oneof(segment, fc.constantFrom('', '%20', 'x', 'x.png', '.png', '%C3%A4', 'a%2Fb')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((segments) => `/${segments.join('/')}`)

/** Prism breaks ties between templates by their order; what OpenAPI calls ambiguous is left out here. */
function ambiguous(templates: readonly string[]): boolean {
  const shapes = templates.map((one) => one.split('/'))
  return shapes.some((a, index) =>
    shapes.some(
      (b, other) =>
        other > index &&
        a.length === b.length &&
        a.every((part, at) => part === b[at] || part.includes('{') || (b[at] ?? '').includes('{')) &&
        a.some((part) => part.includes('{')) &&
        b.some((part) => part.includes('{')),
    ),
  )
}

test('finds the operation that Prism finds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(template, { maxLength: 6 }), method, path, (templates, verb, asked) => {
      fc.pre(!ambiguous(templates))
      const router = new Router(templates.map((one) => ({ method: 'get', template: one, target: one })))
      const resources = templates.map((one) => ({ method: 'get', path: one }))
      const found = prismRoute({ resources, input: { method: verb, url: { path: asked } } })
      expect(router.find(verb, asked)?.target).toBe(found._tag === 'Right' ? found.right.path : undefined)
    }),
    { numRuns: 3_000, seed: 11 },
  )
})

const cases = [
  {
    name: 'a fixed path before a template',
    path: '/edits/latest',
    want: { target: '/edits/latest', values: {} },
  },
  { name: 'a template', path: '/edits/one', want: { target: '/edits/{id}', values: { id: 'one' } } },
  {
    name: 'an escaped value',
    path: '/edits/a%2Fb%20c',
    want: { target: '/edits/{id}', values: { id: 'a/b c' } },
  },
  {
    name: 'a template with text around it',
    path: '/edits/7.png',
    want: { target: '/edits/{index}.png', values: { index: '7' } },
  },
  {
    name: 'a template after a fixed segment that leads nowhere',
    path: '/edits/latest/status',
    want: { target: '/edits/{id}/status', values: { id: 'latest' } },
  },
  { name: 'nothing', path: '/edits', want: undefined },
  { name: 'nothing with a slash too many', path: '/edits/latest/', want: undefined },
]
test.each(cases)('finds $name', ({ path: asked, want }) => {
  const templates = ['/edits/{id}', '/edits/latest', '/edits/{index}.png', '/edits/{id}/status']
  const router = new Router(templates.map((one) => ({ method: 'get', template: one, target: one })))
  expect(router.find('GET', asked)).toEqual(want)
})
