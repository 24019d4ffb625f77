export { scenarios, type JournalEntry, type Scenario, type ScenarioName } from 'kontext-sdk/testing'
export { startMockServer, type MockServer, type MockServerOptions } from './start-mock-server.ts'
export { BrokenContractError, formatFinding, type Finding } from './gate/finding.ts'
export type { EngineName } from './engines/engines.ts'
export type { ContractChange } from './watch-contracts.ts'
export {
  connectControl,
  type MockAddress,
  type RemoteControl,
  type RemoteSession,
} from './control/remote-control.ts'
export type { HttpLimits } from './server/http-server.ts'
export { judgeClient, type ClientVerdict, type JudgeOptions } from './judge/judge-client.ts'
export type { Mistake, MistakeKind } from './judge/mistake.ts'
