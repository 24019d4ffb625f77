import {
  entriesOf,
  fromFragment,
  valueAt,
  type JsonPath,
  type Operation,
  type Parameter,
} from 'kontext-sdk/contracts'
import type { Report } from './check-contract.ts'

/** What must be true of a contract around its schemas: version, references, operations, parameters, bodies. */
export function checkShape(root: unknown, operations: readonly Operation[], report: Report): void {
  const version = valueAt(root, ['openapi'])
  if (typeof version !== 'string' || !/^3\.1\.\d+$/.test(version))
    report(['openapi'], {
      rule: 'openapi',
      message: `${version === undefined ? 'Nothing' : JSON.stringify(version)} is no version this server reads`,
      remedy: 'Convert the contract to OpenAPI 3.1.',
    })
  checkReferences(root, report)
  checkOperations(operations, report)
  for (const operation of operations) checkParameters(operation, report)
}

function checkReferences(root: unknown, report: Report): void {
  const visit = (value: unknown, path: JsonPath): void => {
    if (Array.isArray(value)) value.forEach((item, index) => visit(item, [...path, index]))
    for (const [key, item] of entriesOf(value)) {
      if (key === '$ref' && typeof item === 'string') checkReference(root, [...path, key], item, report)
      // Data, in which `$ref` means nothing.
      else if (!/^(const|default|enum|examples?|value)$/.test(key) || path.at(-1) === 'properties')
        visit(item, [...path, key])
    }
  }
  visit(root, [])
}

function checkReference(root: unknown, path: JsonPath, reference: string, report: Report): void {
  if (!reference.startsWith('#/'))
    report(path, {
      rule: 'reference',
      message: `${JSON.stringify(reference)} leads out of the document`,
      remedy: 'Bundle the contract into one file.',
    })
  else if (valueAt(root, fromFragment(reference)) === undefined)
    report(path, {
      rule: 'reference',
      message: `${JSON.stringify(reference)} leads nowhere`,
      remedy: 'Correct the name, or add what it names.',
    })
}

function checkOperations(operations: readonly Operation[], report: Report): void {
  const ids = new Set<string>()
  const shapes = new Map<string, string>()
  if (operations.length === 0)
    report(['paths'], {
      rule: 'paths',
      message: 'The contract has no operation',
      remedy: 'Add one under paths.',
    })
  for (const { id, method, template, answers, body, path } of operations) {
    if (id === '' || ids.has(id))
      report(id === '' ? path : [...path, 'operationId'], {
        rule: 'operation-id',
        message: id === '' ? 'The operation has no operationId' : `The operationId ${id} is taken`,
        remedy: 'Give each operation an id of its own.',
      })
    ids.add(id)
    const shape = `${method} ${template.replaceAll(/\{[^}]*\}/g, '{}')}`
    const other = shapes.get(shape)
    if (other !== undefined)
      report(path, {
        rule: 'ambiguous-path',
        message: `The path matches the same requests as ${other}`,
        remedy: 'Leave one of the two out.',
      })
    shapes.set(shape, template)
    if (answers.length === 0)
      report(path, {
        rule: 'answers',
        message: 'The operation has no answer',
        remedy: 'Add one under responses.',
      })
    for (const { code, path: at } of answers)
      if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(code))
        report(at, {
          rule: 'answers',
          message: `${JSON.stringify(code)} is no status`,
          remedy: 'Write three digits, such as 404, a range such as 4XX, or default.',
        })
    if (body !== undefined && !body.contents.some(({ mediaType }) => /[/+]json\b|\*/.test(mediaType)))
      report(body.path, {
        rule: 'body',
        message: 'The body has no JSON form',
        remedy: 'Describe it under application/json; this server reads nothing else.',
      })
  }
}

function checkParameters(operation: Operation, report: Report): void {
  const inPath = new Set([...operation.template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name))
  const declared = operation.parameters.filter(({ side }) => side === 'path')
  for (const { name, path } of declared)
    if (!inPath.has(name))
      report(path, {
        rule: 'parameter',
        message: `The path ${operation.template} has no {${name}}`,
        remedy: 'Correct the name, or remove the parameter.',
      })
  for (const name of inPath)
    if (!declared.some((parameter) => parameter.name === name))
      report(operation.path, {
        rule: 'parameter',
        message: `The path's {${name ?? ''}} is described by no parameter`,
        remedy: 'Add a parameter of this name with in: path.',
      })
  for (const parameter of operation.parameters) checkParameter(parameter, report)
}

function checkParameter(parameter: Parameter, report: Report): void {
  const { name, side, style, schema, path } = parameter
  if (schema === undefined)
    report(path, {
      rule: 'parameter',
      message: `The parameter ${name} has no schema`,
      remedy: 'Add one; nothing would check its value.',
    })
  if (style !== (side === 'path' || side === 'header' ? 'simple' : 'form'))
    report([...path, 'style'], {
      rule: 'parameter',
      message: `This server does not read the style ${style} of a ${side} parameter`,
      remedy: 'Leave the style out.',
    })
}
