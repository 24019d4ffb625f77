export { createTracedKontext } from './create-traced-kontext.ts'
export type { TracedOptions } from './create-traced-kontext.ts'
export { editChannel, exchangeChannel, submitChannel } from './channels.ts'
export type { EditTrace, ExchangeTrace } from './channels.ts'
