import { show } from '../input/option-value.ts'
import type { ImageForm, ProviderDescriptor } from '../provider.ts'
import type { Question } from './question.ts'

/** What two providers may do differently with the rest of an edit, and with its job. */
export function editQuestions(given: Readonly<Record<string, unknown>>): readonly Question[] {
  return [...(given['model'] === undefined ? [modelLeftOut] : []), imageEncoding, ...jobQuestions]
}

const modelLeftOut: Question = {
  path: 'model',
  rule: 'default',
  effect: 'result',
  about: 'model left out is',
  answer: ({ encoded }) => show(encoded.model),
}

const ways = {
  url: 'by its URL',
  'data-uri': 'as a data URI',
  base64: 'as base64',
} as const satisfies Readonly<Record<ImageForm, string>>

const imageEncoding: Question = {
  path: 'image',
  rule: 'image-encoding',
  effect: 'request',
  about: 'image goes out',
  answer: ({ images }) => {
    const forms = images.map((image) => (image.ok ? ways[image.form] : undefined))
    return forms.length === 0 || forms.includes(undefined) ? undefined : [...new Set(forms)].join(' and ')
  },
}

const jobQuestions: readonly Question[] = [
  jobQuestion('cancel', 'canceling a job is', ({ operations }) => operations.cancel),
  jobQuestion('stream', 'following a job over one open connection is', ({ operations }) => operations.stream),
  jobQuestion('webhook', 'being told by a webhook that a job has ended is', ({ webhook }) => webhook),
]

function jobQuestion(
  rule: 'cancel' | 'stream' | 'webhook',
  about: string,
  facility: (descriptor: ProviderDescriptor) => object | undefined,
): Question {
  return {
    path: `job.${rule}`,
    rule,
    effect: 'job',
    about,
    answer: ({ descriptor }) => (facility(descriptor) === undefined ? 'not possible' : 'possible'),
  }
}
