import { answer } from './changes.ts'
import { faultTable, type Change, type FaultContext } from './fault.ts'

const base = {
  when: 'always',
  expect: ['http', 'contract', 'network'],
  client: 'Follows no redirect of the API, and says where it led.',
} as const

/** A redirect to an address made of the exchange. */
function redirect(status: number, to: (context: FaultContext) => string): Change {
  return answer(status, '', (context) => ({ location: to(context) }))
}

const home = ({ request }: FaultContext): string => `${request.origin}${request.url}`
const abroad = ({ request, elsewhere }: FaultContext): string => `${elsewhere}${request.url}`

/** Redirects of the API: the key and the prompt would go with them. */
export const redirects = [
  ...faultTable(
    { ...base, at: ['submit'], instead: true, billed: 0, expect: ['http', 'contract', 'ambiguous-submit'] },
    {
      'submit-redirect-301-home': {
        about: 'The submit is redirected (301) on the same host; a client that follows sends a GET.',
        change: redirect(301, home),
      },
      'submit-redirect-302-abroad': {
        about: 'The submit is redirected (302) to another host.',
        change: redirect(302, abroad),
      },
      'submit-redirect-303-abroad': {
        about: 'The submit is redirected (303) to another host.',
        change: redirect(303, abroad),
      },
      'submit-redirect-307-abroad': {
        about:
          'The submit is redirected (307) to another host; a client that follows sends prompt and image there.',
        change: redirect(307, abroad),
      },
      'submit-redirect-308-abroad': {
        about: 'The submit is redirected for ever (308) to another host.',
        change: redirect(308, abroad),
      },
      'submit-redirect-without-location': {
        about: 'The submit is answered 302 without a Location.',
        change: answer(302),
      },
    },
  ),
  ...faultTable(
    { ...base, at: ['status', 'stream', 'result'], billed: 1 },
    {
      'status-redirect-abroad': {
        about: 'Every look at the job is redirected (302) to another host.',
        change: redirect(302, abroad),
      },
      'status-redirect-abroad-307': {
        about: 'Every look at the job is redirected (307) to another host.',
        change: redirect(307, abroad),
      },
      'status-redirect-loop': {
        about: 'Every look at the job is redirected to itself.',
        change: redirect(302, home),
      },
    },
  ),
]
