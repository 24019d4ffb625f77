import { show } from '../input/option-value.ts'
import type { OptionRule } from '../provider.ts'
import type { OptionName } from '../vocabulary.ts'
import { valuesOf } from './allowed.ts'
import type { Question } from './question.ts'

/** Options whose number is a place between the ends of a scale, and means nothing without it. */
const scaled: ReadonlySet<string> = new Set<OptionName>(['safetyTolerance'])

/** What two providers may understand differently under an option that both have. */
export function optionQuestions(name: string, value: unknown): readonly Question[] {
  return value === undefined ? leftOut(name) : given(name, value)
}

function given(name: string, value: unknown): readonly Question[] {
  if (!scaled.has(name)) return []
  const answer = ask(name, (rule) => `on a scale of ${valuesOf(rule)}`)
  return [{ path: name, rule: 'scale', effect: 'result', about: `${name} ${show(value)} is`, answer }]
}

function leftOut(name: string): readonly Question[] {
  const about = `${name} left out`
  const place = ({ default: value, ...rule }: OptionRule) =>
    value === undefined ? undefined : `${show(value)} on a scale of ${valuesOf(rule)}`
  return [
    {
      path: name,
      rule: 'default',
      effect: 'result',
      about: `${about} is`,
      answer: ask(name, (rule) => (rule.default === undefined ? 'not documented' : show(rule.default))),
    },
    ...(scaled.has(name)
      ? [
          {
            path: name,
            rule: 'scale',
            effect: 'result',
            about: `${about} is`,
            answer: ask(name, place),
          } as const,
        ]
      : []),
    {
      path: name,
      rule: 'always-sent',
      effect: 'request',
      about,
      answer: ask(name, (rule) =>
        rule.required === true ? `goes out as ${show(rule.default)}` : 'does not go out',
      ),
    },
  ]
}

function ask(name: string, say: (rule: OptionRule) => string | undefined): Question['answer'] {
  return ({ descriptor }) => {
    const rule = new Map(Object.entries(descriptor.options)).get(name)
    return rule === undefined ? undefined : say(rule)
  }
}
