export { readContract } from './contract.ts'
export type { Contract } from './contract.ts'
export { evidenceAt } from './evidence.ts'
export type { Evidence, EvidenceFile, Origin, Removal, Repair, Statement } from './evidence.ts'
export { checksOf } from './contract-checks.ts'
export type { ContractChecks, FoundOperation, Served } from './contract-checks.ts'
export { ContractDocument } from './contract-document.ts'
export type { Place, YamlMistake } from './contract-document.ts'
export { fromFragment, toPointer, valueAt } from './json-tree.ts'
export type { JsonPath, JsonRecord } from './json-tree.ts'
export type { OperationChecks } from './operation-checks.ts'
export { operationsOf } from './operations.ts'
export type { AnswerSpec, Content, Example, Operation, Parameter } from './operations.ts'
export type { Found } from './router.ts'
export type {
  ContractAnswer,
  ContractPlace,
  ContractRequest,
  MatchedOperation,
  Violation,
} from './exchange.ts'

// What the engines of kontext-mocks are made of: no part of what is promised to others.
export { hashOf } from './contract-document.ts'
export { entriesOf, isRecord, toFragment } from './json-tree.ts'
export { answerFor } from './operation-checks.ts'
export { follow } from './operations.ts'
export { SchemaCompiler } from './schema-compiler.ts'
export type { SchemaCheck, SchemaCompilerOptions, SchemaError } from './schema-compiler.ts'
export { allPlaces, innerPlaces, schemaPlaces } from './schema-places.ts'
