/**
 * Parses an answer. Seeds beyond 2^53 stay exact as a text; a `__proto__` key is refused.
 * @throws SyntaxError when it is not JSON
 */
export function parseJson(text: string): unknown {
  // Quotes inside JSON texts are escaped, so `"seed":` can only be a key.
  const exact = text.replace(/"seed"\s*:\s*(-?\d{16,40})(?=\s*[,}])/g, (whole, digits: string) =>
    Number.isSafeInteger(Number(digits)) ? whole : `"seed":"${digits}"`,
  )
  // A reviver costs time: it is used where the key can be there, plain or escaped.
  return /__proto__|\\u00[57]/i.test(exact) ? JSON.parse(exact, refuseProto) : JSON.parse(exact)
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a key is __proto__')
  return value
}
