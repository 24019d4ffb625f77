export { createFakeClock } from './fake-clock.ts'
export type { FakeClock, FakeClockOptions } from './fake-clock.ts'
export { createMock } from './mock.ts'
export type { Mock } from './mock.ts'
export { createMockFetch } from './mock-fetch.ts'
export type { MockFetch, MockFetchOptions } from './mock-fetch.ts'
export type { MockTime } from './course.ts'
export { createGeneratedEngine } from './generated-engine.ts'
export { createPlainPainter } from './images/plain-painter.ts'
export { sizeOf } from './images/sizes.ts'
export { scenarioHeader } from './repertoire.ts'
export type { Deliver, DeliveryRecord } from './webhooks.ts'
export type { MockBehaviour, MockLimits, MockOptions } from './mock-options.ts'
export { mockedProviders } from './mocked-providers.ts'
export type {
  ContractAnswer,
  ContractEngine,
  ContractRequest,
  Exchange,
  MatchedOperation,
  Preference,
  Sample,
  Violation,
} from './contract-engine.ts'
export type { MockReply, MockRequest, WireFault, WirePoint } from './exchange.ts'
export type { JobSummary, KeyOrId, MockControl, SessionControl } from './control.ts'
export type { ContractPlace, JournalEntry, LocatedViolation, MockOperation, Told } from './journal.ts'
export type { Account, Ledger } from './ledger.ts'
export type { NextRule } from './next-rules.ts'
export { readPath } from './read-path.ts'
export type { ReadPath } from './read-path.ts'
export { safePath } from './journal.ts'
export { sessionOf } from './sessions.ts'
export type { SessionLimits, SessionSummary } from './sessions.ts'
export type { MockSnapshot } from './snapshot.ts'
export { isStandingRule, VerificationError } from './verify.ts'
export type { CountExpectation, Expectations, Finding, RuleName, StandingRule, Verdict } from './verify.ts'
export type { EntryMatch } from './verify/entry-match.ts'
export type { ImageRequest, PaintedImage, Painter } from './painter.ts'
export { isScenarioName, scenarios } from './scenarios.ts'
export type { Scenario, ScenarioName } from './scenarios.ts'
export { createTestWebhookKeys, signTestWebhook } from './sign-test-webhook.ts'
export type { SignedTestWebhook, TestWebhook, TestWebhookKeys } from './sign-test-webhook.ts'
export { faultGroups, faultNamed, faults } from './faults/catalog.ts'
export type { FaultGroup } from './faults/catalog.ts'
export { signDelivery } from './faults/webhook.ts'
export type { PlainDelivery, PlannedDelivery, WebhookFault, WebhookVerdict } from './faults/webhook.ts'
export type { Fault, FaultContext, FaultTiming, Outcome } from './faults/fault.ts'
export type { Elsewhere, StrayRequest } from './faults/elsewhere.ts'
