import { InputError } from 'kontext-sdk'
import { didYouMean } from '../../nearest.ts'
import type { Difference, Matrix } from './matrix-file.ts'

/**
 * The matrix of some providers, in the order they are named; of all where none is. Throws InputError for an id there is
 * no contract for.
 */
export function restrictMatrix(matrix: Matrix, ids: readonly string[]): Matrix {
  if (ids.length === 0) return matrix
  const chosen = [...new Set(ids)]
  const providers = chosen.map(
    (id) => matrix.providers.find((provider) => provider.id === id) ?? refuse(id, matrix),
  )
  return {
    ...matrix,
    providers,
    disagreements: matrix.disagreements.flatMap((difference) => among(difference, chosen)),
  }
}

/** A difference as far as it is between the providers named; none where they say the same. */
function among({ field, says }: Difference, ids: readonly string[]): Difference[] {
  const told = says
    .map((said) => ({ ...said, by: said.by.filter(({ provider }) => ids.includes(provider)) }))
    .filter(({ by }) => by.length > 0)
  const apart = told.some((one) =>
    told.some(
      (other) =>
        other !== one && one.by.some((a) => other.by.some(({ provider }) => provider !== a.provider)),
    ),
  )
  return apart ? [{ field, says: told }] : []
}

function refuse(id: string, { providers }: Matrix): never {
  const known = providers.map((provider) => provider.id)
  const guess = didYouMean(id, known)
  const message = `Failed to list provider ${JSON.stringify(id)}: there is no contract for it.${guess} Known: ${known.join(', ')}.`
  throw new InputError(message, { provider: id, issues: [{ path: 'provider', message }] })
}
