/** A difference that the schema of an answer allows and its words do not, and the case that is about it. */
interface AgainstMeaning {
  /** Of the name, without the provider. */
  readonly name: RegExp
  readonly caughtBy: string
}

const all: readonly AgainstMeaning[] = [
  // "An answer without `id` created nothing." (generated/vtrix/contract.openapi.yaml, Ticket)
  { name: /^submit\.200\.id\.dropped$/, caughtBy: 'lifecycle.submit' },
  // A job that ended well has images.
  { name: /^status\.200\.output\[\]\.content(\[\]\.url)?\.dropped$/, caughtBy: 'result.images' },
  // "Null unless they were asked for." (generated/fal/contract.openapi.yaml, Logs)
  { name: /^status\.200\.logs\.null$/, caughtBy: 'lifecycle.logs' },
  { name: /^stream\.event\.logs\.null$/, caughtBy: 'stream.logs' },
  // "The body is wrong; `loc` says where." A text alone says nothing of where.
  { name: /^submit\.422\.detail\.wrong-type$/, caughtBy: 'validation.required' },
  { name: /^submit\.400\.error(\.message\.dropped|\.wrong-type)$/, caughtBy: 'validation.required' },
]

/** The case that is about a difference although the schema allows it; undefined where the difference is harmless. */
export function caseAgainstMeaning(name: string): string | undefined {
  return all.find((one) => one.name.test(name))?.caughtBy
}
