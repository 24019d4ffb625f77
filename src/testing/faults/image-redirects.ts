import { answer } from './changes.ts'
import { faultTable, type Change, type FaultContext } from './fault.ts'

const base = {
  at: ['image'],
  when: 'always',
  billed: 1,
  expect: 'contract',
  client: 'Checks every address on the way like the first one, and fetches nothing from there.',
} as const

const picture = '/images/0.png'

function redirect(to: (context: FaultContext) => string, status = 302): Change {
  return answer(status, '', (context) => ({ location: to(context) }))
}

const home = ({ request }: FaultContext): string => `${request.origin}${request.url}`

/** Downloads that lead on. */
export const imageRedirects = faultTable(base, {
  'image-redirect-once': {
    about: 'The image is redirected to itself once, with a full address.',
    when: 'first',
    expect: 'completes',
    client: 'Follows a few redirects without a key.',
    change: redirect(home),
  },
  'image-redirect-relative': {
    about: 'The image is redirected to itself once, with a path.',
    when: 'first',
    expect: 'completes',
    client: 'Follows a few redirects without a key.',
    change: redirect(({ request }) => request.url, 307),
  },
  'image-redirect-elsewhere': {
    about: 'The image is redirected to another host.',
    expect: 'completes',
    client: 'Follows without a key and without a cookie.',
    change: redirect(({ elsewhere }) => `${elsewhere}${picture}`),
  },
  'image-redirect-loop': {
    about: 'The image is redirected to itself for ever.',
    client: 'Follows a few redirects and stops.',
    change: redirect(home),
  },
  'image-redirect-without-location': {
    about: 'The image is answered 302 without a Location.',
    change: answer(302),
  },
  'image-redirect-nonsense': {
    about: 'The image is redirected to what is no address.',
    change: redirect(() => 'http://[::bad'),
  },
  'image-redirect-private': {
    about: 'The image is redirected to an address of a private network.',
    change: redirect(() => `https://10.255.255.1${picture}`),
  },
  'image-redirect-metadata': {
    about: 'The image is redirected to the metadata service of a cloud.',
    change: redirect(() => 'http://169.254.169.254/latest/meta-data/'),
  },
  'image-redirect-loopback': {
    about: 'The image is redirected to the machine of the client.',
    expectOnLoopback: ['contract', 'network'],
    change: redirect(() => `https://localhost:1${picture}`),
  },
  'image-redirect-http': {
    about: 'The image is redirected to an address that is not encrypted.',
    change: redirect(() => `http://images.example${picture}`),
  },
  'image-redirect-file': {
    about: 'The image is redirected to a file.',
    change: redirect(() => 'file:///etc/passwd'),
  },
  'image-redirect-data': {
    about: 'The image is redirected to a data URI.',
    expect: ['contract', 'network'],
    change: redirect(() => 'data:image/png;base64,iVBORw0KGgo='),
  },
  'image-redirect-with-password': {
    about: 'The image is redirected to an address with a user name and a password.',
    change: redirect(({ elsewhere }) => `${elsewhere.replace('://', '://user:secret@')}${picture}`),
  },
})
