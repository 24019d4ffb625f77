interface Bodies {
  readonly minimal: object
  readonly full: object
}

/** The bodies of submits that a contract takes. */
export async function fixturesOf(provider: string, model: string): Promise<Bodies> {
  const { fixtures } = (await import(`../generated/${provider}/fixtures.ts`)) as {
    fixtures: { requests: Readonly<Record<string, Bodies>> }
  }
  const found = fixtures.requests[model]
  if (found === undefined)
    throw new Error(`Failed to find a body for ${provider} ${model}: there is no fixture.`)
  return found
}
