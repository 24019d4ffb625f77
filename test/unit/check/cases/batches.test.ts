import { providers } from 'kontext-sdk'
import { checksOf, ContractDocument, readContract, valueAt } from 'kontext-sdk/contracts'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { batchesOf, broken } from '../../../../src/check/cases/batches.ts'
import {
  constraintKinds,
  constraintsOf,
  requiredLeaves,
  type Constraint,
} from '../../../../src/check/cases/constraints.ts'
import { contractPlaces } from '../../../../src/check/cases/contract-places.ts'
import { smallestBody } from '../../../../src/check/cases/probe-body.ts'
import type { Subject } from '../../../../src/check/subject.ts'
import type { Model } from '../../../../src/vocabulary.ts'
import { ids, type Id } from '../mocked.ts'

function subjectOf(id: Id, model: Model = 'max', contract = readContract(id)): Subject {
  const provider = providers[id]({ baseUrl: 'https://gateway.example' })
  const settings = { image: 'https://images.example/1.png', laterMs: 0 }
  return {
    provider,
    descriptor: provider.capabilities,
    contract,
    checks: checksOf(contract.document),
    model,
    settings,
  }
}

function violationsOf(subject: Subject, body: unknown): readonly string[] {
  const path = subject.descriptor.models[subject.model]?.path ?? ''
  const request = { method: 'POST', path, query: {}, headers: { 'content-type': 'application/json' }, body }
  return subject.checks.violations(request).map(({ location }) => location.slice(1).join('.'))
}

describe.each(ids)('%s', (id) => {
  const subject = subjectOf(id)
  const body = smallestBody(subject, subject.model)
  const leaves = requiredLeaves(subject)
  const all = constraintsOf(subject).filter(({ at }) => at.length > 0)

  test('the smallest body keeps the contract', () => {
    expect(violationsOf(subject, body)).toEqual([])
  })

  test('a body without anything required lacks each of it', () => {
    expect(violationsOf(subject, broken(body, [], leaves)).toSorted()).toEqual(
      leaves.map((at) => at.join('.')).toSorted(),
    )
  })

  test('every constraint is broken by what is said to break it', () => {
    const kept = all.filter(
      (constraint) =>
        !violationsOf(subject, broken(body, [constraint], [])).includes(constraint.at.join('.')),
    )
    expect(kept.map(({ kind, at }) => `${kind} ${at.join('.')}`)).toEqual([])
  })

  test.each(constraintKinds)(
    '%s: every batch breaks all that it holds, and lacks something required',
    (kind) => {
      const constraints = all.filter((one) => one.kind === kind)
      const batches = batchesOf(constraints, { body, leaves })
      expect(batches.flatMap((batch) => batch.constraints).length).toBe(constraints.length)
      for (const batch of batches) {
        const found = violationsOf(subject, batch.body)
        for (const { at } of batch.constraints) expect(found).toContain(at.join('.'))
        expect(leaves.some((at) => valueAt(batch.body, at) === undefined)).toBe(true)
      }
    },
  )
})

test('the constraints of fal are those of its document', () => {
  const counts = (kind: Constraint['kind']): string =>
    constraintsOf(subjectOf('fal'))
      .filter((one) => one.kind === kind)
      .map(({ at }) => at.join('.'))
      .join(' ')
  expect(Object.fromEntries(constraintKinds.map((kind) => [kind, counts(kind)]))).toMatchInlineSnapshot(`
    {
      "enum": "aspect_ratio output_format safety_tolerance",
      "items": "",
      "maxLength": "",
      "maximum": "guidance_scale num_images",
      "minLength": "prompt",
      "minimum": "guidance_scale num_images",
      "pattern": "",
      "required": "prompt image_url",
      "type": " aspect_ratio enhance_prompt guidance_scale image_url num_images output_format prompt safety_tolerance seed sync_mode",
    }
  `)
})

test('a constraint says where it stands and what it asks for', () => {
  const found = constraintsOf(subjectOf('vtrix')).filter(({ at }) => at.at(-1) === 'guidance_scale')
  expect(found).toEqual([
    {
      kind: 'type',
      at: ['input', 0, 'params', 'guidance_scale'],
      pointer: '/components/schemas/Parameters/properties/guidance_scale/type',
      wrong: { not: 'this' },
      wants: 'is of type number',
    },
    {
      kind: 'minimum',
      at: ['input', 0, 'params', 'guidance_scale'],
      pointer: '/components/schemas/Parameters/properties/guidance_scale/minimum',
      wrong: 0,
      allowed: [1],
      wants: 'is at least 1',
    },
    {
      kind: 'maximum',
      at: ['input', 0, 'params', 'guidance_scale'],
      pointer: '/components/schemas/Parameters/properties/guidance_scale/maximum',
      wrong: 11,
      allowed: [10],
      wants: 'is at most 10',
    },
  ])
})

describe('a contract of another make', () => {
  const fal = readContract('fal')
  /** The contract of fal, whose input of the model max is this schema. */
  const withInput = (schema: object): Subject => {
    const root = structuredClone(fal.document.root) as { components: { schemas: Record<string, object> } }
    const { MaxInput: before = {} } = root.components.schemas
    Object.assign(root.components.schemas, { MaxInput: schema, Before: before })
    return subjectOf('fal', 'max', { id: 'fal', document: new ContractDocument('fal.yaml', stringify(root)) })
  }
  const places = (subject: Subject): readonly string[] =>
    constraintsOf(subject)
      .map(({ kind, at }) => `${kind} ${at.join('.')}`)
      .toSorted()

  test('is asked the same where its input is put together by allOf', () => {
    const together = withInput({ allOf: [{ $ref: '#/components/schemas/Before' }] })
    expect(places(together)).toEqual(places(subjectOf('fal')))
    expect(contractPlaces(together).input('guidance_scale')).toBe(
      '/components/schemas/Before/properties/guidance_scale',
    )
  })

  test('may contain itself', () => {
    const itself = { type: 'object', properties: { more: { $ref: '#/components/schemas/MaxInput' } } }
    const subject = withInput({ ...itself, allOf: [{ $ref: '#/components/schemas/MaxInput' }] })
    expect(contractPlaces(subject).input('nothing')).toBeUndefined()
    expect(places(subject)).toEqual(['type '])
  })
})
