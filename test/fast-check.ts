// fast-check with one seed for everyone, so that a run that fails is the fault of what was changed and fails again.
// `PROPERTY_SEED=$RANDOM npm test` looks elsewhere; the workflow "Properties" does so every night.
import fc from 'fast-check'

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_261_121)
if (!Number.isSafeInteger(seed)) throw new RangeError('PROPERTY_SEED must be an integer')
fc.configureGlobal({ seed: seed | 0 })

export { default } from 'fast-check'
