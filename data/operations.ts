import { capitalise } from './capitalise.ts';
import { ATOM_TYPE } from './formats/atom.ts';
import { citationFormats } from './formats/citation/formats.ts';
import { CSV_TYPE } from './formats/csv.ts';
import { JSON_TYPE } from './formats/json.ts';
import { JSON_FEED_TYPE } from './formats/json-feed.ts';
import { NDJSON_TYPE } from './formats/ndjson.ts';
import { FrozenId } from './keys.ts';
import { HTML_TYPE } from './pages/html.ts';
import type { Parameters } from './parse-query.ts';
import {
  badgeParameters,
  citationParameters,
  factParameters,
  oEmbedParameters,
  pictureParameters,
  tableParameters,
  toParameters,
} from './query.ts';
import { type TableName, tableNames } from './table-shapes.ts';
import { type Rows, toVocabulary } from './vocabulary.ts';

/** The groups of operations, in the order in which they are documented. */
export const groups = {
  data: 'The dataset and its evidence: whole files, or the part that a query asks for.',
  facts: 'What cards show, in every word and language, and how to cite it.',
  description: 'What describes the dataset and the service.',
} as const;

/** One thing that can be asked. A name in braces in the path stands for an id; `examples` has one for each. */
export type Operation = {
  id: string;
  path: string;
  group: keyof typeof groups;
  summary: string;
  examples: Readonly<Record<string, string>>;
  /** The name of a set of parameters that several operations share, and the set. */
  parameters?: { name: string; of: Parameters; required?: readonly string[] } | undefined;
  /** The media type of the answer, and the name of the schema that its JSON has. */
  type: string;
  schema?: string;
  /** The state of the service itself: made for each request, so without validators, and whatever stands behind the question mark. */
  isLive?: true | undefined;
};

const OBSERVATION = 'goods-trade_2025_xizang_world_total_operator-location_cny';
const FACT = 'total-2025';

/** Everything that programs may ask for, with the parameters that the Worker enforces. `tables` has the values of this release. */
export function toOperations(tables: Rows): Operation[] {
  return [
    ...tableNames.flatMap((table) => ofTable(table, tables)),
    {
      id: 'getObservation',
      path: '/observations/{observation}.json',
      group: 'data',
      summary: 'One observation with its claims, sources, operands, what it feeds, and its checks',
      examples: { observation: OBSERVATION },
      type: JSON_TYPE,
      schema: 'evidence',
    },
    {
      id: 'listFacts',
      path: '/facts.json',
      group: 'facts',
      summary: 'Facts: all, or a union of ids and topics',
      examples: {},
      parameters: { name: 'facts', of: toParameters(factParameters) },
      type: JSON_TYPE,
      schema: 'list-of-facts',
    },
    {
      id: 'getFact',
      path: '/facts/{fact}.json',
      group: 'facts',
      summary: 'One fact',
      examples: { fact: FACT },
      parameters: { name: 'fact', of: toParameters({ as_of: factParameters.as_of }) },
      type: JSON_TYPE,
      schema: 'one-fact',
    },
    ...Object.entries(citationFormats).flatMap(([suffix, { name, type }]) => [
      ofCitation('citeFact', `/facts/{fact}.${suffix}`, `How to cite a fact, as ${name.en}`, { fact: FACT }, suffix, type),
      ofCitation('citeDataset', `/dataset.${suffix}`, `How to cite the dataset, as ${name.en}`, {}, suffix, type),
    ]),
    {
      ...ofFile('getFactHistory', '/facts/{fact}/history.json', 'Every release in which a fact changed', JSON_TYPE),
      group: 'facts',
      examples: { fact: FACT },
    },
    {
      ...ofFile('getOEmbed', '/oembed.json', 'How to embed the page of a fact (oEmbed 1.0)', JSON_TYPE),
      group: 'facts',
      parameters: { name: 'oembed', of: toParameters(oEmbedParameters), required: ['url'] },
    },
    ...(['svg', 'png'] as const).map((suffix) => ({
      id: `drawFactAs${capitalise(suffix)}`,
      path: `/facts/{fact}.${suffix}`,
      group: 'facts' as const,
      summary: `A fact as a picture, as ${suffix.toUpperCase()}`,
      examples: { fact: FACT },
      parameters: { name: 'picture', of: toParameters(pictureParameters) },
      type: suffix === 'svg' ? 'image/svg+xml' : 'image/png',
    })),
    {
      id: 'drawBadge',
      path: '/badge/{fact}.svg',
      group: 'facts',
      summary: 'A fact as a badge for a README',
      examples: { fact: FACT },
      parameters: { name: 'badge', of: toParameters(badgeParameters) },
      type: 'image/svg+xml',
    },
    ofFile('getReleases', '/releases.json', 'All releases, with their changes by class and their files', JSON_TYPE),
    {
      ...ofFile('listChangesAsJson', '/changes.json', 'What came after a release, or what this one changed', JSON_TYPE),
      parameters: { name: 'changes', of: CHANGES },
    },
    ofFile('getChanges', '/changes.csv', 'What this release changed against the one before', CSV_TYPE),
    ofFile('getHistory', '/history.json', 'Every change of every fact, oldest first', JSON_TYPE),
    ofFile('getFeed', '/feed.atom', 'The feed of releases and of the facts that they changed', ATOM_TYPE),
    ofFile('getFeedAsJson', '/feed.json', 'The same as JSON Feed', JSON_FEED_TYPE),
    {
      ...ofFile('getDescription', '/dataset.json', 'Title, description, licence and publisher', JSON_TYPE),
      schema: 'description',
    },
    ofFile('getDataPackage', '/datapackage.json', 'The tables and their columns as a Data Package', JSON_TYPE),
    ofFile('getProblems', '/problems', 'What errors mean', HTML_TYPE),
    {
      ...ofFile('getHealth', '/health', 'Which release is served, and how fresh it is', JSON_TYPE),
      schema: 'health',
      isLive: true,
    },
  ];
}

const SUFFIXES = { csv: CSV_TYPE, json: JSON_TYPE, ndjson: NDJSON_TYPE } as const;

function ofTable(table: TableName, tables: Rows): Operation[] {
  const parameters = { name: table, of: tableParameters(table, toVocabulary(table, tables)) };
  const suffixes = Object.entries(SUFFIXES).filter(([suffix]) => suffix !== 'ndjson' || table === 'observations');
  return suffixes.map(([suffix, type]) => ({
    id: `list${capitalise(table)}As${capitalise(suffix)}`,
    path: `/${table}.${suffix}`,
    group: 'data' as const,
    summary: `${capitalise(table)} as ${suffix.toUpperCase()}`,
    examples: {},
    parameters,
    type,
    ...(suffix === 'json' ? { schema: `list-of-${table}` } : {}),
  }));
}

function ofCitation(
  id: string,
  path: string,
  summary: string,
  examples: Operation['examples'],
  suffix: string,
  type: string,
): Operation {
  const name = suffix.split('.').map(capitalise).join('');
  return { id: `${id}As${name}`, path, group: 'facts', summary, examples, parameters: { name: 'citation', of: CITATION }, type };
}

/** The Worker knows which releases there are. */
const CHANGES: Parameters = {
  names: ['since'],
  shapeOf: () => FrozenId.meta({ description: 'A release of /releases.json', examples: ['2026-11-24.1'] }),
  valuesOf: () => new Map(),
};

const CITATION = toParameters(citationParameters);

function ofFile(id: string, path: string, summary: string, type: string): Operation {
  return { id, path, group: 'description', summary, examples: {}, type };
}
