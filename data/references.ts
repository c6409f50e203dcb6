import type { Issue } from './issue.ts';
import type { Tables } from './read.ts';
import { type Claim, type CodeRow, dimensions, keyColumns, type Source, type Withdrawal } from './schema.ts';
import type { Table } from './table.ts';
import { isTrackingTag } from './tracking-tags.ts';

/** The rules that need more than one row: ids, references, units, citations. */
export function checkReferences(tables: Tables): Issue[] {
  const { sources, codes, indicators, claims, milestones, resolutions, facts, explanations, withdrawals } = tables;
  const code = (codelist: string) => (value: string) => codes.ids.has(`${codelist} ${value}`);
  return [
    ...duplicates(sources, ({ source }) => source.toLowerCase(), 'source'),
    ...duplicates(codes, ({ codelist, code }) => `${codelist} ${code.toLowerCase()}`, 'code'),
    ...duplicates(indicators, ({ indicator }) => indicator.toLowerCase(), 'indicator'),
    ...duplicates(claims, ({ claim }) => claim.toLowerCase(), 'claim'),
    ...duplicates(milestones, ({ milestone }) => milestone.toLowerCase(), 'milestone'),
    ...duplicates(resolutions, ({ observation }) => observation, 'observation'),
    ...duplicates(facts, ({ fact }) => fact, 'fact'),
    ...duplicates(explanations, ({ check }) => check, 'check'),
    ...duplicates(withdrawals, ({ fact }) => fact, 'fact'),
    ...ambiguousCodes(codes),
    ...(codes.legible
      ? [
          ...codes.rows.flatMap((row) =>
            unknown(codes, row, 'parent', row.parent === '' || code(row.codelist)(row.parent), 'code'),
          ),
          ...sources.rows.flatMap((row) => unknown(sources, row, 'publisher', code('publisher')(row.publisher), 'code')),
          ...claims.rows.flatMap((row) => [
            ...dimensions.flatMap((name) => unknown(claims, row, name, code(name)(row[name]), 'code')),
            ...unknown(claims, row, 'reporter', code('reporter')(row.reporter), 'code'),
          ]),
          ...milestones.rows.flatMap((row) => [
            ...(['area', 'partner', 'topic'] as const).flatMap((name) =>
              unknown(milestones, row, name, code(name)(row[name]), 'code'),
            ),
          ]),
          ...indicators.rows.flatMap((row) =>
            row.units.flatMap((unit) => unknown(indicators, row, 'units', code('unit')(unit), 'code')),
          ),
        ]
      : []),
    ...(indicators.legible ? claims.rows.flatMap((row) => unitIssues(tables, row)) : []),
    ...(sources.legible
      ? [claims, milestones, resolutions].flatMap((table) =>
          (table as Table<{ source: string }>).rows.flatMap((row) =>
            unknown(table as Table<{ source: string }>, row, 'source', sources.ids.has(row.source), 'source'),
          ),
        )
      : []),
    ...(claims.legible
      ? resolutions.rows.flatMap((row) => unknown(resolutions, row, 'claim', claims.ids.has(row.claim), 'claim'))
      : []),
    ...(facts.legible ? withdrawals.rows.flatMap((row) => withdrawalIssues(tables, row)) : []),
    ...uncitedSources(tables),
    ...undatedSources(sources),
    ...addressesTwice(sources),
    ...claimsTwice(claims),
    ...(codes.legible ? impossibleLevels(tables) : []),
  ];
}

function duplicates<Row extends object>(table: Table<Row>, idOf: (row: Row) => string, column: string & keyof Row): Issue[] {
  const seen = new Set<string>();
  return table.rows.flatMap((row) => {
    const id = idOf(row);
    if (seen.has(id)) {
      return [table.issueAt(row, column, `${column} "${row[column]}" stands twice. Give each row an id of its own.`)];
    }
    seen.add(id);
    return [];
  });
}

/** Observation ids are made of codes alone, so a code may not mean two things in the dimensions that an id leaves out when `all`. */
function ambiguousCodes(codes: Table<CodeRow>): Issue[] {
  const owner = new Map<string, string>();
  return codes.rows
    .filter(
      ({ codelist, code }) => ['regime', 'enterprise', 'product', 'transport', 'basis'].includes(codelist) && code !== 'all',
    )
    .flatMap((row) => {
      const other = owner.get(row.code.toLowerCase());
      owner.set(row.code.toLowerCase(), row.codelist);
      if (other === undefined || other === row.codelist) return [];
      return [codes.issueAt(row, 'code', `code "${row.code}" of ${row.codelist} is a code of ${other} too. Choose another.`)];
    });
}

function unknown<Row extends object>(
  table: Table<Row>,
  row: Row,
  column: string & keyof Row,
  known: boolean,
  what: string,
): Issue[] {
  if (known) return [];
  const place = what === 'source' ? 'sources.csv' : what === 'claim' ? 'claims.csv' : 'codes.csv';
  return [table.issueAt(row, column, `${column} "${row[column]}" is not in ${place}. Correct it, or add the ${what} there.`)];
}

function withdrawalIssues({ withdrawals, facts }: Tables, row: Withdrawal): Issue[] {
  const { fact, replacement } = row;
  const issues: Issue[] = [];
  if (facts.ids.has(fact))
    issues.push(withdrawals.issueAt(row, 'fact', `fact "${fact}" is in facts.csv still. Remove it there, or here.`));
  if (replacement !== '' && !facts.ids.has(replacement))
    issues.push(
      withdrawals.issueAt(row, 'replacement', `replacement "${replacement}" is not in facts.csv. Correct it, or leave it empty.`),
    );
  return issues;
}

function unitIssues({ claims, indicators }: Tables, claim: Claim): Issue[] {
  const indicator = indicators.rows.find((row) => row.indicator === claim.indicator);
  if (indicator === undefined) {
    if (indicators.ids.has(claim.indicator)) return [];
    return [
      claims.issueAt(claim, 'indicator', `indicator "${claim.indicator}" is not in indicators.csv. Correct it, or add it there.`),
    ];
  }
  const rate = claim.measure !== 'level';
  const column = rate ? 'base_unit' : 'unit';
  const issues = indicator.units.includes(claim[column])
    ? []
    : [
        claims.issueAt(
          claim,
          column,
          `${column} "${claim[column]}" is not a unit of ${claim.indicator}. Write one of: ${indicator.units.join(' ')}; or add it in indicators.csv.`,
        ),
      ];
  if (rate && !['percent', 'fold'].includes(claim.unit)) {
    issues.push(claims.issueAt(claim, 'unit', `unit "${claim.unit}" is not one of a ${claim.measure}. Write percent or fold.`));
  }
  return issues;
}

function uncitedSources({ sources, claims, milestones, resolutions }: Tables): Issue[] {
  // A row that could not be read may be the one that cites: say nothing then
  if ([claims, milestones, resolutions].some((table) => table.issues.length > 0)) return [];
  const cited = new Set([...claims.rows, ...milestones.rows, ...resolutions.rows].map(({ source }) => source));
  return sources.rows
    .filter(({ source }) => !cited.has(source))
    .map((row) =>
      sources.issueAt(row, 'source', `source "${row.source}" is cited by nothing. Remove it, or add what it printed.`),
    );
}

/** Before the first release a draft is dated by its newest source (release.ts). */
function undatedSources(sources: Table<Source>): Issue[] {
  const [first] = sources.rows;
  if (first === undefined || sources.rows.some(({ published }) => published.length === 10)) return [];
  return [
    sources.issueAt(
      first,
      'published',
      'No source has a full date, and a draft is dated by its newest. Write one as 2025-04-30.',
    ),
  ];
}

function claimsTwice(claims: Table<Claim>): Issue[] {
  const first = new Map<string, string>();
  return claims.rows.flatMap((row) => {
    const key = JSON.stringify([row.source, ...keyColumns.map((column) => row[column])]);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, row.claim);
      return [];
    }
    return [
      claims.issueAt(
        row,
        'claim',
        `claim "${row.claim}" has the source and the key of claim "${other}". Keep one, or correct its key.`,
      ),
    ];
  });
}

/** One document that is cited as two would count as two sources that agree. */
function addressesTwice(sources: Table<Source>): Issue[] {
  const first = new Map<string, string>();
  return sources.rows.flatMap((row) => {
    if (row.url === '') return [];
    const address = toAddressKey(row.url);
    const other = first.get(address);
    if (other === undefined) {
      first.set(address, row.source);
      return [];
    }
    return [
      sources.issueAt(
        row,
        'url',
        `url "${row.url}" is the address of source "${other}" too. Cite that one, and remove this row.`,
      ),
    ];
  });
}

/** What leads to the same document: whatever the scheme, the case of the host, a slash at the end, a place in the page, a tag. */
function toAddressKey(address: string): string {
  const url = new URL(address);
  const asked = [...url.searchParams].filter(([name]) => !isTrackingTag(name)).map(([name, value]) => `${name}=${value}`);
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}?${asked.toSorted().join('&')}`;
}

/** Levels that cannot be: half a vehicle, or less than nothing of anything but a balance. */
function impossibleLevels({ claims, codes }: Tables): Issue[] {
  const counts = new Set(
    codes.rows
      .filter(({ codelist, code, parent }) => codelist === 'unit' && (code === 'count' || parent === 'count'))
      .map(({ code }) => code),
  );
  return claims.rows
    .filter(({ measure }) => measure === 'level')
    .flatMap((row) => {
      const complain = (message: string) => [claims.issueAt(row, 'value', `value "${row.value}" ${message}`)];
      if (row.value.startsWith('-') && row.flow !== 'balance')
        return complain(`is below zero, which only a balance can be. Correct it, or write the flow balance.`);
      if (counts.has(row.unit) && row.value.includes('.'))
        return complain(`is not a whole number, and ${row.unit} are counted. Correct the value or the unit.`);
      return [];
    });
}
