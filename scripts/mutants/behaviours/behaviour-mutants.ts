import type { Mutant } from '../mutant.ts'
import { authentication } from './authentication.ts'
import { fits, type Behaviours, type Facts } from './behaviour.ts'
import { cancel } from './cancel.ts'
import { failures } from './failures.ts'
import { images } from './images.ts'
import { keyTold } from './key-told.ts'
import { lessAllowed } from './less-allowed.ts'
import { lifecycle } from './lifecycle.ts'
import { paths } from './paths.ts'
import { requests } from './requests.ts'
import { shape } from './shape.ts'
import { statuses } from './statuses.ts'
import { stream } from './stream.ts'
import { told } from './told.ts'
import { unknownJobs } from './unknown-jobs.ts'
import { webhook } from './webhook.ts'

const all: Behaviours = {
  ...authentication,
  ...requests,
  ...unknownJobs,
  ...paths,
  ...lifecycle,
  ...statuses,
  ...told,
  ...lessAllowed,
  ...failures,
  ...shape,
  ...images,
  ...cancel,
  ...stream,
  ...webhook,
  ...keyTold,
}

/** The mutants written by hand that make sense at a provider. */
export function behaviourMutants(facts: Facts): readonly Mutant[] {
  const { descriptor } = facts
  return Object.entries(all)
    .filter(([, behaviour]) => fits(behaviour, facts))
    .map(([name, { about, caughtBy, scenario, start }]) => ({
      name: `${descriptor.id}.${name}`,
      provider: descriptor.id,
      family: 'behaviour' as const,
      about,
      caughtBy,
      ...(scenario === undefined ? {} : { scenario }),
      ...(start === undefined ? {} : { start: () => start(facts) }),
    }))
}
