import { operationsOf, SchemaCompiler, type ContractDocument, type JsonPath } from 'kontext-sdk/contracts'
import { checkExamples } from './check-examples.ts'
import { checkSchemas } from './check-schemas.ts'
import { checkShape } from './check-shape.ts'
import type { Finding } from './finding.ts'

/** Notes what is wrong at a path of the contract. */
export type Report = (path: JsonPath, finding: Pick<Finding, 'message' | 'remedy' | 'rule'>) => void

/**
 * Everything that is wrong with a contract, in the order of its lines. One mistake in a schema would silently switch
 * validation off for the whole body, in Prism as in most servers; so a contract with any mistake is not served.
 */
export function checkContract(document: ContractDocument): readonly Finding[] {
  const yaml = document.mistakes.map(({ place, message }) => ({
    ...place,
    rule: 'yaml',
    message,
    remedy: 'Repair the line.',
  }))
  if (yaml.length > 0) return yaml
  const findings = new Map<string, Finding>()
  const report: Report = (path, found) => {
    const place = document.place(path)
    const key = `${String(place.line)}:${String(place.column)} ${found.rule}`
    if (!findings.has(key)) findings.set(key, { ...place, ...found })
  }
  const { root } = document
  const operations = operationsOf(root)
  checkShape(root, operations, report)
  const compiler = new SchemaCompiler(document, { strict: true, strictRequired: false })
  const sound = checkSchemas({ root, operations, compiler, report })
  checkExamples({ root, operations, sound, report })
  return [...findings.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}
