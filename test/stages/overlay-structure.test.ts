// The structure of an overlay file, by the schema of Overlay 1.1: each mistake at its own line.
import { describe, expect, test } from 'vitest'
import { overlay } from '../../scripts/stages/overlay.ts'
import { refusal, traced } from './support.ts'

const action = `
  - target: $.a
    description: Because.
    x-evidence: { kind: public, source: page }
    update: { b: 1 }
`
const good = `overlay: 1.1.0
info: { title: t, version: v1 }
actions:${action}`
const apply = (yaml: string): ReturnType<typeof overlay> =>
  overlay(traced('a: {}\n'), traced(yaml, { file: 'x.overlay.yaml', kind: 'inferred' }), 'x.overlay.yaml')

describe('a file that keeps the structure of an overlay', () => {
  const cases = [
    { name: 'has what it must have', given: good },
    { name: 'is of a later patch of 1.1', given: good.replace('1.1.0', '1.1.7') },
    { name: 'says what it extends', given: `extends: ./document.yaml\n${good}` },
    { name: 'has extensions at its top', given: `x-owner: us\n${good}` },
    {
      name: 'has a description and extensions in its info',
      given: good.replace('v1', 'v1, description: d, x-a: 1'),
    },
    { name: 'has extensions in an action', given: `${good}    x-ticket: { id: 1 }\n` },
  ]
  for (const { name, given } of cases) {
    test(`${name}, and is applied`, () => {
      expect(apply(given).value.tree).toEqual({ a: { b: 1 } })
    })
  }
})

describe('a file that breaks the structure of an overlay', () => {
  const cases = [
    {
      name: 'has a key at its top that no overlay has',
      given: `${good}applies: here\n`,
      want: {
        line: 8,
        column: 1,
        message: 'an overlay has no "applies". Known: overlay, info, extends, actions, and x-….',
      },
    },
    {
      name: 'has a key in its info that no info has',
      given: good.replace('v1 }', 'v1, author: me }'),
      want: {
        line: 2,
        column: 32,
        message: 'info has no "author". Known: title, version, description, and x-….',
      },
    },
    {
      name: 'misspells a verb',
      given: good.replace('update:', 'updates:'),
      want: {
        line: 7,
        column: 5,
        message: 'an action has no "updates". Known: target, description, update, remove, copy, and x-….',
      },
    },
    {
      name: 'has no info',
      given: good.replace(/info.*\n/, ''),
      want: { line: 1, message: 'an overlay has an "info" with title and version' },
    },
    {
      name: 'has a text for info',
      given: good.replace(/info.*/, 'info: t'),
      want: { line: 2, message: 'an overlay has an "info" with title and version' },
    },
    {
      name: 'has no title',
      given: good.replace('title: t, ', ''),
      want: { line: 2, column: 1, message: 'info has no title' },
    },
    {
      name: 'has no version',
      given: good.replace(', version: v1', ''),
      want: { line: 2, column: 1, message: 'info has no version' },
    },
    {
      name: 'has a number for a version',
      given: good.replace('v1', '1.0'),
      want: { line: 2, column: 19, message: 'version must be a text; quote it' },
    },
    {
      name: 'has a list for a description of itself',
      given: good.replace('v1', 'v1, description: []'),
      want: { line: 2, message: 'description must be a text; quote it' },
    },
    {
      name: 'extends a number',
      given: `extends: 1\n${good}`,
      want: { line: 1, column: 1, message: 'extends must be a text; quote it' },
    },
    {
      name: 'has no actions',
      given: good.slice(0, good.indexOf('actions')),
      want: { line: 1, message: 'an overlay has a list of "actions", at least one' },
    },
    {
      name: 'has an empty list of actions',
      given: good.replace(action, ' []\n'),
      want: { line: 3, message: 'an overlay has a list of "actions", at least one' },
    },
    {
      name: 'has an action for a list of actions',
      given: good.replace(action, ' { target: $.a }\n'),
      want: { line: 3, message: 'an overlay has a list of "actions", at least one' },
    },
    {
      name: 'has a number for a target',
      given: good.replace('$.a', '1'),
      want: { line: 4, column: 5, message: 'target must be a text; quote it' },
    },
    {
      name: 'has a number for a reason',
      given: good.replace('Because.', '1'),
      want: { line: 5, message: 'description must be a text; quote it' },
    },
    {
      name: 'has an object to copy',
      given: good.replace('update', 'copy'),
      want: { line: 7, message: 'copy must be a text; quote it' },
    },
    {
      name: 'has a text for remove',
      given: good.replace('update: { b: 1 }', "remove: 'true'"),
      want: { line: 7, message: 'remove must be true or false' },
    },
    {
      name: 'updates and does not remove',
      given: `${good}    remove: false\n`,
      want: {
        rule: 'overlay-action',
        line: 4,
        message: 'the action on $.a has both update and remove. Give one of update, remove: true, copy.',
      },
    },
    {
      name: 'has one action twice',
      given: good + action.slice(1),
      want: {
        rule: 'overlay-action',
        line: 8,
        column: 5,
        message: 'the action on $.a stands here twice. Remove one.',
      },
    },
    {
      name: 'counts zero matches',
      given: `${good}    x-matches: 0\n`,
      want: { line: 8, column: 5, message: 'x-matches must be a whole number from 1 on' },
    },
    {
      name: 'counts matches in words',
      given: `${good}    x-matches: two\n`,
      want: { line: 8, message: 'x-matches must be a whole number from 1 on' },
    },
    {
      name: 'settles what is no pointer',
      given: `${good}    x-settles: $.a.b\n`,
      want: { line: 8, message: 'x-settles must be JSON pointers such as /info/title' },
    },
    {
      name: 'settles a list with something else in it',
      given: `${good}    x-settles:\n      - /a/b\n      - 1\n`,
      want: { line: 10, column: 9, message: 'x-settles must be JSON pointers such as /info/title' },
    },
    {
      name: 'settles an empty list',
      given: `${good}    x-settles: []\n`,
      want: { line: 8, message: 'x-settles is empty' },
    },
    {
      name: 'settles what the action does not touch',
      given: `${good}    x-settles: /a/c\n`,
      want: {
        rule: 'overlay-settles',
        line: 8,
        column: 5,
        message: 'the action says nothing about /a/c, so it cannot settle it',
      },
    },
  ]
  for (const { name, given, want } of cases) {
    test(`${name}: refused at the line`, () => {
      expect(refusal(() => apply(given))).toEqual([
        expect.objectContaining({
          severity: 'error',
          rule: 'overlay-structure',
          file: 'x.overlay.yaml',
          ...want,
        }),
      ])
    })
  }

  test('is told of all its mistakes at once', () => {
    const given =
      good.replace('title: t, ', '').replace('target: $.a', 'target: 1') + '    x-matches: -1\nmore: 1\n'
    expect(refusal(() => apply(given)).map(({ line }) => line)).toEqual([9, 2, 4, 8])
  })
})
