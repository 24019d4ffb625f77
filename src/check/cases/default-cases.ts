import type { Subject } from '../subject.ts'
import type { OneCourseCase } from './course-case.ts'
import { judgeDefaultCount, judgeDefaultFormat } from './judges/defaults.ts'
import { inputPlace } from './judges/images.ts'
import { lacking } from './lacking.ts'

/** What comes where an edit leaves a choice out: the edit in sync mode does, which is there anyway. */
export function defaultCases(subject: Subject): readonly OneCourseCase[] {
  const { format, count } = subject.descriptor.options
  return [
    {
      id: 'result.default-format',
      severity: 'major',
      title: 'The documented file type comes where none was asked for.',
      edit: 'sync-mode',
      places: [inputPlace(subject, 'format')],
      missing: lacking(
        format?.required === true ? undefined : format?.default,
        'default of an output format',
      ),
      judge: judgeDefaultFormat,
    },
    {
      id: 'result.default-count',
      severity: 'major',
      title: 'One image comes where no number was asked for.',
      edit: 'sync-mode',
      places: [inputPlace(subject, 'count')],
      missing: lacking(count?.default === 1 ? count : undefined, 'default of 1 image'),
      judge: judgeDefaultCount,
    },
  ]
}
