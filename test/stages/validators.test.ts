import { execFile } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { ScriptTarget, transpileModule } from 'typescript'
import { describe, expect, test } from 'vitest'
import { isObject, objectAt, type Json, type JsonObject } from '../../scripts/lib/json.ts'
import { modelEntries } from '../../scripts/lib/provider-config.ts'
import { validators } from '../../scripts/stages/validators.ts'
import { config, contract, fileText, providerIds, type ProviderId } from './support.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Generated {
  readonly id: ProviderId
  readonly model: string
  readonly check: (body: unknown) => boolean
  readonly problems: () => string[]
  readonly minimal: JsonObject
  readonly full: JsonObject
}

/** The generated validator and fixtures of one model. */
async function load(id: ProviderId, model: string): Promise<Generated> {
  const module: unknown = await import(`../../generated/${id}/validators.ts`)
  const { fixtures } = (await import(`../../generated/${id}/fixtures.ts`)) as { fixtures: JsonObject }
  const validate = isObject(module) ? (module as Record<string, unknown>)[model] : undefined
  if (typeof validate !== 'function') throw new Error(`generated/${id}/validators.ts has no ${model}`)
  const requests = objectAt(structuredClone(fixtures), 'requests', model)
  return {
    id,
    model,
    check: (body) => Reflect.apply(validate, undefined, [body]) === true,
    problems: () => {
      const { errors } = validate as { errors?: { instancePath: string; message?: string }[] | null }
      return (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
    },
    minimal: objectAt(requests, 'minimal'),
    full: objectAt(requests, 'full'),
  }
}

const generated = await Promise.all(
  providerIds.flatMap((id) => modelEntries(config(id)).map(({ model }) => load(id, model))),
)

/** A body with some of its parameters changed, wherever the provider nests them; `undefined` takes one away. */
function changed(body: JsonObject, changes: Record<string, Json | undefined>): JsonObject {
  const copy = structuredClone(body)
  const [input] = Array.isArray(copy['input']) ? copy['input'] : []
  const parameters = isObject(input) && isObject(input['params']) ? input['params'] : copy
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) Reflect.deleteProperty(parameters, name)
    else parameters[name] = value
  }
  return copy
}

const falFamily: readonly ProviderId[] = ['fal', 'fal-relay', 'chainhub']

describe.each(generated)('the validator of $id $model', ({ id, check, problems, minimal, full }) => {
  test('lets the smallest body pass', () => {
    expect(check(minimal), problems().join('; ')).toBe(true)
  })

  test('lets a body with every field pass', () => {
    expect(check(full), problems().join('; ')).toBe(true)
  })

  const cases: {
    name: string
    changes: Record<string, Json | undefined>
    only?: readonly ProviderId[]
    want: RegExp
  }[] = [
    {
      name: 'an empty prompt',
      changes: { prompt: '' },
      want: /prompt must NOT have fewer than 1 characters/,
    },
    { name: 'no prompt', changes: { prompt: undefined }, want: /must have required property 'prompt'/ },
    { name: 'a prompt that is a number', changes: { prompt: 1 }, want: /prompt must be string/ },
    { name: 'a guidance of 99', changes: { guidance_scale: 99 }, want: /guidance_scale must be <= (10|20)/ },
    { name: 'a guidance of 0', changes: { guidance_scale: 0 }, want: /guidance_scale must be >= 1/ },
    { name: 'a seed of 1.5', changes: { seed: 1.5 }, want: /seed must be integer/ },
    {
      name: 'a format that is none',
      changes: { output_format: 'webp' },
      want: /output_format must be equal to one of/,
    },
    {
      name: 'a field that does not exist',
      changes: { promt: 'x' },
      want: /must NOT have additional properties/,
    },
    { name: 'nine images', changes: { num_images: 9 }, only: falFamily, want: /num_images must be <= 4/ },
    {
      name: 'a ratio of 5:4',
      changes: { aspect_ratio: '5:4' },
      only: falFamily,
      want: /aspect_ratio must be equal to one of/,
    },
    {
      name: 'a safety tolerance that is an integer',
      changes: { safety_tolerance: 2 },
      only: falFamily,
      want: /safety_tolerance must be string/,
    },
    {
      name: 'a safety tolerance of "0"',
      changes: { safety_tolerance: '0' },
      only: falFamily,
      want: /safety_tolerance must be equal to one of/,
    },
    {
      name: 'no image',
      changes: { image_url: undefined },
      only: falFamily,
      want: /must have required property 'image_url'/,
    },
    {
      name: 'no format',
      changes: { output_format: undefined },
      only: ['chainhub'],
      want: /must have required property 'output_format'/,
    },
    {
      name: 'enhance_prompt',
      changes: { enhance_prompt: true },
      only: ['fal-relay', 'chainhub'],
      want: /must NOT have additional properties/,
    },
    {
      name: 'num_images',
      changes: { num_images: 1 },
      only: ['vtrix'],
      want: /must NOT have additional properties/,
    },
    {
      name: 'a safety tolerance that is a string',
      changes: { safety_tolerance: '2' },
      only: ['vtrix'],
      want: /safety_tolerance must be integer/,
    },
    {
      name: 'a safety tolerance of 7',
      changes: { safety_tolerance: 7 },
      only: ['vtrix'],
      want: /safety_tolerance must be <= 6/,
    },
    {
      name: 'a ratio that is a word',
      changes: { aspect_ratio: 'square' },
      only: ['vtrix'],
      want: /aspect_ratio must match pattern/,
    },
    { name: '51 steps', changes: { steps: 51 }, only: ['vtrix'], want: /steps must be <= 50/ },
  ]
  for (const { name, changes, only, want } of cases) {
    if (only !== undefined && !only.includes(id)) continue
    test(`refuses ${name}`, () => {
      expect(check(changed(full, changes))).toBe(false)
      expect(problems().join('\n')).toMatch(want)
    })
  }

  for (const body of [undefined, null, 'x', 1, []]) {
    test(`refuses ${body === undefined ? 'undefined' : JSON.stringify(body)}, which is no object`, () => {
      expect(check(body)).toBe(false)
    })
  }
})

describe('the nested body of vtrix', () => {
  const vtrix = generated.find(({ id }) => id === 'vtrix')
  const cases: { name: string; change: (body: JsonObject) => Json; want: RegExp }[] = [
    {
      name: 'another model',
      change: (body) => ({ ...body, model: 'flux_kontext_pro' }),
      want: /model must be equal to constant/,
    },
    {
      name: 'parameters that lie flat',
      change: () => ({ model: 'flux_kontext_max', prompt: 'x' }),
      want: /must have required property 'input'/,
    },
    {
      name: 'no input',
      change: (body) => ({ ...body, input: [] }),
      want: /input must NOT have fewer than 1 items/,
    },
    {
      name: 'an input without parameters',
      change: (body) => ({ ...body, input: [{}] }),
      want: /must have required property 'params'/,
    },
  ]
  for (const { name, change, want } of cases) {
    test(`is not ${name}`, () => {
      if (vtrix === undefined) throw new Error('generated/vtrix is missing')
      expect(vtrix.check(change(vtrix.full))).toBe(false)
      expect(vtrix.problems().join('\n')).toMatch(want)
    })
  }

  test('may do without an image', () => {
    expect(vtrix?.check(changed(vtrix.full, { input_image: undefined, input_image_2: undefined }))).toBe(true)
  })
})

describe.each(providerIds)('the validators of %s as code', (id) => {
  const source = fileText(`generated/${id}/validators.ts`)
  const cases = [
    { name: 'asks for no module', pattern: /\brequire\s*\(|\bimport\b/ },
    { name: 'makes no function at run time', pattern: /\bnew\s+Function\b|\bFunction\s*\(/ },
    { name: 'evaluates nothing', pattern: /\beval\s*\(/ },
  ]
  for (const { name, pattern } of cases) {
    test(name, () => {
      expect(source).not.toMatch(pattern)
    })
  }

  // What is published twice: the source as it is generated, and what tsc makes of it for dist/.
  const forms = [
    { name: 'as generated', text: source },
    {
      name: 'as built',
      text: transpileModule(source, { compilerOptions: { target: ScriptTarget.ES2023 } }).outputText,
    },
  ]
  test.each(forms)('takes at most 2 kB gzipped $name', ({ text }) => {
    expect(gzipSync(text).length).toBeLessThanOrEqual(2048)
  })

  test('checks bodies where code must not be made from strings', async () => {
    const bodies = generated
      .filter((one) => one.id === id)
      .map(({ model, minimal }) => ({ model, good: minimal, bad: changed(minimal, { prompt: '' }) }))
    const script = `
      import * as validators from ${JSON.stringify(pathToFileURL(`${root}generated/${id}/validators.ts`).href)}
      let refused = false
      try { new Function('return 1') } catch { refused = true }
      const bodies = ${JSON.stringify(bodies)}
      console.log(JSON.stringify([refused, ...bodies.flatMap(({ model, good, bad }) =>
        [validators[model](good), validators[model](bad), validators[model].errors[0].message])]))`
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--disallow-code-generation-from-strings',
      '--input-type=module',
      '--eval',
      script,
    ])
    const want = bodies.flatMap(() => [true, false, 'must NOT have fewer than 1 characters'])
    expect(JSON.parse(stdout)).toEqual([true, ...want])
  })
})

test('a schema whose code would need a module at run time is refused', () => {
  const given = contract('vtrix')
  const properties = objectAt(given, 'components', 'schemas', 'Parameters', 'properties')
  properties['list'] = { type: 'array', items: { type: 'object' }, uniqueItems: true }
  expect(() => validators(given, config('vtrix'))).toThrow(
    /^Failed to generate validators of vtrix: Ajv's code holds require\(.*\. Keep the schema to keywords/,
  )
})
