import { describe, expect, test } from 'vitest'
import type { ProviderConfig } from '../../scripts/lib/provider-config.ts'
import { merge } from '../../scripts/stages/merge.ts'
import { config, contract, evidenceAt, evidenceFile, pointed, traced } from './support.ts'

const provider: ProviderConfig = {
  file: 'specs/x/provider.yaml',
  id: 'x',
  title: 'X',
  auth: { scheme: 'Bearer', env: 'X_API_KEY' },
  dialect: 'fal-queue',
  evidence: {},
  operations: [],
  models: { max: { path: '/fal-ai/flux-pro/kontext/max', wireName: 'kontext_max' } },
  options: {},
  images: { fields: [], accepts: [], min: 0 },
}

const dialect = `
x-evidence: { kind: public, source: the docs of fal }
paths:
  /{model}:
    post:
      operationId: submit{Model}
      summary: Submit to {model-id} as {wire-name}
      responses:
        '200': { description: Taken., content: { application/json: { example: { id: '{app}' } } } }
        '401': { $ref: '#/components/responses/Unauthorized' }
  /{app}/requests/{request_id}/status:
    get: { operationId: status, summary: Where a job stands }
  /{app}/requests/{request_id}/cancel:
    put: { operationId: cancel, summary: Ask for a job to be canceled }
  /{app}/requests/{request_id}/status/stream:
    get: { operationId: stream, x-optional: true, summary: Told as it changes }
components:
  schemas:
    '{Model}Input': { type: object, required: [prompt], properties: { prompt: { type: string, default: x } } }
  responses:
    Unauthorized: { description: No. }
    Odd:
      x-evidence: { kind: inferred, source: nobody says so }
      description: Odd.
`
const run = (document: string, changes: Partial<ProviderConfig> = {}): ReturnType<typeof merge> =>
  merge(
    traced(document, { file: 'document.txt' }),
    traced(dialect, { file: 'specs/dialects/d.yaml', kind: 'public' }),
    { ...provider, ...changes },
  )

describe('placeholders of the dialect', () => {
  const { tree } = run('info: {}\n')
  const cases = [
    {
      name: '{model} is the submit path, {Model} and {model-id} the name, {wire-name} the name on the wire',
      pointer: '/paths/~1fal-ai~1flux-pro~1kontext~1max/post',
      want: { operationId: 'submitMax', summary: 'Submit to max as kontext_max' },
    },
    {
      name: '{app} is the first two segments of the submit path',
      pointer: '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get',
      want: { operationId: 'status' },
    },
    {
      name: 'they stand in values too',
      pointer: '/paths/~1fal-ai~1flux-pro~1kontext~1max/post/responses/200/content/application~1json/example',
      want: { id: 'fal-ai/flux-pro' },
    },
    {
      name: 'they stand in the names of schemas',
      pointer: '/components/schemas',
      want: { MaxInput: { type: 'object' } },
    },
  ]
  for (const { name, pointer, want } of cases) {
    test(name, () => {
      expect(pointed(tree, pointer)).toMatchObject(want)
    })
  }

  test('a word in braces that is none stays: it is a path parameter', () => {
    expect(Object.keys(pointed(tree, '/paths') ?? {})).toContain(
      '/fal-ai/flux-pro/requests/{request_id}/cancel',
    )
  })

  test('two models share one status path', () => {
    const { tree: both } = run('info: {}\n', {
      models: { pro: { path: '/fal-ai/flux-pro/kontext' }, max: { path: '/fal-ai/flux-pro/kontext/max' } },
    })
    expect(Object.keys(pointed(both, '/paths') ?? {})).toEqual([
      '/fal-ai/flux-pro/kontext',
      '/fal-ai/flux-pro/requests/{request_id}/status',
      '/fal-ai/flux-pro/requests/{request_id}/cancel',
      '/fal-ai/flux-pro/kontext/max',
    ])
    expect(Object.keys(pointed(both, '/components/schemas') ?? {})).toEqual(['ProInput', 'MaxInput'])
  })
})

describe('a document wins over the dialect', () => {
  const path = '/paths/~1fal-ai~1flux-pro~1kontext~1max/post'
  const cases = [
    {
      name: 'in a text',
      given: 'paths: { /fal-ai/flux-pro/kontext/max: { post: { summary: Ours } } }',
      pointer: `${path}/summary`,
      want: 'Ours',
    },
    {
      name: 'in a list, which is one statement',
      given: 'components: { schemas: { MaxInput: { required: [prompt, image_url] } } }',
      pointer: '/components/schemas/MaxInput/required',
      want: ['prompt', 'image_url'],
    },
    {
      name: 'in an example, which is one statement',
      given:
        "paths: { /fal-ai/flux-pro/kontext/max: { post: { responses: { '200': { content: { application/json: { example: { a: 1 } } } } } } } }",
      pointer: `${path}/responses/200/content/application~1json/example`,
      want: { a: 1 },
    },
    {
      name: 'in examples, which need no single example beside them',
      given:
        "paths: { /fal-ai/flux-pro/kontext/max: { post: { responses: { '200': { content: { application/json: { examples: { a: { value: 1 } } } } } } } } }",
      pointer: `${path}/responses/200/content/application~1json`,
      want: { examples: { a: { value: 1 } } },
    },
    {
      name: 'in a reference, to which nothing is added',
      given: "components: { schemas: { MaxInput: { $ref: '#/components/schemas/A' } } }",
      pointer: '/components/schemas/MaxInput',
      want: { $ref: '#/components/schemas/A' },
    },
  ]
  for (const { name, given, pointer, want } of cases) {
    test(name, () => {
      expect(pointed(run(`${given}\n`).tree, pointer)).toEqual(want)
    })
  }

  test('and the dialect adds what it leaves out, each with its own evidence', () => {
    const merged = run(
      'components: { schemas: { MaxInput: { properties: { prompt: { type: number } } } } }\n',
    )
    expect(pointed(merged.tree, '/components/schemas/MaxInput/properties/prompt')).toEqual({
      type: 'number',
      default: 'x',
    })
    const property = '/components/schemas/MaxInput/properties/prompt'
    expect(evidenceAt(merged, `${property}/type`)).toMatchObject({ kind: 'document', file: 'document.txt' })
    expect(evidenceAt(merged, `${property}/default`)).toMatchObject({
      file: 'specs/dialects/d.yaml',
      rule: 'dialect',
    })
  })
})

describe('the evidence of what comes from the dialect', () => {
  const status = '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status'
  const cancel = '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1cancel'
  const relay: Partial<ProviderConfig> = {
    evidence: {
      default: { kind: 'inferred', source: 'copied' },
      status: { kind: 'public', source: 'a page of the relay' },
    },
  }

  test('is that of the dialect where provider.yaml says nothing', () => {
    expect(evidenceAt(run('info: {}\n'), `${status}/get/summary`)).toMatchObject({
      kind: 'public',
      source: 'the docs of fal',
      file: 'specs/dialects/d.yaml',
      line: 12,
    })
  })

  const cases = [
    {
      name: 'is what provider.yaml says for the operation',
      pointer: `${status}/get/summary`,
      want: { kind: 'public', source: 'a page of the relay' },
    },
    {
      name: 'is the default of provider.yaml for other operations',
      pointer: `${cancel}/put/summary`,
      want: { kind: 'inferred', source: 'copied' },
    },
    {
      name: 'is the default of provider.yaml for components',
      pointer: '/components/responses/Unauthorized',
      want: { kind: 'inferred', source: 'copied' },
    },
    {
      name: 'stays inferred, with its own source, where the dialect itself infers',
      pointer: '/components/responses/Odd/description',
      want: { kind: 'inferred', source: 'nobody says so' },
    },
  ]
  for (const { name, pointer, want } of cases) {
    test(name, () => {
      expect(evidenceAt(run('info: {}\n', relay), pointer)).toMatchObject(want)
    })
  }

  test('never rises above what the dialect knows', () => {
    const merged = run('info: {}\n', { evidence: { default: { kind: 'document', source: 'a page' } } })
    expect(evidenceAt(merged, '/components/responses/Odd')).toMatchObject({ kind: 'inferred' })
  })

  test('speaks of operations the dialect has, or the run ends at its line', () => {
    const places = new Map([['evidence.cancell', { line: 9, column: 3 }]])
    const evidence = { cancell: { kind: 'inferred', source: 'a slip' } } as const
    expect(() => run('info: {}\n', { evidence, places })).toThrow(
      'specs/x/provider.yaml:9:3 error provider-yaml: evidence.cancell: the dialect has no such operation. Known: default, components, submit, status, cancel, stream.',
    )
  })

  for (const id of ['fal-relay', 'chainhub'] as const) {
    test(`at ${id} is what its provider.yaml says, operation by operation`, () => {
      const { evidence } = config(id)
      const { statements } = evidenceFile(id)
      const operations = { status: 'get', result: 'get', cancel: 'put' }
      for (const [operation, method] of Object.entries(operations)) {
        const end = operation === 'result' ? '' : `~1${operation}`
        const pointer = `/paths/~1fal-ai~1flux-pro~1requests~1{request_id}${end}/${method}/summary`
        expect(statements.get(pointer)).toMatchObject({
          kind: evidence[operation]?.kind,
          source: evidence[operation]?.source,
        })
      }
      expect(statements.get('/components/schemas/Result/type')).toMatchObject({
        kind: 'inferred',
        source: evidence['default']?.source,
      })
    })
  }
})

describe('an optional operation of the dialect', () => {
  const path = '/fal-ai/flux-pro/requests/{request_id}/status/stream'

  test('is no part of a contract by itself', () => {
    expect(Object.keys(pointed(run('info: {}\n').tree, '/paths') ?? {})).not.toContain(path)
  })

  test('is one where provider.yaml lists it, without the mark', () => {
    const { tree } = run('info: {}\n', { operations: ['stream'] })
    expect(tree['paths']).toMatchObject({
      [path]: { get: { operationId: 'stream', summary: 'Told as it changes' } },
    })
    expect(JSON.stringify(tree)).not.toContain('x-optional')
  })

  test('is completed where a document describes it', () => {
    const given = `paths: { '${path}': { get: { summary: Ours } } }\n`
    expect(run(given, { operations: ['stream'] }).tree['paths']).toMatchObject({
      [path]: { get: { operationId: 'stream', summary: 'Ours' } },
    })
  })

  const slips: { name: string; given: Partial<ProviderConfig>; want: string }[] = [
    {
      name: 'an operation that is none',
      given: { operations: ['straem'] },
      want: 'operations: straem is no optional operation of the dialect. Known: stream.',
    },
    {
      name: 'an operation every provider has',
      given: { operations: ['status'] },
      want: 'operations: status is no optional operation of the dialect. Known: stream.',
    },
    {
      name: 'an operation twice',
      given: { operations: ['stream', 'stream'] },
      want: 'operations: stream stands there twice',
    },
    {
      name: 'evidence of an operation the provider does not have',
      given: { evidence: { stream: { kind: 'public', source: 'a page' } } },
      want: 'evidence.stream: the operation is optional. List it under operations, or leave this line out.',
    },
  ]
  for (const { name, given, want } of slips) {
    test(`ends the run at ${name}`, () => {
      const places = new Map(['operations', 'evidence.stream'].map((key) => [key, { line: 7, column: 1 }]))
      expect(() => run('info: {}\n', { ...given, places })).toThrow(
        `specs/x/provider.yaml:7:1 error provider-yaml: ${want}`,
      )
    })
  }

  test('at fal is the stream of statuses, at relays there is none', () => {
    const paths = (['fal', 'fal-relay', 'chainhub'] as const).map((id) =>
      Object.keys(pointed(contract(id), '/paths') ?? {}).includes(path),
    )
    expect(paths).toEqual([true, false, false])
  })
})

test('every contract is titled after its provider', () => {
  const { tree } = run('info: { title: old, version: 2.0.0 }\n')
  expect(tree['info']).toEqual({ title: 'FLUX.1 Kontext at X', version: '2.0.0' })
  expect(pointed(contract('fal'), '/info/title')).toBe('FLUX.1 Kontext at fal.ai')
})

test('security that every operation repeats is said once', () => {
  const { tree } = run(
    'security: [{ bearer: [] }]\npaths: { /fal-ai/flux-pro/kontext/max: { post: { security: [{ bearer: [] }] } } }\n',
  )
  expect(pointed(tree, '/paths/~1fal-ai~1flux-pro~1kontext~1max/post/security')).toBeUndefined()
  expect(tree['security']).toEqual([{ bearer: [] }])
})

describe('a document that names no key', () => {
  const schemes = [
    { scheme: 'Bearer', want: { bearer: { type: 'http', scheme: 'bearer' } } },
    {
      scheme: 'Key',
      want: { key: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-scheme': 'Key' } },
    },
  ] as const
  for (const { scheme, want } of schemes) {
    test(`asks for the ${scheme} of provider.yaml, as inferred`, () => {
      const merged = run('info: {}\n', { auth: { scheme, env: 'X_API_KEY' } })
      const [name = ''] = Object.keys(want)
      expect(merged.tree['security']).toEqual([{ [name]: [] }])
      expect(merged.tree).toMatchObject({ components: { securitySchemes: want } })
      expect(evidenceAt(merged, `/components/securitySchemes/${name}`)).toMatchObject({ kind: 'inferred' })
    })
  }
})
