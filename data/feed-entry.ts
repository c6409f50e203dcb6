import { html } from 'hono/html';
import { countClasses } from './changes.ts';
import type { Content } from './content.ts';
import { count } from './count.ts';
import type { Fact } from './fact.ts';
import { toCard } from './formats/card.ts';
import { toUrn } from './formats/uuid.ts';
import type { FactChange } from './history.ts';
import { releaseStrings } from './pages/strings/releases.ts';
import { SHARE } from './pictures/picture.ts';
import type { Description, Topic } from './schema.ts';

/** One entry of the feed. Its id is made of the fact and the release, or of the release alone, and never changes. */
export type Entry = {
  id: string;
  title: string;
  /** Paths of the page, and of the same as data. */
  page: string;
  data: string;
  /** UTC, seconds: when the release was made. */
  released: string;
  topic: Topic | undefined;
  tags: readonly string[];
  /** Complete by itself, without scripts, styles or custom elements. */
  html: string;
};

const { classes } = releaseStrings.en;

/** A fact that was added, corrected, revised or withdrawn in a release, with both values in the title and the whole card inside. */
export function toFactEntry(change: FactChange, description: Description): Entry {
  const { fact, release, old, now } = change;
  const one = (now ?? old) as Fact;
  const { title, period } = one.text.en;
  return {
    id: toUrn(`fact/${fact}/${release.id}`, description),
    title: `${capital(classes[change.class])}: ${title}, ${period}: ${toStep(change)}`,
    page: `/facts/${fact}`,
    data: `/facts/${fact}/history.json`,
    released: release.released,
    topic: one.topic,
    tags: [one.topic, change.class],
    // Readers drop drawings, and a series is on the page that the entry leads to
    html: String(html`${toCard({ ...one, series: [] }, 'en')}
${toPicture(change, description)}<p lang="zh-Hans">${one.text.zh.sentence}</p>
${toStory(change, description)}`),
  };
}

/**
 * The picture of the fact in this release, so that it stays what the entry says when the fact changes later. It has no words of its own:
 * the card above says all of it, and a reader that reads aloud would say it twice.
 */
function toPicture({ fact, release }: FactChange, { origin }: Description) {
  const address = `${origin}/facts/${fact}.png${release.id.endsWith('+draft') ? '' : `?release=${release.id}`}`;
  // Half of its pixels: readers that heed only the attributes would burst their column
  const [width, height] = [SHARE.width / 2, SHARE.height / 2].map(String);
  return html`<p><img src="${address}" alt="" width="${width}" height="${height}"></p>\n`;
}

/** A release, with its note and what it changed, in short. */
export function toReleaseEntry({ release, changes }: Content, facts: readonly FactChange[], description: Description): Entry {
  const { origin } = description;
  const { id, released, note } = release;
  const isDraft = id.endsWith('+draft');
  const page = isDraft ? '/' : `/releases/${id}/`;
  const counts = releaseStrings.en.counts;
  return {
    id: toUrn(`release/${id}`, description),
    title: isDraft ? `Draft ${id}` : `Release ${id}: ${summarise(facts)}`,
    page,
    data: '/releases.json',
    released,
    topic: undefined,
    tags: ['release'],
    html: String(html`<p>${isDraft ? 'A draft: no release has been made yet.' : note}</p>
<p>Facts: ${counts(countClasses(facts))} Observations: ${counts(countClasses(changes))}</p>
${facts.length === 0 ? '' : html`<ul>\n${facts.map((change) => toItem(change, origin))}</ul>\n`}<p><a href="${origin}${page}">${origin}${page}</a></p>`),
  };
}

function toItem(change: FactChange, origin: string) {
  const { title, period } = ((change.now ?? change.old) as Fact).text.en;
  return html`<li>${capital(classes[change.class])}: <a href="${origin}/facts/${change.fact}">${title}, ${period}</a>: ${toStep(change)}</li>\n`;
}

/** `100 yuan → 104 yuan, now contested` */
function toStep({ old, now }: FactChange): string {
  const values = [old, now].flatMap((fact) => fact?.text.en.value ?? []);
  const status = old && now && old.status !== now.status ? `, now ${now.status}` : '';
  return `${[...new Set(values)].join(' → ')}${status}`;
}

/** What happened to the fact, and why: what stands above is what it says now, or said last. */
function toStory({ class: kind, release, old, now, reason, replacement }: FactChange, { origin }: Description) {
  const where = release.id.endsWith('+draft') ? release.id : html`<a href="${origin}/releases/${release.id}/">${release.id}</a>`;
  const before = old && now ? `It had been ${old.text.en.value}. ` : '';
  return html`<p>${capital(classes[kind])} in release ${where}. ${before}${reason.en} <span lang="zh-Hans">${reason.zh}</span></p>${
    replacement === undefined ? '' : html`\n<p>Take instead: <a href="${origin}/facts/${replacement}">${replacement}</a></p>`
  }`;
}

function summarise(facts: readonly FactChange[]): string {
  const present = Object.entries(countClasses(facts)).filter(([, number]) => number > 0);
  if (present.length === 0) return 'no fact changed';
  return present.map(([name, number]) => `${count(number, 'fact')} ${name}`).join(', ');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
