import type { Language } from './fact.ts';
import type { CodeRow, Indicator } from './schema.ts';
import type { Label } from './wording/wording.ts';

/** The labels of all codes and indicators in one language; a code without one shows itself. */
export function labelsOf(codes: readonly CodeRow[], indicators: readonly Indicator[], language: Language): Label {
  const labels = new Map([
    ...codes.map((row) => [`${row.codelist} ${row.code}`, row[`label_${language}`]] as const),
    ...indicators.map((row) => [`indicator ${row.indicator}`, row[`label_${language}`]] as const),
  ]);
  return (codelist, code) => labels.get(`${codelist} ${code}`) ?? code;
}
