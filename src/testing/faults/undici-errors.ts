/** Why a `fetch` of Node fails before it has an answer. */
export type FetchFailure = 'close' | 'garbage' | 'headers-overflow' | 'headers-timeout' | 'reset'

/** Why the body of an answer breaks off. */
export type BodyFailure = 'body-timeout' | 'close' | 'encoding' | 'reset'

// As Node 24 shows them on a loopback connection; codes of bodies that break off are others in other versions. (tried)
const causes = {
  reset: { name: 'Error', message: 'read ECONNRESET', code: 'ECONNRESET' },
  close: { name: 'SocketError', message: 'other side closed', code: 'UND_ERR_SOCKET' },
  garbage: {
    name: 'HTTPParserError',
    message: 'Response does not match the HTTP/1.1 protocol (Expected HTTP/, RTSP/ or ICE/)',
    code: undefined,
  },
  'headers-overflow': {
    name: 'HeadersOverflowError',
    message: 'Headers Overflow Error',
    code: 'UND_ERR_HEADERS_OVERFLOW',
  },
  'headers-timeout': {
    name: 'HeadersTimeoutError',
    message: 'Headers Timeout Error',
    code: 'UND_ERR_HEADERS_TIMEOUT',
  },
  'body-timeout': { name: 'BodyTimeoutError', message: 'Body Timeout Error', code: 'UND_ERR_BODY_TIMEOUT' },
  encoding: { name: 'Error', message: 'incorrect header check', code: 'Z_DATA_ERROR' },
} as const satisfies Record<
  BodyFailure | FetchFailure,
  { name: string; message: string; code: string | undefined }
>

/** What `fetch` rejects with. */
export function failedFetch(failure: FetchFailure): TypeError {
  return new TypeError('fetch failed', { cause: causeOf(failure) })
}

/** What reading the body rejects with. */
export function terminated(failure: BodyFailure): TypeError {
  return new TypeError('terminated', { cause: causeOf(failure) })
}

function causeOf(failure: BodyFailure | FetchFailure): Error {
  const { name, message, code } = causes[failure]
  const error = new Error(message)
  if (name !== 'Error') Object.defineProperty(error, 'name', { value: name, configurable: true })
  return code === undefined ? error : Object.assign(error, { code })
}
