import type { ContractAnswer } from '../../contracts/exchange.ts'
import type { MockJob } from '../jobs/job.ts'

/**
 * An error as the gateway in front of a relay wraps it.
 * (Calcium-Ion/new-api middleware/utils.go and dto/task.go; songquanpeng/one-api middleware/utils.go)
 */
export function enveloped({ status, body }: ContractAnswer, { id, scenario }: MockJob): ContractAnswer {
  const message = `the model refused (request id: ${id})`
  switch (scenario.envelope) {
    case undefined:
      return { status, body }
    case 'new-api':
      return {
        status,
        body: { error: { message, type: 'new_api_error', param: '', code: 'upstream_error' } },
      }
    case 'task-relay':
      return { status, body: { code: 'upstream_error', message, data: null } }
    default:
      return scenario.envelope satisfies never
  }
}
