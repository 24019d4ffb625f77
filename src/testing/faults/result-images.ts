import { tinyPngUri } from './bytes.ts'
import { both, fields, text } from './changes.ts'
import { faultTable } from './fault.ts'
import { finished, imageUrl, images, resultOperations } from './result-parts.ts'

const base = { at: resultOperations, only: finished, when: 'always', billed: 1 } as const

const none = {
  ...base,
  expect: 'contract',
  client: 'Ends with an error that carries the handle: a result without an image is no success.',
} as const

/** Results without an image to show. */
export const missingImages = faultTable(none, {
  'result-images-null': { about: 'The images are null.', change: images(() => null) },
  'result-images-missing': { about: 'There is no field for images.', change: images(() => undefined) },
  'result-images-object': {
    about: 'The images are an object.',
    change: images((list) => ({ first: list[0] })),
  },
  'result-images-empty': { about: 'The list of images is empty.', change: images(() => []) },
  'result-images-text': { about: 'The images are a text.', change: images(() => 'see your e-mail') },
  'result-images-of-null': {
    about: 'The list of images holds null.',
    change: images((list) => list.map(() => null)),
  },
  'result-images-without-url': { about: 'The images have no URL.', change: imageUrl(() => undefined) },
  'result-url-null': { about: 'The URLs of the images are null.', change: imageUrl(() => null) },
  'result-url-empty': { about: 'The URLs of the images are empty.', change: imageUrl(() => '') },
})

const refused = {
  ...base,
  expect: 'contract',
  client: 'Fetches nothing from there, and says why.',
} as const

const away = '/images/0.png'

/** Results whose images are where nobody should go. */
export const badImageUrls = faultTable(refused, {
  'result-url-relative': { about: 'The URL of the image is a path.', change: imageUrl(() => away) },
  'result-url-without-scheme': {
    about: 'The URL of the image begins with `//`.',
    change: imageUrl((_own, { elsewhere }) => `//${new URL(elsewhere).host}${away}`),
  },
  'result-url-javascript': {
    about: 'The URL of the image is a script.',
    change: imageUrl(() => 'javascript:alert(1)'),
  },
  'result-url-file': {
    about: 'The URL of the image is a file.',
    change: imageUrl(() => 'file:///etc/passwd'),
  },
  'result-url-ftp': {
    about: 'The URL of the image is an FTP address.',
    change: imageUrl(() => `ftp://files.example${away}`),
  },
  'result-url-blob': {
    about: 'The URL of the image is a blob of a page.',
    change: imageUrl(() => 'blob:https://fal.media/1'),
  },
  'result-url-http': {
    about: 'The URL of the image is not encrypted.',
    change: imageUrl(() => `http://images.example${away}`),
  },
  'result-url-private': {
    about: 'The URL of the image names an address of a private network.',
    change: imageUrl(() => `https://10.255.255.1${away}`),
  },
  'result-url-metadata': {
    about: 'The URL of the image names the metadata service of a cloud, as a number.',
    change: imageUrl(() => 'https://2852039166/latest/meta-data/iam'),
  },
  'result-url-mapped-address': {
    about: 'The URL of the image names a private address written as IPv6.',
    change: imageUrl(() => `https://[::ffff:10.0.0.1]${away}`),
  },
  'result-url-internal-name': {
    about: 'The URL of the image names a host of the local domain.',
    change: imageUrl(() => `https://intranet.internal${away}`),
  },
  'result-url-loopback': {
    about: 'The URL of the image names the machine of the client.',
    expectOnLoopback: ['contract', 'network'],
    change: imageUrl(() => `https://localhost:1${away}`),
  },
  'result-url-with-password': {
    about: 'The URL of the image carries a user name and a password.',
    change: imageUrl((own) => own.replace('://', '://user:secret@')),
  },
  'result-data-url-of-text': {
    about: 'The image is a data URI of a page.',
    change: imageUrl(() => 'data:text/html;base64,PGh0bWw+PC9odG1sPg=='),
  },
  'result-data-url-broken': {
    about: 'The image is a data URI whose base64 is none.',
    change: imageUrl(() => 'data:image/png;base64,%%%not-base64'),
  },
})

const fine = {
  ...base,
  expect: 'completes',
  client: 'Returns what came, and lets the caller see it.',
} as const

/** Results that are odd and good enough. */
export const oddResults = faultTable(fine, {
  'result-images-fewer': {
    about: 'Fewer images come than were asked for.',
    dialects: ['fal-queue'],
    client: 'Returns what came; the caller can see that it is less.',
    change: images((list) => list.slice(0, 1)),
  },
  'result-images-more': {
    about: 'More images come than were asked for.',
    change: images((list) => [...list, ...list]),
  },
  'result-images-some-null': {
    about: 'One of the images is null.',
    client: 'Returns the others.',
    change: images((list) => [null, ...list]),
  },
  'result-images-plain-texts': {
    about: 'The images are a list of URLs.',
    change: images((list) => list.map(({ url }) => url)),
  },
  'result-images-sparse': {
    about: 'The images have a URL and nothing else.',
    dialects: ['fal-queue'],
    change: images((list) => list.map(({ url }) => ({ type: 'image', url }))),
  },
  'result-images-sizes-nonsense': {
    about: 'Width and height are texts and below zero.',
    client: 'Shows no size that is none.',
    change: images((list) => list.map((image) => ({ ...image, width: '-1', height: -1e300 }))),
  },
  'result-single-image': {
    about: 'The result has `image` in place of `images`.',
    dialects: ['fal-queue'],
    change: both(
      fields(({ images: own }) => ({
        image: Array.isArray(own) ? (own as readonly unknown[])[0] : undefined,
      })),
      fields(() => ({ images: undefined })),
    ),
  },
  'result-data-url': {
    about: 'The image comes as a data URI.',
    client: 'Reads it without a request.',
    change: imageUrl(() => tinyPngUri()),
  },
  'result-url-elsewhere': {
    about: 'The image is on another host.',
    client: 'Fetches it without a key.',
    change: imageUrl((_own, { elsewhere }) => `${elsewhere}${away}`),
  },
  'result-nsfw': {
    about: 'The image is flagged as not safe for work.',
    dialects: ['fal-queue'],
    client: 'Returns the image with its flag.',
    change: fields(() => ({ has_nsfw_concepts: [true] })),
  },
  'result-seed-big': {
    about: 'The seed is a number beyond 2^53.',
    dialects: ['fal-queue'],
    client: 'Returns the seed digit by digit.',
    change: text((json) => json.replace(/"seed":\s*[^,}]+/, '"seed":15860307465884635512')),
  },
  'result-seed-text': {
    about: 'The seed is a text.',
    dialects: ['fal-queue'],
    change: fields(() => ({ seed: '15860307465884635512' })),
  },
  'result-seed-nonsense': {
    about: 'The seed is an object.',
    dialects: ['fal-queue'],
    client: 'Returns the images without a seed.',
    change: fields(() => ({ seed: { value: 1 } })),
  },
  'result-echoes-input': {
    about: 'The result repeats the prompt and 2 MB of the input image.',
    client: 'Returns the images; the echo is in no event and no log.',
    change: fields(() => ({
      prompt: 'a prompt',
      request: { image_url: `data:image/png;base64,${'QUFB'.repeat(500_000)}` },
    })),
  },
  'result-extra-fields': {
    about: 'The result has fields nobody knows.',
    change: fields(() => ({ timings: 'fast', version: { major: 2 }, error: null })),
  },
})
