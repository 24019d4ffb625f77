/** The style of the page: two colour schemes, one column on a phone, no chrome on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #fdfdfc; --raised: #f5f5f2; --line: #dfdfda; --text: #1d1f21; --muted: #5c6066; --link: #0b57a4;
  --passed: #1c6b3f; --deviates: #b01f14; --known: #855100; --deviates-tint: #fbeae7; --known-tint: #fbf1dc;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15171a; --raised: #1d2024; --line: #32363c; --text: #e4e6e8; --muted: #a0a6ad; --link: #8ab8f0;
    --passed: #74c795; --deviates: #ff9387; --known: #e6ba6c; --deviates-tint: #38201e; --known-tint: #33291a;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body {
  margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 4rem;
  background: var(--page); color: var(--text);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1, h2, h3, h4, p, dl, ol, ul { margin: 0; padding: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 600; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.0625rem; font-weight: 600; margin: 3rem 0 0.75rem; }
h3, h4 { font-size: inherit; font-weight: 600; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, .id { font-family: var(--mono); font-size: 0.8125rem; overflow-wrap: anywhere; }
code, .counts { unicode-bidi: isolate; }
.muted { color: var(--muted); }
.small { font-size: 0.8125rem; }
.eyebrow { font-family: var(--mono); font-size: 0.8125rem; color: var(--muted); margin-bottom: 0.5rem; }
.lead { color: var(--muted); margin-top: 0.5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.passed { color: var(--passed); } .deviates { color: var(--deviates); } .known { color: var(--known); }
.skipped, .inapplicable { color: var(--muted); }

.runs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 1.75rem 2rem; margin-top: 2rem; }
.run { border-top: 2px solid currentColor; padding-top: 0.75rem; }
.run > * { color: var(--text); }
.run h2 { margin: 0; display: flex; flex-wrap: wrap; gap: 0 0.5rem; align-items: baseline; }
.run .verdict { font-weight: 600; margin-bottom: 0.5rem; }
.run .verdict.passed { color: var(--passed); } .run .verdict.deviates { color: var(--deviates); }
.found { list-style: none; display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; margin-bottom: 0.5rem; }
.facts { font-size: 0.8125rem; }
.fact { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: 0 0.75rem; margin-top: 0.2rem; }
.fact dt { color: var(--muted); }
.fact dd { margin: 0; overflow-wrap: anywhere; }
.more { font-size: 0.8125rem; margin-top: 0.2rem; }
.more summary { color: var(--muted); cursor: pointer; width: max-content; max-width: 100%; }
.more summary:hover { text-decoration: underline; }
.alone .facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; }
.alone .fact { display: block; }

.frame { overflow: auto; max-height: 85vh; }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
th, td { text-align: left; vertical-align: baseline; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { position: sticky; top: 0; z-index: 2; background: var(--page); font-size: 0.8125rem; color: var(--muted); padding-top: 0.6rem; }
.matrix tbody th[scope=row] { position: sticky; left: 0; z-index: 1; background: var(--page); padding-right: 1rem; font-family: var(--mono); font-size: 0.8125rem; overflow-wrap: anywhere; }
.matrix thead th:first-child { left: 0; z-index: 3; }
.matrix .group th { padding: 1.4rem 0 0.3rem; font-weight: 600; border-bottom-color: var(--muted); }
.matrix .title { width: 50%; }
.matrix .title, .matrix .severity { font-size: 0.8125rem; color: var(--muted); }
.matrix thead .provider { color: var(--text); font-family: var(--mono); white-space: nowrap; padding-left: 0.5rem; }
.matrix td:has(a) { padding: 0; white-space: nowrap; font-size: 0.875rem; }
.matrix td a { display: block; padding: 0.3rem 0.75rem 0.3rem 0.5rem; color: inherit; text-decoration: none; }
.matrix td a:hover span { text-decoration: underline; }
.matrix td a:focus-visible { outline-offset: -2px; }
.matrix td.passed span, .matrix td.skipped span { color: var(--muted); }
.matrix td.deviates { background: var(--deviates-tint); font-weight: 600; }
.matrix td.known { background: var(--known-tint); }
.matrix .unrun { font-size: 0.8125rem; padding-left: 0.5rem; color: var(--muted); }
b { display: inline-block; width: 1.1em; text-align: center; font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: 0.8125rem; list-style: none; margin-top: 0.75rem; }

.case { border-bottom: 1px solid var(--line); }
.case > summary { cursor: pointer; padding: 0.5rem 0; display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; }
.case > summary::-webkit-details-marker { display: none; }
.case > summary::before { content: "+"; font-family: var(--mono); color: var(--muted); width: 0.75rem; }
.case[open] > summary::before { content: "\\2212"; }
.case > summary:hover .id { text-decoration: underline; }
.case h3 { display: inline; }
.case .outcomes { margin-left: auto; display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: 0.8125rem; }
.case .body { padding: 0 0 1.25rem 1.5rem; }
.case .title { color: var(--muted); max-width: 44rem; }
.at { margin-top: 1rem; padding-left: 0.9rem; border-left: 2px solid var(--line); }
.at.deviates { border-left-color: var(--deviates); } .at.known { border-left-color: var(--known); }
.at > * { color: var(--text); }
.at h4 { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; }
.at h4 .deviates { color: var(--deviates); } .at h4 .known { color: var(--known); } .at h4 .passed { color: var(--passed); }
.at h4 .skipped, .at h4 .inapplicable { color: var(--muted); }
.at:has(:target) { background: var(--raised); outline: 0.5rem solid var(--raised); }
.at:has(:target) .command { background: var(--page); }
.at h4 .id { scroll-margin-top: 7rem; }
.deviations { list-style: none; }
.deviations > li { margin-top: 0.75rem; max-width: 56rem; }
.message { overflow-wrap: anywhere; }
.details { margin-top: 0.35rem; }
.details .fact { margin-top: 0.35rem; }
.again { margin: 0.75rem 0 0; }
pre.command { margin-bottom: 0; font-family: var(--mono); font-size: 0.8125rem; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.command { display: block; margin-top: 0.5rem; padding: 0.4rem 0.6rem; background: var(--raised); border-radius: 4px; }
.places { list-style: none; font-size: 0.8125rem; }
.places .from { color: var(--muted); display: inline-block; max-width: 100%; }
.at > .places { margin-top: 0.25rem; color: var(--muted); }
.remarks { list-style: none; display: grid; gap: 0.35rem; }
.log { font-size: 0.8125rem; }
.log th, .log td { padding-right: 1rem; overflow-wrap: anywhere; }
.log tr:target td, .log tr:target th { background: var(--raised); }
.log :is(th, td):is(:nth-child(1), :nth-child(4), :nth-child(5)) { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
footer { margin-top: 4rem; font-size: 0.8125rem; color: var(--muted); }

@media (min-width: 44rem) {
  .matrix tbody th[scope=row] { white-space: nowrap; }
  .matrix tbody th wbr { display: none; }
}
@media (max-width: 60rem) { .matrix .title { display: none; } }
@media (max-width: 44rem) {
  body { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.375rem; }
  .matrix .severity, .matrix td a span, .log :is(th, td):nth-child(5) { display: none; }
  .matrix td:has(a) { text-align: center; }
  .matrix .unrun { padding: 0; font-size: 0.6875rem; }
  .matrix td a { padding: 0.45rem 0.25rem; }
  .matrix thead .provider { padding: 0.6rem 0.25rem 0.3rem; text-align: center; font-size: 0.6875rem; white-space: normal; }
  .matrix tbody th[scope=row] { padding: 0.45rem 0.5rem 0.45rem 0; }
  .case .outcomes { margin-left: 1.5rem; width: 100%; }
  .case .body { padding-left: 0; }
  .details .fact { display: block; }
  .log th, .log td { padding-right: 0.5rem; }
}
@media print {
  :root { --page: #fff; --raised: #fff; --text: #000; --muted: #444; --link: #000; --line: #bbb; --passed: #1c6b3f; --deviates: #b01f14; --known: #855100; --deviates-tint: #fff; --known-tint: #fff; }
  body { max-width: none; padding: 0; font-size: 9pt; }
  thead th, .matrix tbody th[scope=row] { position: static; }
  .frame { overflow: visible; max-height: none; }
  tr, .deviations > li, .run { break-inside: avoid; }
  h2, h3, h4, summary { break-after: avoid; }
  .command { border: 1px solid var(--line); }
  .case > summary::before { content: none; }
  details.more::details-content { content-visibility: visible; block-size: auto; }
  details.log:not([open]), .more summary { display: none; }
  a { text-decoration: none; }
}
`
