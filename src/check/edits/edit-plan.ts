import type { EditName } from '../case.ts'
import type { Subject } from '../subject.ts'
import type { AskedEdit } from './course.ts'

/** What one paid edit asks for, and what is looked at besides its way to its end. */
export interface EditPlan {
  readonly name: EditName
  readonly asked: AskedEdit
  /** Its image is one nobody can load. */
  readonly badImage: boolean
  /** The result is asked for before it can be there, and everything again after the end. */
  readonly thorough: boolean
  /** Its statuses are streamed before they are looked at. */
  readonly streamed: boolean
  /** When the job is asked to stop. */
  readonly cancel?: 'queued' | 'running'
}

/** Why a provider cannot do an edit of the suite. */
export interface NoPlan {
  readonly missing: string
}

// Within 31 bits, and more than the 24 that a float holds: it comes back exactly from everyone who keeps it at all.
const usualSeed = 1_234_567_891
// The largest integer that every JSON reader takes as it is.
const largestSeed = Number.MAX_SAFE_INTEGER

/** The plan of an edit at a provider, or why there is none. What the provider cannot do is not asked for. */
export function planEdit(name: EditName, subject: Subject): EditPlan | NoPlan {
  const { descriptor, settings } = subject
  const plan = (asked: Partial<AskedEdit> = {}, more: Partial<EditPlan> = {}): EditPlan => ({
    name,
    asked: { ...usually(subject), ...asked },
    badImage: false,
    thorough: false,
    streamed: false,
    ...more,
  })
  switch (name) {
    case 'usual':
      return plan({}, { thorough: true })
    case 'again':
      return plan({ logs: true }, { streamed: descriptor.operations.stream !== undefined })
    case 'cancel-queued':
    case 'cancel-running':
      if (descriptor.operations.cancel === undefined) return { missing: 'its contract has no cancel' }
      return plan({}, { cancel: name === 'cancel-queued' ? 'queued' : 'running' })
    case 'sync-mode':
      return descriptor.native['sync_mode'] === undefined
        ? { missing: 'its contract has no sync mode' }
        : { ...plan(), asked: { ...anyFormat(subject), sync: true } }
    case 'webhook':
      if (descriptor.webhook === undefined) return { missing: 'its contract has no webhooks' }
      if (settings.webhook === undefined) return { missing: 'no receiver for webhooks was given' }
      return plan({ webhookUrl: settings.webhook.url })
    case 'other-shape':
      return plan(otherShape(subject))
    case 'bad-image':
      return plan({}, { badImage: true })
    default:
      return name satisfies never
  }
}

function usually(subject: Subject): AskedEdit {
  const { format } = subject.descriptor.options
  return { ...anyFormat(subject), ...(format === undefined ? {} : { format: 'png' }) }
}

/** Without a file type: the documented one is to come by itself. */
function anyFormat({ descriptor: { options }, model }: Subject): AskedEdit {
  return {
    model,
    count: 1,
    sync: false,
    logs: false,
    ...(options.aspectRatio === undefined ? {} : { aspectRatio: '16:9' }),
    ...(options.seed === undefined ? {} : { seed: usualSeed }),
  }
}

function otherShape({ descriptor: { options } }: Subject): Partial<AskedEdit> {
  return {
    ...(options.count === undefined ? {} : { count: 2 }),
    ...(options.format === undefined ? {} : { format: 'jpeg' }),
    ...(options.aspectRatio === undefined ? {} : { aspectRatio: '9:16' }),
    ...(options.seed === undefined ? {} : { seed: largestSeed }),
  }
}
