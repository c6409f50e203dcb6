import { html } from 'hono/html';
import type { Fact, Language } from '../fact.ts';
import { languageTag, toCard } from '../formats/card.ts';
import { toDatasetWork } from '../formats/citation/citation.ts';
import { toScriptSnippet } from '../formats/snippet.ts';
import type { Release } from '../release.ts';
import { type Description, Topic } from '../schema.ts';
import type { Version } from '../versions.ts';
import { toCitationLinks } from './citation-links.ts';
import { toDataBlock } from './data-block.ts';
import { toHead, toLanguageSwitch } from './head.ts';
import { releasePath } from './history.ts';
import { loadingSnippets } from './snippets.ts';
import { embedStrings } from './strings/embed.ts';
import { type Counts, type Strings, strings } from './strings/strings.ts';

export type Landing = {
  description: Description;
  facts: readonly Fact[];
  release: Release;
  /** The version of the element that the code to paste names. */
  version: Version;
  /** How many claims and observations the dataset has. */
  counts: Counts;
  /** The dataset as schema.org JSON-LD, for search engines. */
  structured: string;
};

/** The landing page: what this is, the headline facts as cards, every fact, and how to download, embed, load and cite. */
export function toLandingPage({ description, facts, release, version, counts, structured }: Landing, language: Language): string {
  const words = strings[language];
  const { origin } = description;
  const headline = facts.filter((fact) => fact.headline);
  const paths = { en: '/', zh: '/zh/' };
  const sections = [
    ['headline', words.headline],
    ['facts', words.allFacts],
    ['download', words.download],
    ['embed', words.embed],
    ['load', words.load],
    ['method', words.method],
    ['cite', words.cite],
    ['contact', words.contact],
  ] as const;
  const page = html`<!DOCTYPE html>
<html lang="${languageTag(language)}">
${toHead({
  title: description.title[language],
  summary: description.description[language],
  description,
  language,
  paths,
  fact: headline[0],
  cited: {
    work: toDatasetWork({ description, release }, language),
    path: '/dataset',
    license: description.license.url,
    published: release.released,
    modified: release.released,
  },
  more: html`<script type="module" src="/xizang-trade.js"></script>\n${toDataBlock(JSON.parse(structured))}`,
})}
<body>
<a class="skip" href="#figures">${words.skip}</a>
<header>
${toLanguageSwitch(language, paths)}
<h1>${description.title[language]}</h1>
<p class="lead">${words.lead(counts)}</p>
<nav aria-label="${words.contents}">
${sections.map(([id, title]) => html`<a href="#${id}">${title}</a>\n`)}</nav>
</header>
<main id="figures">
<section aria-labelledby="headline">
<h2 id="headline">${words.headline}</h2>
<div class="cards">
${headline.map((fact) => html`<xizang-trade fact="${fact.fact}">${toCard(fact, language, { release: release.id, origin })}</xizang-trade>\n`)}</div>
</section>
<section aria-labelledby="facts">
<h2 id="facts">${words.allFacts}</h2>
<p>${words.allFactsLead}</p>
${Topic.options.map((topic) => toTable(topic, facts, language, words))}</section>
<section aria-labelledby="download">
<h2 id="download">${words.download}</h2>
<p>${words.downloadLead} <a href="${language === 'en' ? '' : '/zh'}/observations">${words.choose.link}</a></p>
${toDownloads(words)}</section>
<section aria-labelledby="embed">
<h2 id="embed">${words.embed}</h2>
<p>${words.embedLead} <a href="${language === 'en' ? '' : '/zh'}/embed">${embedStrings[language].gallery.link}</a></p>
${headline.slice(0, 1).map((fact) => toCode(toScriptSnippet(fact, { language, theme: 'auto', variant: 'card', pinned: false }, { origin, version, release })))}</section>
<section aria-labelledby="load">
<h2 id="load">${words.load}</h2>
<p>${words.loadLead}</p>
${loadingSnippets(origin).map(({ tool, code }) => html`<h3>${tool}</h3>\n${toCode(code)}`)}</section>
<section aria-labelledby="method">
<h2 id="method">${words.method}</h2>
${words.methodParagraphs.map((paragraph) => html`<p>${paragraph}</p>\n`)}</section>
<section aria-labelledby="cite">
<h2 id="cite">${words.cite}</h2>
<p>${words.citation({ title: description.title[language], release: release.id, date: release.released.slice(0, 10), address: `${origin}${paths[language]}` })}</p>
<p>${words.citeLead}${toCitationLinks('/dataset', language)}</p>
<p>${words.license(description.license.name)}</p>
</section>
<section aria-labelledby="contact">
<h2 id="contact">${words.contact}</h2>
<p>${words.contactText}</p>
</section>
</main>
<footer>
<p>${toReleaseName(release.id, language, words)} · <a href="${description.license.url}" rel="license">${description.license.name}</a></p>
</footer>
</body>
</html>
`;
  return String(page);
}

/** A release has a page of its own; a draft has none, and says that it is one. */
function toReleaseName(id: string, language: Language, words: Strings) {
  if (id.endsWith('+draft')) return `${words.release(id)} · ${words.draft}`;
  return html`<a href="${releasePath(id, language)}">${words.release(id)}</a>`;
}

function toTable(topic: Topic, facts: readonly Fact[], language: Language, words: Strings) {
  const rows = facts.filter((fact) => fact.topic === topic);
  if (rows.length === 0) return '';
  const { columns } = words;
  return html`<h3 id="topic-${topic}">${words.topics[topic]}</h3>
<table class="facts">
<thead><tr><th scope="col">${columns.fact}</th><th scope="col">${columns.period}</th><th scope="col">${columns.value}</th><th scope="col">${columns.status}</th><th scope="col">${columns.source}</th></tr></thead>
<tbody>
${rows.map((fact) => toRow(fact, language, words))}</tbody>
</table>
`;
}

/** A row stands in for the fact where there is no card; a phone shows it as a block, so each cell brings its label. */
function toRow(fact: Fact, language: Language, { columns, statuses }: Strings) {
  const text = fact.text[language];
  const besides = [text.comparison, text.previous, fact.status === 'contested' ? text.status : '', text.remark].filter(Boolean);
  return html`<tr id="${fact.fact}"><th scope="row"><a href="${language === 'en' ? '' : '/zh'}/facts/${fact.fact}">${text.title}</a></th><td data-label="${columns.period}">${text.period}</td><td data-label="${columns.value}"><strong>${text.value}</strong>${besides.map(
    (line) => html`<span class="beside">${line}</span>`,
  )}</td><td data-label="${columns.status}"><span class="status ${fact.status}">${statuses[fact.status]}</span></td><td data-label="${columns.source}">${
    fact.source?.url == null ? text.source : html`<a href="${fact.source.url}">${text.source}</a>`
  }</td></tr>
`;
}

function toDownloads({ files }: Strings) {
  const { everything, excel, excelNote, excelCsv, description, feed, ...tables } = files;
  const links = (...downloads: [path: string, format: string][]) =>
    downloads.map(([path, format], index) => html`${index === 0 ? '' : ' · '}<a href="${path}">${format}</a>`);
  return html`<ul class="files">
<li>${excel}: ${links(['/xizang-trade.xlsx', 'XLSX'], ['/observations-excel.csv', excelCsv])}<span class="beside">${excelNote}</span></li>
${Object.entries(tables).map(
  ([name, label]) =>
    html`<li>${label}: ${name === 'facts' ? '' : html`<a href="/${name}.csv">CSV</a> · `}<a href="/${name}.json">JSON</a>${
      name === 'observations' ? html` · ${links(['/observations.ndjson', 'NDJSON'], ['/observations.parquet', 'Parquet'])}` : ''
    }</li>\n`,
)}<li>${everything}: ${links(['/xizang-trade.xlsx', 'XLSX'], ['/xizang-trade.zip', 'ZIP'])}</li>
<li>${description}: ${links(['/datapackage.json', 'Data Package'], ['/csvw.json', 'CSV on the Web'], ['/dataset.jsonld', 'schema.org'], ['/dcat.jsonld', 'DCAT'])}</li>
<li>${feed}: <a href="/feed.atom">Atom</a> · <a href="/feed.json">JSON</a></li>
</ul>
`;
}

function toCode(code: string) {
  return html`<pre tabindex="0"><code>${code}</code></pre>\n`;
}
