// What each of the compliant sets published beside the Overlay Specification asks for, on a description of our own.
import { describe, expect, test } from 'vitest'
import { at, type Json } from '../../scripts/lib/json.ts'
import { overlay } from '../../scripts/stages/overlay.ts'
import { traced } from './support.ts'

const bakery = `
openapi: 3.1.0
info: { title: Bakery, version: 2.0.0 }
servers:
  - { url: 'https://test.bakery.invalid', description: Test }
  - { url: 'https://bakery.invalid', description: Shop }
paths:
  /loaves:
    get:
      summary: Every loaf
      operationId: listLoaves
      tags: [loaf]
      responses:
        '200': { description: Loaves., content: { application/json: { schema: { properties: { grams: { type: integer }, flour: { type: string }, baker: { type: string } } } } } }
        '500': { description: The oven is cold. }
  /loaves/{loaf}:
    get:
      summary: One loaf
      operationId: getLoaf
      tags: [loaf]
      responses:
        '200': { description: A loaf. }
        default: { description: Something else. }
  /orders:
    post:
      responses:
        '201': { description: Ordered. }
        '500': { description: The oven is cold. }
        default: { description: Something else. }
components:
  schemas:
    Loaf:
      properties:
        flour: { type: string, example: rye }
        grams: { type: integer, example: 750 }
`
const says = `    description: The set asks for it.
    x-evidence: { kind: public, source: 'OAI/Overlay-Specification compliant-sets' }
`
const run = (actions: readonly string[], document = bakery): Json => {
  const yaml = `overlay: 1.1.0\ninfo: { title: t, version: v1 }\nactions:\n${actions.map((action) => `  - ${action}\n${says}`).join('')}`
  return overlay(traced(document), traced(yaml, { kind: 'inferred' }), 'x.overlay.yaml').value.tree
}
const operation = { tags: ['loaf', 'baked'] }

describe('the compliant sets of Overlay', () => {
  const cases: {
    set: string
    does: string
    given: string[]
    want: Record<string, Json | undefined>
    document?: string
  }[] = [
    {
      set: 'add-a-license',
      does: 'adds an object to info and leaves what is there',
      given: ['target: $.info\n    update: { license: { name: Apache-2.0, identifier: Apache-2.0 } }'],
      want: {
        info: {
          title: 'Bakery',
          version: '2.0.0',
          license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        },
      },
    },
    {
      set: 'description-and-summary',
      does: 'adds one text to an operation and replaces another',
      given: [
        "target: $.paths['/loaves'].get\n    update: { description: What the shelf holds., summary: Loaves of the day }",
      ],
      want: {
        'paths./loaves.get.description': 'What the shelf holds.',
        'paths./loaves.get.summary': 'Loaves of the day',
        'paths./loaves.get.operationId': 'listLoaves',
      },
    },
    {
      set: 'many-operations',
      does: 'removes, then appends by wildcard, then joins and appends at one place, then adds to every path',
      given: [
        "target: $.paths['/loaves'].get.summary\n    remove: true",
        'target: $.paths.*.get\n    update: { tags: [baked] }',
        "target: $.paths['/loaves'].get\n    update: { x-shelf: { row: 3 }, tags: [sold] }",
        'target: $.paths.*\n    update: { head: { x-says: { warm: yes } } }',
      ],
      want: {
        'paths./loaves.get.summary': undefined,
        'paths./loaves.get.tags': ['loaf', 'baked', 'sold'],
        'paths./loaves.get.x-shelf': { row: 3 },
        'paths./loaves/{loaf}.get.tags': operation.tags,
        'paths./loaves/{loaf}.get.summary': 'One loaf',
        'paths./loaves/{loaf}.head': { 'x-says': { warm: 'yes' } },
        'paths./orders.head': { 'x-says': { warm: 'yes' } },
        'paths./orders.get': undefined,
      },
    },
    {
      set: 'remove-example',
      does: 'takes one example and leaves the others',
      given: ["target: $.components.schemas.Loaf.properties['flour'].example\n    remove: true"],
      want: {
        'components.schemas.Loaf.properties': {
          flour: { type: 'string' },
          grams: { type: 'integer', example: 750 },
        },
      },
    },
    {
      set: 'remove-matching-responses',
      does: 'takes responses by status at any depth',
      given: [
        "target: $.paths..responses['500']\n    remove: true",
        "target: $.paths..responses['default']\n    remove: true",
      ],
      want: {
        'paths./loaves.get.responses.500': undefined,
        'paths./loaves.get.responses.200.description': 'Loaves.',
        'paths./loaves/{loaf}.get.responses': { 200: { description: 'A loaf.' } },
        'paths./orders.post.responses': { 201: { description: 'Ordered.' } },
      },
    },
    {
      set: 'remove-property',
      does: 'takes every property of a type under one response, and nowhere else',
      given: [
        "target: $.paths['/loaves'].get.responses['200']..properties[?(@.type == 'string')]\n    remove: true",
      ],
      want: {
        'paths./loaves.get.responses.200.content.application/json.schema.properties': {
          grams: { type: 'integer' },
        },
        'components.schemas.Loaf.properties.flour.type': 'string',
      },
    },
    {
      set: 'remove-server',
      does: 'takes the item of a list that a filter with spaces finds',
      given: ["target: $.servers[?( @.description == 'Test' )]\n    remove: true"],
      want: { servers: [{ url: 'https://bakery.invalid', description: 'Shop' }] },
    },
    {
      set: 'replace-servers-for-sandbox',
      does: 'takes a whole list and puts another in its place',
      given: [
        'target: $.servers\n    remove: true',
        "target: $\n    update: { servers: [{ url: 'http://localhost:1234' }] }",
      ],
      want: { servers: [{ url: 'http://localhost:1234' }] },
    },
    {
      set: 'update-root',
      does: 'joins the root',
      given: ['target: $\n    update: { info: { x-corrected: true } }'],
      want: { info: { title: 'Bakery', version: '2.0.0', 'x-corrected': true }, openapi: '3.1.0' },
    },
    {
      set: 'arazzo-sandbox-workflow',
      does: 'updates the item a filter finds and appends an object to each of several lists',
      document: `
sourceDescriptions: [{ name: oven, url: 'https://oven.invalid/a.yaml' }, { name: shop, url: 'https://shop.invalid/b.yaml' }]
workflows:
  - steps: [{ stepId: knead, successCriteria: [{ condition: a }] }, { stepId: bake, successCriteria: [{ condition: b }] }]
`,
      given: [
        "target: $.sourceDescriptions[?@.name == 'shop']\n    update: { url: 'https://test.invalid/b.yaml' }",
        'target: $.workflows[*].steps[*].successCriteria\n    update: { condition: warm }',
      ],
      want: {
        sourceDescriptions: [
          { name: 'oven', url: 'https://oven.invalid/a.yaml' },
          { name: 'shop', url: 'https://test.invalid/b.yaml' },
        ],
        workflows: [
          {
            steps: [
              { stepId: 'knead', successCriteria: [{ condition: 'a' }, { condition: 'warm' }] },
              { stepId: 'bake', successCriteria: [{ condition: 'b' }, { condition: 'warm' }] },
            ],
          },
        ],
      },
    },
    {
      set: 'asyncapi-remove-internal-channels',
      does: 'replaces and adds in one object, and removes by a filter on a quoted name',
      document: `
servers: { shop: { host: 'a.invalid', protocol: amqp } }
channels: { sold: { address: sold }, counted: { address: counted, x-internal: true } }
components: { messages: { Sold: {}, Counted: {} } }
`,
      given: [
        'target: $.servers.shop\n    update: { host: b.invalid, description: Open }',
        "target: $.channels[?@['x-internal'] == true]\n    remove: true",
        'target: $.components.messages.Counted\n    remove: true',
      ],
      want: {
        servers: { shop: { host: 'b.invalid', protocol: 'amqp', description: 'Open' } },
        channels: { sold: { address: 'sold' } },
        'components.messages': { Sold: {} },
      },
    },
  ]
  for (const { set, does, given, want, document } of cases) {
    test(`${set}: ${does}`, () => {
      const tree = run(given, document)
      const found = Object.fromEntries(Object.keys(want).map((path) => [path, at(tree, ...path.split('.'))]))
      expect(found).toEqual(want)
    })
  }
})

describe('the examples of the specification', () => {
  const pages = `
paths:
  /loaves: { get: { x-oai-traits: [paged], parameters: [{ name: loaf }] } }
  /bakers: { get: { x-oai-traits: [paged] } }
  /orders: { get: { tags: [a, dummy, b] } }
`
  const cases = [
    {
      name: 'a trait brings parameters to the operations that have it, behind those they have',
      given: [
        "target: $.paths[?(@.get['x-oai-traits'][?(@ == 'paged')])].get\n    x-matches: 2\n    update: { parameters: [{ name: top }] }",
      ],
      want: {
        '/loaves': { get: { 'x-oai-traits': ['paged'], parameters: [{ name: 'loaf' }, { name: 'top' }] } },
        '/bakers': { get: { 'x-oai-traits': ['paged'], parameters: [{ name: 'top' }] } },
        '/orders': { get: { tags: ['a', 'dummy', 'b'] } },
      },
    },
    {
      name: 'a text in a list is removed by its value',
      given: ["target: $.paths.*.get.tags[?@ == 'dummy']\n    remove: true"],
      want: { '/orders': { get: { tags: ['a', 'b'] } } },
    },
    {
      name: 'a path item is renamed by update, copy and remove',
      given: [
        "target: $.paths\n    update: { '/people': {} }",
        "target: $.paths['/people']\n    copy: $.paths['/bakers']",
        "target: $.paths['/bakers']\n    remove: true",
      ],
      want: { '/people': { get: { 'x-oai-traits': ['paged'] } }, '/bakers': undefined },
    },
    {
      name: 'a copy joins what the target has',
      given: ["target: $.paths['/orders']\n    copy: $.paths['/bakers']"],
      want: { '/orders': { get: { tags: ['a', 'dummy', 'b'], 'x-oai-traits': ['paged'] } } },
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      const paths = at(run(given, pages), 'paths')
      expect(Object.fromEntries(Object.keys(want).map((path) => [path, at(paths, path)]))).toEqual(want)
    })
  }
})
