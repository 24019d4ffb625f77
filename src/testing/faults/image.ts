import { pixelBombJpeg, pixelBombPng, tinyPng, utf8 } from './bytes.ts'
import { answer, bomb, both, broken, firstBytes, garbage, page, status, withHeaders } from './changes.ts'
import { faultTable, type Change } from './fault.ts'

const base = { at: ['image'], when: 'always', billed: 1 } as const

const once = {
  ...base,
  when: 'first',
  expect: 'completes',
  client: 'Repeats the download only; nothing is submitted again.',
} as const

/** Downloads that work at the second attempt. */
export const failedDownloads = faultTable(once, {
  'image-500-once': { about: 'The image gets 500 once.', change: answer(500, page('500')) },
  'image-502-once': { about: 'The image gets 502 once.', change: answer(502, page('502 Bad Gateway')) },
  'image-503-retry-after-once': {
    about: 'The image gets 503 with Retry-After once.',
    client: 'Repeats the download no sooner than it was told; nothing is submitted again.',
    change: answer(503, page('503'), { 'retry-after': '2' }),
  },
  'image-429-once': {
    about: 'The image gets 429 with Retry-After once.',
    client: 'Repeats the download no sooner than it was told; nothing is submitted again.',
    change: answer(429, '', { 'retry-after': '2' }),
  },
  'image-408-once': { about: 'The image gets 408 once.', change: answer(408) },
  'image-reset-once': {
    about: 'The connection of the image breaks once.',
    change: broken({ do: 'reset', at: 'before-headers' }),
  },
  'image-half-body-once': {
    about: 'The image breaks off in the middle once.',
    change: broken({ do: 'reset', at: 'in-body' }),
  },
  'image-short-body-once': {
    about: 'The image has fewer bytes than its content-length says, once.',
    change: broken({ do: 'short' }),
  },
  'image-stall-once': {
    about: 'The image is not answered once.',
    client: 'Ends the download by a limit of its own and repeats it.',
    change: broken({ do: 'stall', at: 'before-headers' }),
  },
  'image-stall-in-body-once': {
    about: 'The image stops in the middle once.',
    client: 'Ends the download by a limit of its own, which covers the body, and repeats it.',
    change: broken({ do: 'stall', at: 'in-body' }),
  },
  'image-garbage-once': { about: 'The image is answered with what is no HTTP, once.', change: garbage },
  'image-404-once': {
    about: 'The image gets 404 for a moment.',
    expect: ['completes', 'http'],
    client: 'Repeats the download after a moment, or says that the image is not there; the edit is done.',
    change: answer(404, page('404 Not Found')),
  },
})

const bad = {
  ...base,
  expect: 'contract',
  client: 'Refuses the bytes and says that the edit is done and billed; nothing is submitted again.',
} as const

/** Downloads whose bytes are no image, or more than one. */
export const badImages = faultTable(bad, {
  'image-html-200': {
    about: 'The image is a page under 200.',
    change: answer(200, page('Just a moment...')),
  },
  'image-html-as-jpeg': {
    about: 'The image is a page that says it is a JPEG.',
    change: answer(200, page('Sign in'), { 'content-type': 'image/jpeg' }),
  },
  'image-json': { about: 'The image is JSON.', change: answer(200, { detail: 'not here' }) },
  'image-svg': {
    about: 'The image is an SVG with a script.',
    change: answer(200, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', {
      'content-type': 'image/svg+xml',
    }),
  },
  'image-executable': {
    about: 'The image is a program that says it is a PNG.',
    change: answer(200, Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0), { 'content-type': 'image/png' }),
  },
  'image-zero-bytes': {
    about: 'The image has no bytes.',
    change: answer(200, '', { 'content-type': 'image/jpeg' }),
  },
  'image-204': { about: 'The image is answered with 204.', change: answer(204) },
  'image-magic-only': {
    about: 'The image is the first three bytes of a JPEG.',
    expect: ['contract', 'completes'],
    client: 'Refuses an image that has no header, if it looks that far.',
    change: firstBytes(3),
  },
  'image-endless': {
    about: 'The image never ends.',
    client: 'Stops reading at its budget.',
    change: both(answer(200, jpegThenZeros()), broken({ do: 'endless' })),
  },
  'image-gzip-bomb': {
    about: 'The image is one megabyte of gzip that becomes a gigabyte.',
    client: 'Counts bytes after decompression, and stops at its budget.',
    change: bomb,
  },
  'image-pixel-bomb-png': {
    about: 'The header of the image announces 60,000 by 60,000 pixels.',
    expect: ['contract', 'completes'],
    client: 'Reads the size from the header before anything decodes it, and refuses it or shows it.',
    change: bytes(pixelBombPng),
  },
  'image-pixel-bomb-jpeg': {
    about: 'The header of the image announces 65,500 by 65,500 pixels, as JPEG.',
    expect: ['contract', 'completes'],
    client: 'Reads the size from the header before anything decodes it, and refuses it or shows it.',
    change: bytes(pixelBombJpeg, 'image/jpeg'),
  },
  'image-206-unasked': {
    about: 'The image comes in part, under 206, though no part was asked for.',
    expect: ['contract', 'http', 'network'],
    client: 'Refuses a part for the whole.',
    change: both(firstBytes(2_000), status(206), withHeaders({ 'content-range': 'bytes 0-1999/99999' })),
  },
  'image-truncated': {
    about: 'The image ends in the middle, under a true content-length.',
    expect: ['completes', 'contract'],
    client: 'Delivers the bytes; only a decoder can see that they are too few.',
    change: firstBytes(2_000),
  },
})

const gone = {
  ...base,
  expect: 'http',
  client:
    'Says that the image is not there and that the edit is done and billed; nothing is submitted again.',
} as const

/** Downloads that never work. */
export const goneImages = faultTable(gone, {
  'image-404': { about: 'The image gets 404 each time.', change: answer(404, page('404 Not Found')) },
  'image-403-expired': {
    about: 'The signature of the URL has expired: 403 with XML.',
    change: answer(403, '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
  },
  'image-410': { about: 'The image gets 410.', change: answer(410) },
  'image-401': {
    about: 'The host of the image wants a key: 401.',
    expect: ['http', 'auth'],
    client: 'Sends no key there.',
    change: answer(401, '', { 'www-authenticate': 'Bearer' }),
  },
  'image-500-forever': { about: 'The image gets 500 each time.', change: answer(500, page('500')) },
  'image-503-huge-retry-after': {
    about: 'The image gets 503 with a Retry-After beyond every deadline.',
    client: 'Gives up at once and says why.',
    change: answer(503, '', { 'retry-after': '99999999999' }),
  },
  'image-reset-forever': {
    about: 'The connection of every download breaks.',
    expect: 'network',
    change: broken({ do: 'reset', at: 'in-body' }),
  },
  'image-stall-forever': {
    about: 'No download is ever answered.',
    expect: ['network', 'timeout'],
    change: broken({ do: 'stall', at: 'before-headers' }),
  },
})

const odd = {
  ...base,
  expect: 'completes',
  client: 'Delivers the image, and shows what it really is.',
} as const

/** Downloads that are odd and good enough. */
export const oddImages = faultTable(odd, {
  'image-png-for-jpeg': { about: 'The image is a PNG though a JPEG was asked for.', change: bytes(tinyPng) },
  'image-type-lie': {
    about: 'The image says it is plain text.',
    change: withHeaders({ 'content-type': 'text/plain' }),
  },
  'image-type-missing': {
    about: 'The image does not say what it is.',
    change: (reply) => ({
      ...reply,
      headers: Object.fromEntries(Object.entries(reply.headers).filter(([name]) => name !== 'content-type')),
    }),
  },
  'image-octet-stream': {
    about: 'The image says it is any bytes, to be saved under a name with a path in it.',
    client: 'Takes no file name from the answer.',
    change: withHeaders({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="../../../.ssh/authorized_keys"',
    }),
  },
  'image-drip': {
    about: 'The image comes in 64 pieces, one every 5 ms.',
    change: both(
      bytes(tinyPng),
      broken({ do: 'drip', chunkBytes: Math.ceil(tinyPng.length / 64), everyMs: 5 }),
    ),
  },
  'image-set-cookie': {
    about: 'The host of the image sets a cookie.',
    client: 'Sends no cookie back.',
    change: withHeaders({ 'set-cookie': 'id=1; Path=/' }),
  },
})

function bytes(body: Uint8Array, type = 'image/png'): Change {
  return answer(200, body, { 'content-type': type })
}

function jpegThenZeros(): Uint8Array {
  const body = new Uint8Array(65_536)
  body.set(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, ...utf8('JFIF'), 0, 1))
  return body
}
