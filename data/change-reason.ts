import type { Language } from './fact.ts';
import { type Claim, keyColumns, type Observation } from './schema.ts';

/** The claims by which an observation came to be what it is. */
export type Cause = { corrected: [old: Claim, now: Claim][]; arrived: Claim[]; gone: Claim[] };

/** What a claim says: cells that are other than before had been copied wrongly, since what a source printed does not change. */
const copied = [...keyColumns, 'value', 'precision', 'qualifier', 'source'] as const;

/** The cells that differ; a column that the older release did not have yet says nothing. */
export function differing(old: Claim, now: Claim): (typeof copied)[number][] {
  return copied.filter((column) => old[column] !== undefined && old[column] !== now[column]);
}

/** Why an observation changed, in sentences. What a resolution says was written in English, and stays so. */
export function toReason(
  old: Observation | undefined,
  now: Observation | undefined,
  { corrected, arrived, gone }: Cause,
  language: Language,
): string {
  const words = phrases[language];
  const sentences = [
    ...corrected.map(([then, today]) =>
      words.corrected(
        today.claim,
        differing(then, today).map((column) => [column, today[column], then[column]]),
      ),
    ),
    ...(arrived.length > 0 ? [words.arrived(arrived)] : []),
    ...(gone.length > 0 ? [words.gone(gone)] : []),
  ];
  if (sentences.length === 0) sentences.push(old && now ? words.otherwise : words.follows);
  if (now?.status === 'contested' && now.reason !== old?.reason) sentences.push(words.resolved(now.reason));
  return sentences.join(words.gap);
}

type Cells = [column: string, now: string, old: string][];
type Phrases = {
  corrected: (claim: string, cells: Cells) => string;
  arrived: (claims: readonly Claim[]) => string;
  gone: (claims: readonly Claim[]) => string;
  /** The same claims gave another value */
  otherwise: string;
  /** The same claims gave a value that was not there before, or give none any more */
  follows: string;
  resolved: (reason: string) => string;
  gap: string;
};

const phrases: Record<Language, Phrases> = {
  en: {
    corrected: (claim, cells) => {
      const mended = cells.map(([column, now, old]) => `its ${column} is ${now || 'empty'}, not ${old || 'empty'}`);
      return `Claim ${claim} had been copied wrongly: ${mended.join('; ')}.`;
    },
    arrived: (claims) => `${listInEnglish(claims)} new.`,
    gone: (claims) => `${listInEnglish(claims)} in the dataset no longer.`,
    otherwise: 'The claims are as before; they are weighed or computed otherwise.',
    follows: 'The claims are as before; what is computed from them is not.',
    resolved: (reason) => reason,
    gap: ' ',
  },
  zh: {
    corrected: (claim, cells) => {
      const mended = cells.map(([column, now, old]) => `${column}应为${now || '空'}，而非${old || '空'}`);
      return `原始数据${claim}录入有误：${mended.join('；')}。`;
    },
    arrived: (claims) => `新增原始数据${listInChinese(claims)}。`,
    gone: (claims) => `原始数据${listInChinese(claims)}不再收录。`,
    otherwise: '原始数据未变，取舍或计算方法有变。',
    follows: '原始数据未变，由其推算的数值有增减。',
    resolved: (reason) => `采用理由（英文）：${reason}`,
    gap: '',
  },
};

function listInEnglish(claims: readonly Claim[]): string {
  const names = claims.map(({ claim, source }) => `${claim} (${source})`);
  return names.length === 1 ? `Claim ${names[0]} is` : `Claims ${names.slice(0, -1).join(', ')} and ${names.at(-1)} are`;
}

function listInChinese(claims: readonly Claim[]): string {
  return claims.map(({ claim, source }) => `${claim}（${source}）`).join('、');
}
