import { answer, both, fields, recordOf } from './changes.ts'
import { faultTable, type Change } from './fault.ts'
import { finished } from './result-parts.ts'

const base = {
  at: ['status'],
  dialects: ['task'],
  when: { from: 2 },
  billed: 1,
  expect: 'job-failed',
  client: 'Ends with the failure of the task and what the provider called it.',
} as const

/** A task that failed, with this for an error. */
function failed(error: unknown): Change {
  return fields(() => ({ status: 'failed', error, output: undefined }))
}

/** What only the task dialect can say wrongly: all of it under 200. */
export const taskFaults = faultTable(base, {
  'task-failed-error-text': {
    about: 'The task failed; `error` is a text.',
    change: failed('vendor rejected'),
  },
  'task-failed-error-object': {
    about: 'The task failed; `error` is an object with a code as text.',
    change: failed({ code: '110001', message: 'vendor rejected' }),
  },
  'task-failed-error-number': {
    about: 'The task failed; the code of `error` is a number.',
    change: failed({ code: 110001, error_message: 'vendor rejected' }),
  },
  'task-failed-error-empty': { about: 'The task failed; `error` is an empty text.', change: failed('') },
  'task-failed-without-error': { about: 'The task failed and says nothing more.', change: failed(undefined) },
  'task-failed-error-list': { about: 'The task failed; `error` is a list.', change: failed([{ code: 1 }]) },
  'task-failed-moderated': {
    about: 'The task failed; the code says moderation.',
    expect: 'moderated',
    client: 'Tells moderation from failure, and retries nothing.',
    change: failed({ code: 'content_moderated', message: 'Content moderated' }),
  },
  'task-completed-without-output': {
    about: 'The task completed and has no output.',
    when: 'always',
    only: finished,
    expect: 'contract',
    client: 'Ends with an error that carries the handle: a result without an image is no success.',
    change: fields(() => ({ output: undefined })),
  },
  'task-completed-output-late': {
    about: 'The task completed; its output comes one look later.',
    when: 'first',
    only: finished,
    expect: ['completes', 'contract'],
    client: 'Looks once more, or ends with an error that carries the handle.',
    change: fields(() => ({ output: [] })),
  },
  'task-completed-with-error': {
    about: 'The task completed, has its images, and an empty error.',
    when: 'always',
    only: finished,
    expect: 'completes',
    client: 'Goes by the status.',
    change: fields(() => ({ error: { code: 0, message: '' } })),
  },
  'task-word-done': {
    about: 'The end is called `done`, as some clients of the gateway expect it.',
    when: 'always',
    only: finished,
    expect: ['completes', 'timeout'],
    client: 'Takes the images, or waits until its deadline as for any unknown word.',
    change: fields(() => ({ status: 'done' })),
  },
  'task-envelope-error-once': {
    about: 'A look is the error envelope of a relay: `code`, `message`, no data, under 200.',
    when: 'first',
    expect: ['completes', 'contract', 'http'],
    client: 'Looks again, or gives up with the handle.',
    change: answer(200, { code: 'fail_to_fetch_task', message: 'upstream is busy', data: null }),
  },
  'task-error-beside-progress': {
    about: 'A running task carries an error object.',
    when: 'first',
    expect: ['completes', 'job-failed'],
    client: 'Goes by the status.',
    change: fields(() => ({ error: { code: 1001, message: 'slow' } })),
  },
  'task-progress-nonsense': {
    about: 'Progress is a text.',
    when: 'always',
    expect: 'completes',
    client: 'Does not depend on progress.',
    change: fields(() => ({ progress: '99 %' })),
  },
  'task-cost-number': {
    about: 'Usage has a number for cost, and a discount of 0.',
    when: 'always',
    only: finished,
    expect: 'completes',
    client: 'Does not depend on usage.',
    change: fields(() => ({ usage: { cost: 0.0065, discount: 0 } })),
  },
  'task-video-content': {
    about: 'The output lists something that is no image before the image.',
    when: 'always',
    only: finished,
    expect: 'completes',
    client: 'Takes what is an image.',
    change: both((reply, context) => {
      const { output } = recordOf(reply)
      const list: readonly unknown[] = Array.isArray(output) ? output : []
      return fields(() => ({ output: [{ content: [] }, ...list] }))(reply, context)
    }),
  },
})
