import type { Fact, Language } from '../../fact.ts';
import type { Description } from '../../schema.ts';

/** What a citation says, in one language, whatever its format. */
export type Citation = {
  /** Names it in a bibliography. */
  id: string;
  language: Language;
  /** Of a fact, with its period and its value. */
  title: string;
  /** The title of the dataset, where a fact of it is cited. */
  container: string | undefined;
  author: string;
  /** The release, and its day (ISO 8601). */
  version: string;
  date: string;
  address: string;
  /** Who stands behind the value, who printed it, and the digest of the file that holds it: sentences without full stops. */
  notes: readonly string[];
  /** The digest that the notes end with, by itself. */
  sha256: string;
};

/** What a page says of itself in its head: a citation without what only the files of a release can tell. */
export type Work = Omit<Citation, 'notes' | 'sha256'>;

/** The dataset and the release in which it is cited. */
export type Edition = { description: Description; release: { id: string; released: string } };

/** What is the same for all citations of one release. `digests` are the SHA-256 of its files by path. */
export type Cited = Edition & { digests: (path: string) => string };

type Words = {
  heading: (fact: Fact['text'][Language]) => string;
  source: (source: string) => string;
  digest: (file: string, sha256: string) => string;
};

const WORDS: Record<Language, Words> = {
  en: {
    heading: ({ title, period, value }) => `${title}, ${period}: ${value}`,
    source: (source) => `Source: ${source}`,
    digest: (file, sha256) => `SHA-256 of ${file} in this release: ${sha256}`,
  },
  zh: {
    heading: ({ title, period, value }) => `${period}${title}：${value}`,
    source: (source) => `来源：${source}`,
    digest: (file, sha256) => `该版本中${file}的SHA-256值：${sha256}`,
  },
};

/** A fact to be cited: its value as the card words it, who printed it, and where to check it. */
export function toFactCitation(fact: Fact, cited: Cited, language: Language): Citation {
  const words = WORDS[language];
  const text = fact.text[language];
  const sha256 = cited.digests('/facts.json');
  const notes = [text.status, words.source(text.source), words.digest('facts.json', sha256)];
  return { ...toFactWork(fact, cited, language), notes, sha256 };
}

/** The dataset as a whole. */
export function toDatasetCitation(cited: Cited, language: Language): Citation {
  const sha256 = cited.digests('/observations.csv');
  return { ...toDatasetWork(cited, language), notes: [WORDS[language].digest('observations.csv', sha256)], sha256 };
}

/** One release, which stays what it is: its own page is the address. */
export function toReleaseCitation(cited: Cited, language: Language): Citation {
  return { ...toDatasetCitation(cited, language), ...toReleaseWork(cited, language) };
}

export function toFactWork(fact: Fact, edition: Edition, language: Language): Work {
  const { title, origin } = edition.description;
  return {
    ...toCommon(edition, language),
    id: `xizang-trade-${fact.fact}`,
    title: WORDS[language].heading(fact.text[language]),
    container: title[language],
    address: `${origin}${language === 'en' ? '' : '/zh'}/facts/${fact.fact}`,
  };
}

export function toDatasetWork(edition: Edition, language: Language): Work {
  const { title, origin } = edition.description;
  return {
    ...toCommon(edition, language),
    id: 'xizang-trade',
    title: title[language],
    container: undefined,
    address: `${origin}${language === 'en' ? '/' : '/zh/'}`,
  };
}

export function toReleaseWork(edition: Edition, language: Language): Work {
  const { id } = edition.release;
  return {
    ...toDatasetWork(edition, language),
    id: `xizang-trade-${id}`,
    address: `${edition.description.origin}${language === 'en' ? '' : '/zh'}/releases/${id}/`,
  };
}

/** The notes as running text. */
export function toNote({ language, notes }: Pick<Citation, 'language' | 'notes'>): string {
  return { en: `${notes.join('. ')}.`, zh: `${notes.join('。')}。` }[language];
}

function toCommon({ description, release }: Edition, language: Language) {
  return { language, author: description.publisher.name[language], version: release.id, date: release.released.slice(0, 10) };
}
