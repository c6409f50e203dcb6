import type { Language } from '../../fact.ts';
import type { QueryError } from '../../parse-query.ts';
import type { ProblemName } from '../../problems.ts';
import type { ChoiceName, Query } from '../../query.ts';
import type { Topic } from '../../schema.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Counts = { claims: number; stated: number; derived: number };

/** The copy of the pages in one language. Adding a language is a file like these; the compiler asks for every line. */
export type Strings = {
  /** The name of the other language, in itself */
  otherLanguage: string;
  skip: string;
  contents: string;
  lead: (counts: Counts) => string;
  headline: string;
  allFacts: string;
  allFactsLead: string;
  columns: Record<'fact' | 'period' | 'value' | 'status' | 'source', string>;
  statuses: Record<'stated' | 'derived' | 'contested', string>;
  topics: Record<Topic, string>;
  download: string;
  downloadLead: string;
  files: Record<
    | 'observations'
    | 'checks'
    | 'changes'
    | 'claims'
    | 'sources'
    | 'indicators'
    | 'codes'
    | 'milestones'
    | 'facts'
    | 'excel'
    | 'excelCsv'
    | 'excelNote'
    | 'everything'
    | 'description'
    | 'feed',
    string
  >;
  embed: string;
  embedLead: string;
  load: string;
  loadLead: string;
  cite: string;
  citeLead: string;
  citation: (parts: { title: string; release: string; date: string; address: string }) => string;
  license: (name: string) => string;
  method: string;
  methodParagraphs: readonly string[];
  evidence: {
    title: string;
    heading: (fact: Record<'title' | 'period' | 'value', string>) => string;
    labelled: (label: string, text: string) => string;
    back: string;
    claims: string;
    claimColumns: Record<'relation' | 'printed' | 'source' | 'reporter' | 'claim', string>;
    relations: Record<'preferred' | 'agrees' | 'against' | 'beside', string>;
    /** Behind the name of a source */
    grade: (grade: string) => string;
    dated: (title: string, period: string) => string;
    reason: string;
    bounds: (lower: string, upper: string, contested: boolean) => string;
    /** What a reader of a derived value must know, by rule, where the dataset says it in another language */
    ruleNotes: Readonly<Record<string, string>>;
    operandChecks: string;
    formula: string;
    operandColumns: Record<'letter' | 'what' | 'value' | 'status', string>;
    checks: string;
    noChecks: string;
    results: Record<'holds' | 'explained' | 'fails', string>;
    milestones: string;
    data: string;
    series: string;
  };
  problems: {
    title: string;
    lead: string;
    each: Record<ProblemName, { title: string; text: readonly string[] }>;
    /** The members of one of `errors` */
    members: Record<keyof QueryError, string>;
  };
  choose: {
    title: string;
    lead: string;
    link: string;
    /** The columns to choose by */
    parameters: Record<ChoiceName, string>;
    frequencies: Record<NonNullable<Query['frequency']>[number], string>;
    from: string;
    to: string;
    periodHint: string;
    asOf: string;
    latest: string;
    sort: string;
    /** The columns of the table; the first is the order of the dataset itself */
    columns: Record<'what' | 'period' | 'value' | 'status' | 'source', string>;
    descending: (column: string) => string;
    show: string;
    reset: string;
    count: (rows: number) => string;
    none: string;
    download: string;
    copy: string;
    copied: string;
    errors: string;
    /** Before what was probably meant */
    meant: string;
    questionMark: string;
    /** Between the names that were chosen */
    comma: string;
    /** Behind a change or share: the unit of the levels that are compared */
    inUnit: (unit: string) => string;
    onBasis: (basis: string) => string;
    mixedUnits: string;
  };
  contact: string;
  contactText: string;
  release: (id: string) => string;
  draft: string;
};

export const strings: Record<Language, Strings> = { en, zh };
