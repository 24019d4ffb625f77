import type { Subject } from '../subject.ts'
import type { OneCourseCase } from './course-case.ts'
import { judgeCost } from './judges/cost.ts'
import {
  judgeDeclaredSize,
  judgeDeclaredType,
  judgeFileSize,
  judgeFlags,
  judgeServedType,
} from './judges/declared.ts'
import { judgeKind } from './judges/kind.ts'
import { judgeSeedTold } from './judges/seed.ts'
import { judgePromptTold } from './judges/told-again.ts'
import { lacking } from './lacking.ts'
import { placeOf, type Told } from './wire-places.ts'

/** What a result tells of itself, held against what came. */
export function factCases(subject: Subject): readonly OneCourseCase[] {
  return [...ofImages(subject), ...ofTheEdit(subject)]
}

function ofImages(subject: Subject): readonly OneCourseCase[] {
  const place = (name: Told) => placeOf(subject, name)
  const [width, type] = [place('width'), place('imageType')]
  return [
    ...(['usual', 'other-shape'] as const).map((edit): OneCourseCase => ({
      id: edit === 'usual' ? 'result.declared-size' : 'result.declared-sizes',
      severity: 'minor',
      title: `Width and height ${edit === 'usual' ? '' : 'of each of several images '}are told as the bytes have them.`,
      edit,
      places: [width, place('height')],
      missing: lacking(width, 'width and height of images'),
      judge: judgeDeclaredSize,
    })),
    {
      id: 'result.declared-type',
      severity: 'minor',
      title: 'The type of an image is told as its bytes have it.',
      edit: 'usual',
      places: [type],
      missing: lacking(type, 'type of images'),
      judge: judgeDeclaredType,
    },
    ...(['usual', 'sync-mode'] as const).map((edit): OneCourseCase => ({
      id: edit === 'usual' ? 'result.file-size' : 'result.sync-file-size',
      severity: 'minor',
      title: `As many bytes are told for an image${edit === 'usual' ? '' : ' in sync mode'} as it has.`,
      edit,
      places: [place('fileSize')],
      missing: lacking(place('fileSize'), 'number of bytes of images'),
      judge: judgeFileSize,
    })),
    {
      id: 'result.served-type',
      severity: 'minor',
      title: 'An image is not served as one of another type.',
      edit: 'usual',
      places: [place('imageUrl')],
      judge: judgeServedType,
    },
  ]
}

function ofTheEdit(subject: Subject): readonly OneCourseCase[] {
  const place = (name: Told) => placeOf(subject, name)
  const seed = place('seed')
  return [
    {
      id: 'result.seed-told',
      severity: 'major',
      title: 'The seed that was asked for is told, digit by digit.',
      edit: 'usual',
      places: [seed],
      missing: lacking(seed, 'seed in its results'),
      judge: judgeSeedTold,
    },
    {
      id: 'result.large-seed-told',
      severity: 'minor',
      title: 'A seed of 2^53 - 1 is told, digit by digit.',
      edit: 'other-shape',
      places: [seed],
      missing: lacking(seed, 'seed in its results'),
      judge: judgeSeedTold,
    },
    ...(['usual', 'other-shape'] as const).map((edit): OneCourseCase => ({
      id: edit === 'usual' ? 'result.nsfw-flag' : 'result.nsfw-flags',
      severity: 'minor',
      title: `There is one flag for ${edit === 'usual' ? 'the' : 'each'} image that says whether it is not safe for work.`,
      edit,
      places: [place('nsfw')],
      missing: lacking(place('nsfw'), 'flags about what is not safe for work'),
      judge: judgeFlags,
    })),
    {
      id: 'result.cost',
      severity: 'minor',
      title: 'What an edit cost is told as an amount.',
      edit: 'usual',
      places: [place('cost')],
      missing: lacking(place('cost'), 'cost in its results'),
      judge: judgeCost,
    },
    {
      id: 'result.prompt-told',
      severity: 'minor',
      title: 'The prompt a result names is the one of its edit.',
      edit: 'usual',
      places: [place('prompt')],
      missing: lacking(place('prompt'), 'prompt in its results'),
      judge: judgePromptTold,
    },
    {
      id: 'result.kind',
      severity: 'minor',
      title: 'What an edit brings is called an image.',
      edit: 'usual',
      places: [place('kind')],
      missing: lacking(place('kind'), 'kind of what an edit brings'),
      judge: judgeKind,
    },
  ]
}
