import { tableNames } from '../data/table-shapes.ts';
import dataset from '../data/tables/dataset.json' with { type: 'json' };

/** The licence of the dataset that the Worker is deployed with. */
const LICENSE = `<${dataset.license.url}>; rel="license"`;

/**
 * The typed links (RFC 8288) of what stands at a path, the same for every request: what describes it, its licence, what to cite
 * (RFC 8574), and from a landing page the data itself (https://signposting.org/FAIR/). Empty where there is nothing to say.
 */
export function linksOf(path: string): { Link?: string } {
  const links = BY_PATH.get(path) ?? linksOfSlice(path);
  return links === undefined ? {} : { Link: links };
}

function linksOfSlice(path: string): string | undefined {
  const [, fact, suffix] = /^(?:\/zh)?\/facts\/([a-z0-9-]+)(\..*)?$/.exec(path) ?? [];
  if (fact !== undefined && suffix === undefined)
    return linksOfData(`/facts/${fact}`, link('alternate', oEmbedPath(path), 'application/json+oembed'));
  if (fact !== undefined) return linksOfData(`/facts/${fact}`, suffix === '.json' ? rowsOf('facts') : undefined);
  return path.startsWith('/observations/') || path.startsWith('/dataset.') ? linksOfData('/') : undefined;
}

/** Where oEmbed is answered for a page. A path is understood as well as a whole address, and names no host. */
function oEmbedPath(path: string): string {
  return `/oembed.json?url=${encodeURIComponent(path)}`;
}

function linksOfData(cited: string, ...more: (string | undefined)[]): string {
  return [LICENSE, link('cite-as', cited), ...more].filter((text) => text !== undefined).join(', ');
}

function link(relation: string, target: string, type?: string): string {
  return `<${target}>; rel="${relation}"${type === undefined ? '' : `; type="${type}"`}`;
}

function rowsOf(table: string): string {
  return link('describedby', `/schemas/${table}.schema.json`, 'application/schema+json');
}

/** https://www.w3.org/TR/tabular-data-model/#link-header */
const CSV_COLUMNS = link('describedby', '/csvw.json', 'application/csvm+json');
const PACKAGE = link('describedby', '/datapackage.json', 'application/json');
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const LANDING = linksOfData(
  '/',
  link('describedby', '/dataset.jsonld', 'application/ld+json'),
  PACKAGE,
  link('api-catalog', '/.well-known/api-catalog'),
  link('item', '/observations.csv', 'text/csv'),
  link('item', '/observations.json', 'application/json'),
  link('item', '/observations.ndjson', 'application/x-ndjson'),
  link('item', '/observations.parquet', 'application/vnd.apache.parquet'),
  link('item', '/xizang-trade.xlsx', XLSX),
  link('item', '/xizang-trade.zip', 'application/zip'),
);

const BY_PATH: ReadonlyMap<string, string> = new Map([
  ['/', LANDING],
  ['/zh/', LANDING],
  ...tableNames.flatMap((name): [string, string][] => [
    [`/${name}.csv`, linksOfData('/', CSV_COLUMNS)],
    [`/${name}.json`, linksOfData('/', rowsOf(name))],
  ]),
  ['/observations.ndjson', linksOfData('/', rowsOf('observations'))],
  ['/facts.json', linksOfData('/', rowsOf('facts'))],
  ['/observations-excel.csv', linksOfData('/', PACKAGE)],
  ['/observations.parquet', linksOfData('/', PACKAGE)],
  ['/xizang-trade.xlsx', linksOfData('/', PACKAGE)],
  ['/xizang-trade.zip', linksOfData('/', PACKAGE)],
  ['/feed.atom', linksOfData('/')],
  // RFC 9727, section 2: the catalogue names itself
  ['/.well-known/api-catalog', link('api-catalog', '/.well-known/api-catalog')],
]);
