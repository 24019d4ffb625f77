import type { Case } from '../case.ts'
import type { Subject } from '../subject.ts'
import { courseCase, twoCoursesCase, type OneCourseCase } from './course-case.ts'
import { contractPlaces } from './contract-places.ts'
import { judgeFailure, judgeFailureFields, judgeFailureTold } from './judges/failure.ts'
import {
  inputPlace,
  judgeCount,
  judgeFetched,
  judgeFormat,
  judgeImagesThere,
  judgeImageUrls,
  judgeRatio,
} from './judges/images.ts'
import { judgeLaterImage, judgeLaterResult } from './judges/later.ts'
import { judgeSeedReproduces } from './judges/seed.ts'
import { judgeSync } from './judges/sync.ts'
import { lacking } from './lacking.ts'
import { judgeToldAgain } from './judges/told-again.ts'
import { defaultCases } from './default-cases.ts'
import { factCases } from './result-facts.ts'
import { answerPlace, placeOf } from './wire-places.ts'

/** What an edit brings: its images, by their bytes, and what is told of them. */
export function resultCases(subject: Subject): readonly Case[] {
  const { options } = subject.descriptor
  const reproduces = twoCoursesCase('result', subject, {
    id: 'result.seed-reproduces',
    severity: 'major',
    title: 'The same edit with the same seed makes the same picture.',
    edits: ['usual', 'again'],
    places: [inputPlace(subject, 'seed')],
    missing: lacking(options.seed, 'seed'),
    judge: judgeSeedReproduces,
  })
  const all = [
    ...delivered(subject),
    ...asAsked(subject),
    ...factCases(subject),
    ...kept(subject),
    ...others(subject),
  ]
  return [...all.map((given) => courseCase('result', subject, given)), reproduces]
}

function delivered(subject: Subject): readonly OneCourseCase[] {
  const [images, url] = [placeOf(subject, 'images'), placeOf(subject, 'imageUrl')]
  return [
    {
      id: 'result.images',
      severity: 'critical',
      title: 'A job that ended well has images.',
      edit: 'usual',
      places: [images],
      judge: judgeImagesThere,
    },
    {
      id: 'result.image-urls',
      severity: 'major',
      title: 'Images lie at public hosts, over https.',
      edit: 'usual',
      places: [url],
      judge: judgeImageUrls,
    },
    {
      id: 'result.fetch',
      severity: 'critical',
      title: 'Every image can be fetched without a key, whole.',
      edit: 'usual',
      places: [url],
      judge: judgeFetched,
    },
    {
      id: 'result.one-image',
      severity: 'major',
      title: 'One image comes where one was asked for.',
      edit: 'usual',
      places: [images, inputPlace(subject, 'count')],
      judge: judgeCount,
    },
  ]
}

function asAsked(subject: Subject): readonly OneCourseCase[] {
  const { format, aspectRatio, count } = subject.descriptor.options
  const shapes = {
    format: { places: [inputPlace(subject, 'format')], missing: lacking(format, 'output format') },
    ratio: { places: [inputPlace(subject, 'aspectRatio')], missing: lacking(aspectRatio, 'aspect ratio') },
  }
  return [
    {
      id: 'result.format',
      severity: 'major',
      title: 'PNG is what comes where PNG was asked for, by the bytes.',
      edit: 'usual',
      ...shapes.format,
      judge: judgeFormat,
    },
    {
      id: 'result.ratio',
      severity: 'major',
      title: '16:9 is what comes where 16:9 was asked for, by the pixels.',
      edit: 'usual',
      ...shapes.ratio,
      judge: judgeRatio,
    },
    {
      id: 'result.count',
      severity: 'major',
      title: 'Two different images come where two were asked for.',
      edit: 'other-shape',
      places: [inputPlace(subject, 'count'), placeOf(subject, 'images')],
      missing: lacking(count, 'number of images'),
      judge: judgeCount,
    },
    {
      id: 'result.format-jpeg',
      severity: 'major',
      title: 'JPEG is what comes where JPEG was asked for, by the bytes.',
      edit: 'other-shape',
      ...shapes.format,
      judge: judgeFormat,
    },
    {
      id: 'result.ratio-portrait',
      severity: 'major',
      title: '9:16 is what comes where 9:16 was asked for, by the pixels.',
      edit: 'other-shape',
      ...shapes.ratio,
      judge: judgeRatio,
    },
  ]
}

function kept(subject: Subject): readonly OneCourseCase[] {
  return [
    {
      id: 'result.later',
      severity: 'major',
      title: 'A result is still there when it is asked for again.',
      edit: 'usual',
      places: [placeOf(subject, 'images')],
      judge: judgeLaterResult,
    },
    {
      id: 'result.later-image',
      severity: 'major',
      title: 'An image is still there when it is fetched again.',
      edit: 'usual',
      places: [placeOf(subject, 'imageUrl')],
      judge: judgeLaterImage,
    },
    {
      id: 'result.told-again',
      severity: 'minor',
      title: 'A result says the same when it is asked for again.',
      edit: 'usual',
      places: [placeOf(subject, 'images'), placeOf(subject, 'seed'), placeOf(subject, 'cost')],
      judge: judgeToldAgain,
    },
  ]
}

function others(subject: Subject): readonly OneCourseCase[] {
  const [fields, reason] = [placeOf(subject, 'failureFields'), placeOf(subject, 'failureReason')]
  const [image = ''] = subject.descriptor.images.fields
  return [
    {
      id: 'result.sync-mode',
      severity: 'major',
      title: 'In sync mode the result carries the image itself.',
      edit: 'sync-mode',
      places: [contractPlaces(subject).input('sync_mode'), placeOf(subject, 'imageUrl')],
      judge: judgeSync,
    },
    {
      id: 'result.failure',
      severity: 'major',
      title: 'An edit of an image that nobody can load fails.',
      edit: 'bad-image',
      places: [answerPlace(subject, 'failedResult'), contractPlaces(subject).input(image)],
      judge: judgeFailure,
    },
    {
      id: 'result.failure-field',
      severity: 'minor',
      title: 'The error of an image that nobody can load names no other field.',
      edit: 'bad-image',
      places: [fields],
      missing: lacking(fields, 'fields in the errors of jobs'),
      judge: judgeFailureFields,
    },
    {
      id: 'result.failure-told',
      severity: 'major',
      title: 'A job that failed says why, and nothing of what it cost.',
      edit: 'bad-image',
      places: [reason, placeOf(subject, 'cost')],
      missing: lacking(reason, 'reason in the status of a job that failed'),
      judge: judgeFailureTold,
    },
    ...defaultCases(subject),
  ]
}
