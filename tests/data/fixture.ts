import { compute, type Outcome } from '../../data/compute.ts';
import type { Issue } from '../../data/issue.ts';
import { read } from '../../data/read.ts';
import { resolve } from '../../data/resolve.ts';
import type { Observation } from '../../data/schema.ts';

/** The smallest dataset that is valid: one city's trade of 100 apples' worth, small enough to add up in one's head. */
const TABLES = {
  'codes.csv': [
    'codelist,code,label_en,label_zh,definition,parent',
    'area,xizang,Xizang,西藏,The region.,',
    'partner,world,all partners,全部伙伴,All.,',
    'partner,NP,Nepal,尼泊尔,Nepal.,world',
    'flow,total,imports and exports,进出口,Both.,',
    'flow,export,exports,出口,Out.,total',
    'regime,all,all regimes,全部方式,All.,',
    'enterprise,all,all enterprises,全部企业,All.,',
    'enterprise,private,private enterprises,民营企业,Private.,all',
    'product,all,all goods,全部商品,All.,',
    'transport,all,all modes,全部运输,All.,',
    'basis,operator-location,by operator,按经营单位,Registered.,',
    'basis,port,by port,按口岸,Passing.,',
    'unit,CNY,yuan,元,Yuan.,',
    'unit,count,count,计数,Whole things.,',
    'unit,vehicles,vehicles,辆,Vehicles.,count',
    'unit,percent,per cent,%,Of hundred.,',
    'reporter,customs,Customs,海关,Customs.,',
    'publisher,daily,The Daily,日报,A paper.,',
    'publisher,weekly,The Weekly,周刊,Another.,',
    'topic,totals,totals,总值,Totals.,',
  ],
  'indicators.csv': [
    'indicator,label_en,label_zh,definition,units,additive',
    'goods-trade,goods trade,货物贸易,Goods.,CNY vehicles,yes',
  ],
  'sources.csv': [
    'source,grade,publisher,title,url,published,published_note,language,note',
    'daily-2025,A,daily,Trade grows,https://daily.example/1,2025-01-20,,en,',
    'weekly-2025,B,weekly,,,2025-02-03,,en,',
  ],
  'claims.csv': [
    'claim,indicator,measure,period_start,period_end,area,partner,flow,regime,enterprise,product,transport,basis,value,precision,unit,base_unit,qualifier,reporter,source,note',
    claimLine({ claim: 'c1' }),
    claimLine({ claim: 'c2', source: 'weekly-2025', period_start: '2023-01', period_end: '2023-12', value: '80' }),
  ],
  'milestones.csv': [
    'milestone,date,area,partner,topic,summary,source,note',
    'opening,2024-05,xizang,world,totals,A port opened.,daily-2025,',
  ],
  'resolutions.csv': ['observation,claim,source,reason'],
  'facts.csv': [
    'fact,topic,headline,observation,remark_en,remark_zh',
    'total-2024,totals,yes,goods-trade_2024_xizang_world_total_operator-location_cny,,',
  ],
  'explanations.csv': ['check,claims,reason'],
  'withdrawals.csv': ['fact,replacement,reason_en,reason_zh'],
  'dataset.json': [
    JSON.stringify({
      title: { en: 'Apples', zh: '苹果' },
      description: { en: 'Trade in apples.', zh: '苹果贸易。' },
      license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      languages: ['en', 'zh'],
      publisher: { name: { en: 'The apples', zh: '苹果数据集' } },
      contact: 'https://apples.example/#contact',
      origin: 'https://apples.example',
      namespace: '774b80a7-48c2-49a7-9927-34acd65e432f',
    }),
  ],
};

type File = keyof typeof TABLES;

/** A claim as a CSV line: 100 yuan of goods trade in 2024, unless told otherwise. */
export function claimLine(cells: Record<string, string>): string {
  const usual = {
    claim: 'c9',
    indicator: 'goods-trade',
    measure: 'level',
    period_start: '2024-01',
    period_end: '2024-12',
    area: 'xizang',
    partner: 'world',
    flow: 'total',
    regime: 'all',
    enterprise: 'all',
    product: 'all',
    transport: 'all',
    basis: 'operator-location',
    value: '100',
    precision: '10',
    unit: 'CNY',
    base_unit: '',
    qualifier: 'exact',
    reporter: 'customs',
    source: 'daily-2025',
    note: '',
  };
  return Object.values({ ...usual, ...cells }).join(',');
}

/** The lines of a table, to be changed. */
export function linesOf(file: File): string[] {
  return [...TABLES[file]];
}

/** The bytes of the smallest dataset, with some tables replaced by other lines or bytes; `undefined` leaves one out. */
export function tables(changes: Partial<Record<File, string[] | Uint8Array | undefined>> = {}): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [file, lines] of Object.entries({ ...TABLES, ...changes })) {
    if (lines !== undefined) files.set(file, Array.isArray(lines) ? new TextEncoder().encode(`${lines.join('\n')}\n`) : lines);
  }
  return files;
}

/** The issues of the smallest dataset with these changes. */
export function issuesOf(changes: Parameters<typeof tables>[0], today?: string): readonly Issue[] {
  const outcome: Outcome = compute(tables(changes), today);
  return outcome.status === 'invalid' ? outcome.issues : [];
}

/** The observations of these claims (on top of none), and what resolving complains of. */
export function resolveClaims(claims: Record<string, string>[], resolutions: string[] = []) {
  const header = linesOf('claims.csv')[0] ?? '';
  const { dataset, issues } = read(
    tables({
      'claims.csv': [header, ...claims.map(claimLine)],
      'resolutions.csv': [...linesOf('resolutions.csv'), ...resolutions],
      'sources.csv': linesOf('sources.csv').filter(
        (line) => !line.startsWith('weekly') || claims.some(({ source }) => source === 'weekly-2025'),
      ),
      'milestones.csv': linesOf('milestones.csv'),
    }),
  );
  if (dataset === undefined) throw new Error(`The fixture itself is invalid: ${JSON.stringify(issues)}`);
  return resolve(dataset);
}

/** The one observation of these claims. */
export function observe(claims: Record<string, string>[], resolutions: string[] = []): Observation {
  const { observations, issues } = resolveClaims(claims, resolutions);
  const [first, ...others] = observations;
  if (first === undefined || others.length > 0) throw new Error(`${observations.length} observations instead of one`);
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return first;
}
