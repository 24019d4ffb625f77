import { answerRules } from './rules/answer-rules.ts'
import { operationRules } from './rules/operation-rules.ts'
import { receivedKeywordRules } from './rules/received-keyword-rules.ts'
import { receivedRules } from './rules/received-rules.ts'
import { requestRules } from './rules/request-rules.ts'
import type { Rule } from './rules/rule.ts'
import { sentKeywordRules } from './rules/sent-keyword-rules.ts'
import { sentRules } from './rules/sent-rules.ts'

export type { Rule } from './rules/rule.ts'

/**
 * Every rule by its id: how severe a difference is, and why. Ids are stable across releases.
 *
 * `types` is about what openapi-typescript generates from a contract with `defaultNonNullable: false`, as this SDK does,
 * and code that builds requests as literals, reads answers field by field, compares with values the contract lists and
 * switches over them to the end. Names of component schemas are no part of it (look types up by path or operation), nor
 * are fields that a contract does not name.
 */
export const rules = {
  ...operationRules,
  ...requestRules,
  ...sentRules,
  ...sentKeywordRules,
  ...answerRules,
  ...receivedRules,
  ...receivedKeywordRules,
} as const satisfies Readonly<Record<string, Rule>>

/** Id of a rule, such as `request-range-narrowed`. */
export type RuleId = keyof typeof rules

/** Every rule id, in the order of the table. */
export const ruleIds = Object.keys(rules) as readonly RuleId[]
