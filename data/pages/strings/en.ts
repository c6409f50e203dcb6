import type { Strings } from './strings.ts';

export const en: Strings = {
  otherLanguage: { name: '中文', path: '/zh/' },
  skip: 'Skip to the figures',
  contents: 'Contents',
  lead: ({ observations, claims }) =>
    `${claims} printed figures about the foreign trade of Xizang (Tibet), checked against each other and resolved into ${observations} observations. ` +
    'Every number says who printed it, how precisely, and what else was printed.',
  headline: 'Headline figures',
  allFacts: 'All facts',
  allFactsLead: 'Each value has the digits that its source printed. Where sources disagree, the fact is contested and says so.',
  columns: { fact: 'Fact', period: 'Period', value: 'Value', status: 'Status', source: 'Source' },
  statuses: { stated: 'stated', derived: 'derived', contested: 'contested' },
  topics: {
    totals: 'Totals',
    partners: 'Partners',
    regimes: 'Customs regimes',
    enterprises: 'Enterprises',
    vehicles: 'Vehicles',
    logistics: 'Logistics',
    fairs: 'Fairs',
  },
  download: 'Download the data',
  downloadLead:
    'The whole dataset, without registration, key or limit. CSV follows RFC 4180 in UTF-8; JSON holds the same rows in the same order.',
  files: {
    observations: 'Observations: one value for each key, with bounds, status and claims',
    claims: 'Claims: each figure as one source printed it',
    sources: 'Sources: the documents, graded',
    indicators: 'Indicators: what is measured',
    codes: 'Codes: labels and definitions of every code',
    milestones: 'Milestones: events with a date and a source',
    facts: 'Facts: what the cards show, in every word',
    feed: 'Feed: subscribe to the facts',
  },
  embed: 'Embed a card',
  embedLead:
    'Paste this into a page. The figure between the tags is complete by itself; the script, where it runs, brings it up to date.',
  load: 'Load the data',
  loadLead: 'The suffix of an address is its format.',
  cite: 'Cite',
  citation: ({ title, release, date, address }) => `${title}. Release ${release}, ${date}. ${address}`,
  license: (name) =>
    `The dataset is published under ${name}; name the source of a figure beside it. The code is under the MIT licence.`,
  method: 'How the figures are made',
  methodParagraphs: [
    'A claim is one figure as one source printed it, with the place of its last printed digit. From that follow its bounds: every value that it may have been rounded or cut off from. A figure printed as 8.47 billion may stand for anything from 8.465 to 8.48 billion.',
    'The claims on one thing are compared. The most precise is preferred; those whose bounds hold its value agree with it. Where one does not, the observation is contested, and a signed-off reason says which claim is preferred. All claims stay published.',
    'Figures on different bases, in different units or by different lists of partners are never joined in one series, and a gap in a series stays a gap.',
  ],
  contact: 'Corrections',
  contactText:
    'Is a figure wrong, or a better source known? Open an issue in the repository of this dataset and name the claim, the source and the figure.',
  release: (id) => `Release ${id}`,
  draft: 'A draft: its tables are ahead of their release.',
};
