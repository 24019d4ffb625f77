import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providers } from 'kontext-sdk'
import { describe, expect, onTestFinished, test } from 'vitest'
import { contractFiles, loadContracts, readContract } from '../../../../mocks/src/contracts.ts'
import { ContractDocument } from 'kontext-sdk/contracts'
import { checkContract } from '../../../../mocks/src/gate/check-contract.ts'
import { BrokenContractError, formatFinding } from '../../../../mocks/src/gate/finding.ts'

const sound = `openapi: 3.1.0
info: { title: Plain, version: 1.0.0 }
paths:
  /edits:
    post:
      operationId: submit
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Edit'
            example: { prompt: Hello, ratio: '16:9' }
      responses:
        '200':
          description: Taken.
          content:
            application/json:
              schema: { type: object, required: [id], properties: { id: { type: string } } }
              examples:
                taken:
                  value:
                    id: one
  /edits/{id}:
    get:
      operationId: look
      parameters:
        - name: id
          in: path
          required: true
          schema: { type: string }
      responses:
        '200': { description: Fine. }
components:
  schemas:
    Edit:
      type: object
      required: [prompt]
      properties:
        prompt:
          type: string
          minLength: 1
        ratio:
          type: string
          pattern: ^\\d+:\\d+$
        count:
          type: [integer, 'null']
          default: 1
`

const check = (text: string): string[] =>
  checkContract(new ContractDocument('plain.yaml', text)).map(formatFinding)

/** Line and column of a piece of a text, from 1. */
function placeOf(text: string, piece: string): string {
  const before = text.slice(0, text.indexOf(piece)).split('\n')
  return `${String(before.length)}:${String((before.at(-1) ?? '').length + 1)}`
}

interface Mistake {
  readonly name: string
  readonly from: string
  readonly to: string
  /** The piece of the broken text at which the finding points. */
  readonly at: string
  readonly rule: string
  readonly says: string
}

const mistakes: readonly Mistake[] = [
  {
    name: 'a pattern that is no regular expression',
    from: 'pattern: ^\\d+:\\d+$',
    to: 'pattern: "^(\\\\d+"',
    at: 'pattern:',
    rule: 'pattern',
    says: 'Unterminated group',
  },
  {
    name: 'a type that is none',
    from: 'type: string\n          minLength',
    to: 'type: strnig\n          minLength',
    at: 'type: strnig',
    rule: 'schema',
    says: 'must be equal to one of the allowed values',
  },
  {
    name: 'a keyword that is none',
    from: 'minLength: 1',
    to: 'minLenght: 1',
    at: 'minLenght',
    rule: 'keyword',
    says: '"minLenght" is no keyword',
  },
  {
    name: 'a keyword that cannot apply',
    from: 'minLength: 1',
    to: 'minimum: 1',
    at: 'minimum: 1',
    rule: 'schema',
    says: 'missing type "number" for keyword "minimum"',
  },
  {
    name: 'nullable, which OpenAPI 3.1 dropped',
    from: 'minLength: 1',
    to: 'nullable: true',
    at: 'nullable',
    rule: 'keyword',
    says: "Add 'null' to the type instead.",
  },
  {
    name: 'exclusiveMinimum as OpenAPI 3.0 had it',
    from: "type: [integer, 'null']",
    to: "type: [integer, 'null']\n          exclusiveMinimum: true",
    at: 'exclusiveMinimum',
    rule: 'schema',
    says: 'must be number',
  },
  {
    name: 'a format nobody checks',
    from: 'minLength: 1',
    to: 'format: picture',
    at: 'format',
    rule: 'schema',
    says: 'unknown format "picture"',
  },
  {
    name: 'a reference that leads nowhere',
    from: '#/components/schemas/Edit',
    to: '#/components/schemas/Edot',
    at: '$ref',
    rule: 'reference',
    says: 'leads nowhere',
  },
  {
    name: 'a reference to another file',
    from: '#/components/schemas/Edit',
    to: 'edit.yaml',
    at: '$ref',
    rule: 'reference',
    says: 'leads out of the document',
  },
  {
    name: 'an example of a request that breaks its schema',
    from: 'prompt: Hello,',
    to: "prompt: '',",
    at: "prompt: '',",
    rule: 'example',
    says: '/prompt must NOT have fewer than 1 characters',
  },
  {
    name: 'an example of an answer that breaks its schema',
    from: 'id: one',
    to: 'id: 1',
    at: 'id: 1\n',
    rule: 'example',
    says: '/id must be string',
  },
  {
    name: 'a default that breaks its schema',
    from: 'default: 1',
    to: 'default: many',
    at: 'default: many',
    rule: 'example',
    says: 'must be integer',
  },
  {
    name: 'a parameter the path does not have',
    from: '/edits/{id}:',
    to: '/edits/{edit}:',
    at: 'name: id',
    rule: 'parameter',
    says: 'has no {id}',
  },
  {
    name: 'a parameter without a schema',
    from: '          required: true\n          schema: { type: string }',
    to: '          required: true',
    at: 'name: id',
    rule: 'parameter',
    says: 'The parameter id has no schema',
  },
  {
    name: 'a style of parameters this server does not read',
    from: 'in: path',
    to: 'in: path\n          style: matrix',
    at: 'style',
    rule: 'parameter',
    says: 'does not read the style matrix',
  },
  {
    name: 'two operations of one id',
    from: 'operationId: look',
    to: 'operationId: submit',
    at: 'operationId: submit\n      parameters',
    rule: 'operation-id',
    says: 'The operationId submit is taken',
  },
  {
    name: 'an operation without answers',
    from: "responses:\n        '200': { description: Fine. }",
    to: 'responses: {}',
    at: 'get:',
    rule: 'answers',
    says: 'The operation has no answer',
  },
  {
    name: 'a status that is none',
    from: "'200': { description: Fine. }",
    to: 'ok: { description: Fine. }',
    at: 'ok:',
    rule: 'answers',
    says: '"ok" is no status',
  },
  {
    name: 'a body without a JSON form',
    from: 'application/json:\n            schema:\n              $ref',
    to: 'multipart/form-data:\n            schema:\n              $ref',
    at: 'requestBody',
    rule: 'body',
    says: 'The body has no JSON form',
  },
  {
    name: 'an old version of OpenAPI',
    from: 'openapi: 3.1.0',
    to: 'openapi: 3.0.3',
    at: 'openapi',
    rule: 'openapi',
    says: 'Convert the contract to OpenAPI 3.1.',
  },
  {
    name: 'a key that stands twice',
    from: 'minLength: 1',
    to: 'type: integer',
    at: 'type: integer',
    rule: 'yaml',
    says: 'Map keys must be unique',
  },
  {
    name: 'a line that is no YAML',
    from: "type: [integer, 'null']",
    to: "type: [integer, 'null'",
    at: 'default: 1',
    rule: 'yaml',
    says: 'Flow sequence',
  },
]

describe('the gate for contracts', () => {
  test('lets a sound contract through', () => {
    expect(check(sound)).toEqual([])
  })

  test.each(Object.keys(providers))('lets the contract of %s through', (id) => {
    const file = contractFiles().find(({ provider }) => provider === id)
    if (file === undefined) throw new Error(`no contract of ${id}`)
    const { document } = readContract(file)
    expect(checkContract(document).map(formatFinding)).toEqual([])
  })

  test.each(mistakes)('finds $name', ({ from, to, at, rule, says }) => {
    expect(sound).toContain(from)
    const broken = sound.replace(from, () => to)
    const found = check(broken)
    expect(found).toContainEqual(expect.stringContaining(`plain.yaml:${placeOf(broken, at)} ${rule}: `))
    expect(found.join('\n')).toContain(says)
  })

  test('finds every mistake at once, in the order of the lines', () => {
    const broken = sound
      .replace('minLength: 1', 'minLenght: 1')
      .replace('pattern: ^', 'pattern: (')
      .replace('operationId: look', 'operationId: submit')
      .replace("type: [integer, 'null']", 'type: int')
    const found = check(broken)
    expect(found.map((line) => line.split(' ')[1])).toEqual([
      'operation-id:',
      'keyword:',
      'pattern:',
      'schema:',
    ])
  })
})

describe('loading contracts', () => {
  const folder = (change: (text: string, id: string) => string): string => {
    const directory = mkdtempSync(join(tmpdir(), 'kontext-contracts-'))
    onTestFinished(() => {
      rmSync(directory, { recursive: true })
    })
    for (const file of contractFiles()) {
      const text = readContract(file).document.text
      mkdirSync(join(directory, file.provider))
      writeFileSync(join(directory, file.provider, 'contract.openapi.yaml'), change(text, file.provider))
    }
    return directory
  }

  test('takes a folder of contracts', () => {
    const loaded = loadContracts(contractFiles(folder((text) => text)))
    expect(loaded.of('fal')?.root['openapi']).toBe('3.1.0')
  })

  test('refuses with the mistakes of every contract, where they are and what to do', () => {
    const directory = folder((text, id) =>
      id === 'fal' || id === 'vtrix' ? text.replace('minLength: 1', 'minLenght: 1') : text,
    )
    expect(() => loadContracts(contractFiles(directory))).toThrow(BrokenContractError)
    const [fal, vtrix] = ['fal', 'vtrix'].map((id) => join(id, 'contract.openapi.yaml'))
    expect(() => loadContracts(contractFiles(directory))).toThrow(
      new RegExp(
        `${fal ?? ''}:\\d+:\\d+ keyword: .*Correct its spelling[^]*${vtrix ?? ''}:\\d+:\\d+ keyword: `,
      ),
    )
  })

  test('refuses a folder that lacks a contract', () => {
    expect(() => loadContracts(contractFiles(join(tmpdir(), 'no-such-folder')))).toThrow(
      /ENOENT.*npm run generate/,
    )
  })

  test('refuses an installed contract that was changed by hand', () => {
    const directory = folder((text, id) =>
      id === 'fal' ? text.replace('minLength: 1', 'minLenght: 1') : text,
    )
    writeFileSync(
      join(directory, 'manifest.json'),
      JSON.stringify({ outputs: { 'generated/fal/contract.openapi.yaml': 'another hash' } }),
    )
    const installed = contractFiles(directory).map((file) => ({ ...file, shipped: true }))
    expect(() => loadContracts(installed)).toThrow(/minLenght/)
  })
})
