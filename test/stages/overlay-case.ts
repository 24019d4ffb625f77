import { overlay } from '../../scripts/stages/overlay.ts'
import { traced } from './support.ts'

/** What the overlays of these tests are applied to. */
export const contract = `
info: { title: x }
tags: [a, b, c, d]
schema:
  required:
    - model
    - prompt
  properties:
    prompt: { type: string }
    seed: { type: integer, maximum: 9 }
`
/** What every action needs beside its verb. */
export const says = `    description: Because.
    x-evidence: { kind: public, source: page }
`
/** Applies actions, which begin on line 4. */
export const apply = (
  actions: string,
  head = 'overlay: 1.1.0\ninfo: { title: t, version: 1.0.0 }\nactions:\n',
): ReturnType<typeof overlay> =>
  overlay(
    traced(contract),
    traced(head + actions, { file: 'x.overlay.yaml', kind: 'inferred' }),
    'x.overlay.yaml',
  )
/** The contract, as values. */
export const schema = {
  required: ['model', 'prompt'],
  properties: { prompt: { type: 'string' }, seed: { type: 'integer', maximum: 9 } },
}
export const unchanged = { info: { title: 'x' }, tags: ['a', 'b', 'c', 'd'], schema }
