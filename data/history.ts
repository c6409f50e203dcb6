import type { Content } from './content.ts';
import type { Fact, Language } from './fact.ts';
import type { PublishedChange } from './published.ts';
import type { Release } from './release.ts';
import type { ChangeClass } from './schema.ts';

/** One fact that was added, corrected, revised or withdrawn in one release. */
export type FactChange = {
  fact: string;
  release: Release;
  class: ChangeClass;
  /** Missing where it is added. */
  old: Fact | undefined;
  /** Missing where it is withdrawn. */
  now: Fact | undefined;
  reason: Record<Language, string>;
  claims: readonly string[];
  /** The fact to take instead of one that is withdrawn, if any. */
  replacement: string | undefined;
};

/**
 * The changes of facts over the releases, oldest first, in the order of `facts.csv`, what is withdrawn last. Pure. A fact changes
 * when its own observation is another one, or is worded otherwise: by value, precision, qualifier or status. Narrower bounds
 * are a change of the observation alone.
 */
export function toFactChanges(contents: readonly Content[]): FactChange[] {
  return contents.flatMap((content, index) => toStep(contents[index - 1], content));
}

function toStep(before: Content | undefined, { release, facts, changes, withdrawals }: Content): FactChange[] {
  const changeOf = new Map(changes.map((change) => [change.observation, change]));
  const old = new Map((before?.facts ?? []).map((fact) => [fact.fact, fact]));
  const here = new Set(facts.map(({ fact }) => fact));
  const id = { id: release.id, released: release.released };
  return [
    ...facts.flatMap((now) => {
      const cause = causeOf(old.get(now.fact), now, changeOf.get(now.observation));
      return cause === undefined
        ? []
        : [{ fact: now.fact, release: id, old: old.get(now.fact), now, replacement: undefined, ...cause }];
    }),
    ...[...old.values()]
      .filter(({ fact }) => !here.has(fact))
      .map((fact) => {
        const row = withdrawals.find((each) => each.fact === fact.fact);
        return {
          fact: fact.fact,
          release: id,
          class: 'withdrawn' as const,
          old: fact,
          now: undefined,
          reason: { en: row?.reason_en ?? '', zh: row?.reason_zh ?? '' },
          claims: [],
          replacement: row?.replacement || undefined,
        };
      }),
  ];
}

type Cause = Pick<FactChange, 'class' | 'reason' | 'claims'>;

function causeOf(old: Fact | undefined, now: Fact, change: PublishedChange | undefined): Cause | undefined {
  if (old === undefined) {
    const reason = change === undefined ? KNOWN_BEFORE : { en: change.reason, zh: change.reason_zh };
    return { class: 'added', reason, claims: change?.claims ?? [] };
  }
  if (old.observation !== now.observation) {
    const { observation } = old;
    const reason = { en: `The fact had shown another observation, ${observation}.`, zh: `此前所示为另一观测值${observation}。` };
    return { class: 'corrected', reason, claims: [] };
  }
  if (change === undefined || !isWordedOtherwise(change)) return undefined;
  return { class: change.class, reason: { en: change.reason, zh: change.reason_zh }, claims: change.claims };
}

function isWordedOtherwise(change: PublishedChange): boolean {
  return (
    change.old_value !== change.new_value ||
    change.old_precision !== change.new_precision ||
    change.old_qualifier !== change.new_qualifier ||
    change.old_status !== change.new_status
  );
}

const KNOWN_BEFORE = { en: 'The observation has been in the dataset before.', zh: '此观测值此前已收录。' };

/** A change of a fact as `/history.json` publishes it: what a page or a program needs to tell it, without the whole card. */
export type HistoryRow = {
  fact: string;
  release: string;
  released: string;
  class: ChangeClass;
  old_observation: string | null;
  new_observation: string | null;
  old_value: number | null;
  new_value: number | null;
  unit: string;
  old_status: string | null;
  new_status: string | null;
  reason: string;
  reason_zh: string;
  claims: readonly string[];
  replacement: string | null;
  text: Record<Language, { title: string; period: string; old_value: string | null; new_value: string | null }>;
};

export function toHistoryRow({ fact, release, old, now, reason, claims, replacement, class: kind }: FactChange): HistoryRow {
  const one = (now ?? old) as Fact;
  const text = (language: Language) => ({
    title: one.text[language].title,
    period: one.text[language].period,
    old_value: old?.text[language].value ?? null,
    new_value: now?.text[language].value ?? null,
  });
  return {
    fact,
    release: release.id,
    released: release.released,
    class: kind,
    old_observation: old?.observation ?? null,
    new_observation: now?.observation ?? null,
    old_value: old?.value ?? null,
    new_value: now?.value ?? null,
    unit: one.unit,
    old_status: old?.status ?? null,
    new_status: now?.status ?? null,
    reason: reason.en,
    reason_zh: reason.zh,
    claims,
    replacement: replacement ?? null,
    text: { en: text('en'), zh: text('zh') },
  };
}
