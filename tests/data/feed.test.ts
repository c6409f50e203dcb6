import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Content, toContent } from '../../data/content.ts';
import { MOST_ENTRIES } from '../../data/feed.ts';
import { toFeedFiles } from '../../data/feed-site.ts';
import type { Frozen } from '../../data/frozen.ts';
import { toPublication } from '../../data/publication.ts';
import { linesOf } from './fixture.ts';
import { ASSETS, claims, computed, releasesOf, STORY } from './frozen.fixture.ts';

const { description } = computed().dataset;
let releases: Frozen[];
beforeAll(async () => {
  releases = await releasesOf(
    ...STORY,
    {
      ...STORY[2],
      'claims.csv': claims({ c3: { value: '104', precision: '1', source: 'weekly-2025' }, c4: { flow: 'export', value: '70' } }),
    },
    {
      'withdrawals.csv': [...linesOf('withdrawals.csv'), 'exports-2024,total-2024,They were counted twice.,重复计算。'],
      'claims.csv': claims({ c3: { value: '104', precision: '1', source: 'weekly-2025' } }),
    },
  );
});

/** The feed after so many releases, by path. */
function filesAfter(count: number): Map<string, string> {
  const contents = releases.slice(0, count).map(toContent);
  return new Map(toFeedFiles(contents, description).map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
}
const atomAfter = (count: number, path = '/feed.atom') => parseAtomFeed(filesAfter(count).get(path) ?? '');
const linksOf = (feed: ReturnType<typeof atomAfter>) =>
  Object.fromEntries((feed.links ?? []).map(({ rel, href }) => [rel, (href ?? '').replace(description.origin, '')]));

describe('the feed', () => {
  it('has an entry for each release and each fact that it changed, newest first, with both values', () => {
    expect(atomAfter(5).entries?.map(({ title }) => title?.value)).toEqual([
      'Release 2025-05-05.1: 1 fact withdrawn',
      'Withdrawn: Xizang’s goods exports, 2024: 70 yuan',
      'Release 2025-05-04.1: 1 fact corrected',
      'Corrected: Xizang’s goods exports, 2024: 60 yuan → 70 yuan',
      'Release 2025-05-03.1: 1 fact added',
      'Added: Xizang’s goods exports, 2024: 60 yuan',
      'Release 2025-05-02.1: 1 fact revised',
      'Revised: Xizang’s goods trade, 2024: 100 yuan → 104 yuan',
      'Release 2025-05-01.1: 1 fact added',
      'Added: Xizang’s goods trade, 2024: 100 yuan',
    ]);
  });

  it('dates everything by the releases, and says what it is', () => {
    const feed = atomAfter(2);
    expect(feed).toMatchObject({
      title: { value: 'Apples' },
      updated: '2025-05-02T12:00:00Z',
      icon: 'https://apples.example/icon.svg',
      generator: { uri: 'https://apples.example/' },
      authors: [{ name: 'The apples' }],
    });
    expect(feed.entries?.map(({ published, updated }) => [published, updated])).toEqual(
      ['02', '02', '01', '01'].map((day) => [`2025-05-${day}T12:00:00Z`, `2025-05-${day}T12:00:00Z`]),
    );
    expect(linksOf(feed)).toMatchObject({ self: '/feed.atom', license: 'https://creativecommons.org/licenses/by/4.0/' });
    expect(feed.links).toContainEqual(
      expect.objectContaining({ rel: 'alternate', type: 'text/html', href: 'https://apples.example/' }),
    );
    expect(feed.entries?.map(({ categories }) => categories?.map(({ term }) => term))).toEqual([
      ['release'],
      ['totals', 'revised'],
      ['release'],
      ['totals', 'added'],
    ]);
  });

  it('never changes an id: they are made of the fact and the release', () => {
    expect(atomAfter(2).entries?.map(({ id }) => id)).toEqual([
      'urn:uuid:409c2f26-ca3f-5401-9ebb-5ffd6532bb60',
      'urn:uuid:8cc3141c-6c56-5533-847a-314d31831ff7',
      'urn:uuid:f112765c-720b-577d-89b5-949b2bb85ce6',
      'urn:uuid:12aa9007-f97c-5af6-b1dd-fc6ba515431b',
    ]);
    const ids = atomAfter(5).entries?.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(10);
    expect(ids.slice(-4)).toEqual(atomAfter(2).entries?.map(({ id }) => id));
  });

  it('holds a complete fact in each entry, with what it was and why it changed, in plain HTML', () => {
    const [, revised] = atomAfter(2).entries ?? [];
    expect(revised?.content?.value).toBe(
      [
        '<figure class="xt-card" data-fact="total-2024" data-status="stated" lang="en" aria-label="Xizang’s goods trade, 2024: 104 yuan; up 30% on the year before (derived); 2023: 80 yuan. Stated: 2 sources agree. Source: The Weekly, 3 February 2025.">',
        '<figcaption class="xt-title">Xizang’s goods trade</figcaption>',
        '<p class="xt-period"><time datetime="2024">2024</time></p>',
        '<p class="xt-value"><data value="104">104 yuan</data></p>',
        '<p class="xt-comparison">up 30% on the year before (derived)</p>',
        '<p class="xt-previous">2023: 80 yuan</p>',
        '<p class="xt-status">Stated: 2 sources agree</p>',
        '<div class="xt-foot">',
        '<p class="xt-source">Source: The Weekly, 3 February 2025</p></div>',
        '</figure>',
        '<p><img src="https://apples.example/facts/total-2024.png?release=2025-05-02.1" alt="" width="600" height="315"></p>',
        '<p lang="zh-Hans">2024年西藏货物贸易进出口总值：104元；同比增长30%（推算）；2023年：80元。2个来源公布，数值相符。来源：周刊，2025年2月3日。</p>',
        '<p>Revised in release <a href="https://apples.example/releases/2025-05-02.1/">2025-05-02.1</a>. It had been 100 yuan. Claim c3 (weekly-2025) is new. <span lang="zh-Hans">新增原始数据c3（weekly-2025）。</span></p>',
      ].join('\n'),
    );
    for (const text of filesAfter(5).values()) expect(text).not.toContain('xizang-trade');
  });

  it('says the sentence of a fact once in each language, whatever happened to the fact', () => {
    const facts = atomAfter(5).entries?.filter(({ title }) => !title?.value?.startsWith('Release')) ?? [];
    expect(facts).toHaveLength(5);
    const sentences = releases.flatMap((release) =>
      toContent(release).facts.flatMap(({ text }) => [text.en.sentence, text.zh.sentence]),
    );
    for (const { content } of facts) {
      const said = [...new Set(sentences)].map((sentence) => (content?.value ?? '').split(sentence).length - 1);
      expect(said.filter((times) => times > 0)).toEqual([1, 1]);
    }
  });

  it('has no empty list where a release changed no fact', async () => {
    const same = await releasesOf({}, {});
    const files = toFeedFiles(same.map(toContent), description);
    const { entries = [] } = parseAtomFeed(new TextDecoder().decode(files.find(({ path }) => path === '/feed.atom')?.bytes));
    expect(entries[0]?.title?.value).toBe('Release 2025-05-02.1: no fact changed');
    expect(entries.filter(({ content }) => /<ul>\s*<\/ul>/.test(content?.value ?? ''))).toEqual([]);
  });

  it('leads readers that take the first link, or the last alternate one, to the page', () => {
    for (const [path, text] of filesAfter(5)) {
      if (!path.endsWith('.atom')) continue;
      const { links = [] } = parseAtomFeed(text);
      const page = links.filter(({ rel }) => rel === 'alternate');
      expect([path, links[0]?.type, page]).toEqual([path, 'text/html', [links[0]]]);
      const json = filesAfter(5).get(path.replace('.atom', '.json'));
      if (json !== undefined) expect(JSON.parse(json).home_page_url).toBe(links[0]?.href);
    }
  });

  it('says of a withdrawn fact why, and what to take instead', () => {
    const [, withdrawn] = atomAfter(5).entries ?? [];
    expect(withdrawn?.content?.value).toContain(
      '<p>Withdrawn in release <a href="https://apples.example/releases/2025-05-05.1/">2025-05-05.1</a>. They were counted twice. <span lang="zh-Hans">重复计算。</span></p>\n<p>Take instead: <a href="https://apples.example/facts/total-2024">total-2024</a></p>',
    );
  });

  it('carries the note of a release', () => {
    const summary = atomAfter(2).entries?.[0];
    expect(summary?.content?.value).toContain(
      '<p>Note 2.</p>\n<p>Facts: 0 added, 0 corrected, 1 revised, 0 withdrawn. Observations: ',
    );
    expect(summary?.links?.[0]?.href).toBe('https://apples.example/releases/2025-05-02.1/');
  });

  it('is the same as JSON Feed: ids, titles, dates, contents, tags', () => {
    for (const path of ['/feed', '/feed/2025-05-02.1']) {
      const atom = atomAfter(3, `${path}.atom`);
      const json = parseJsonFeed(filesAfter(3).get(`${path}.json`) ?? '');
      expect(json).toMatchObject({
        title: atom.title?.value,
        description: atom.subtitle?.value,
        icon: atom.icon,
        feed_url: `https://apples.example${path}.json`,
        language: 'en',
      });
      expect(json.items?.length).toBeGreaterThan(1);
      expect(
        json.items?.map((item) => [
          item.id,
          item.title,
          item.date_published,
          item.date_modified,
          item.content_html,
          item.tags,
          item.url,
        ]),
      ).toEqual(
        atom.entries?.map((entry) => [
          entry.id,
          entry.title?.value,
          entry.published,
          entry.updated,
          entry.content?.value,
          entry.categories?.map(({ term }) => term),
          entry.links?.[0]?.href,
        ]),
      );
    }
    expect(JSON.parse(filesAfter(1).get('/feed.json') ?? '')).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      _license: { url: 'https://creativecommons.org/licenses/by/4.0/' },
    });
  });
});

describe('the feed of a topic', () => {
  it('has its facts alone, and an id of its own', () => {
    const totals = atomAfter(5, '/feeds/totals.atom');
    expect(totals.entries?.map(({ id }) => id)).toEqual(
      atomAfter(5)
        .entries?.filter(({ title }) => !title?.value?.startsWith('Release'))
        .map(({ id }) => id),
    );
    expect(totals.title?.value).toBe('Apples: Totals');
    expect(totals.id).not.toBe(atomAfter(5).id);
    expect(linksOf(totals)).toMatchObject({ self: '/feeds/totals.atom', related: '/feed.atom' });
  });

  it('stays as it is while its facts do', () => {
    const [before, after] = [filesAfter(1), filesAfter(5)];
    expect(after.get('/feeds/fairs.atom')).toBe(before.get('/feeds/fairs.atom'));
    expect(atomAfter(5, '/feeds/fairs.atom')).toMatchObject({ updated: '2025-05-01T12:00:00Z' });
  });
});

describe('archives (RFC 5005)', () => {
  it('lead from the subscription document through every release, and back', () => {
    const after = filesAfter(3);
    const walk = (path: string, rel: string): string[] => {
      const next = linksOf(parseAtomFeed(after.get(path) ?? ''))[rel];
      return next === undefined ? [path] : [path, ...walk(next, rel)];
    };
    const archives = ['/feed/2025-05-03.1.atom', '/feed/2025-05-02.1.atom', '/feed/2025-05-01.1.atom'];
    expect(walk('/feed.atom', 'prev-archive')).toEqual(['/feed.atom', ...archives]);
    expect(walk('/feed/2025-05-01.1.atom', 'next-archive')).toEqual(archives.toReversed());
    for (const path of archives) {
      expect(after.get(path)).toContain('<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>');
      expect(linksOf(parseAtomFeed(after.get(path) ?? ''))).toMatchObject({ current: '/feed.atom', self: path });
    }
    expect(after.get('/feed.atom')).not.toContain('fh:archive');
  });

  it('hold all entries together, each once', () => {
    const paths = [...filesAfter(5).keys()].filter((path) => /^\/feed\/.*\.atom$/.test(path));
    const ids = paths.flatMap((path) => atomAfter(5, path).entries?.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(
      atomAfter(5)
        .entries?.map(({ id }) => id)
        .toSorted(),
    );
  });

  it('never change, but for the link to the next one, which is added once', () => {
    const withoutNext = (text = '') => text.replace(/\n.*rel="next-archive".*/, '');
    for (const count of [1, 2, 3, 4]) {
      const [before, after] = [filesAfter(count), filesAfter(count + 1)];
      const archives = [...before.keys()].filter((path) => path.startsWith('/feed/'));
      expect(archives).toHaveLength(2 * count);
      const newest = `/feed/2025-05-0${count}.1.atom`;
      for (const path of archives) {
        const text = after.get(path);
        expect(path === newest ? withoutNext(text) : text, path).toBe(before.get(path));
      }
      expect(after.get(newest)).not.toBe(before.get(newest));
    }
  });

  it('take what the subscription document has no room for', () => {
    const [content] = releases.map(toContent) as [Content];
    const [fact] = content.facts as [Content['facts'][number]];
    const facts = Array.from({ length: 250 }, (_, index) => ({ ...fact, fact: `apples-${index}` }));
    const contents = [{ ...content, facts }];
    const files = new Map(toFeedFiles(contents, description).map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
    expect(parseAtomFeed(files.get('/feed.atom') ?? '').entries).toHaveLength(MOST_ENTRIES);
    expect(parseAtomFeed(files.get('/feed/2025-05-01.1.atom') ?? '').entries).toHaveLength(251);
    expect(JSON.parse(files.get('/feed.json') ?? '').next_url).toBe('https://apples.example/feed/2025-05-01.1.json');
    expect(JSON.parse(filesAfter(5).get('/feed.json') ?? '').next_url).toBeUndefined();
  });
});

describe('tables ahead of their release', () => {
  const feedOf = async (changes: Parameters<typeof computed>[0], past: readonly Frozen[]) => {
    const { dataset, computed: follows } = computed(changes);
    const { files } = await toPublication(dataset, follows, past, ASSETS);
    return files
      .filter(({ path }) => path.startsWith('/feed'))
      .map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)] as const);
  };

  it('add nothing to the feed, which tells of releases', async () => {
    expect(new Map(await feedOf(STORY[1], releases.slice(0, 1)))).toEqual(filesAfter(1));
  });

  it('are a feed of their own before the first release, without archives', async () => {
    const files = new Map(await feedOf({}, []));
    expect([...files.keys()].filter((path) => path.startsWith('/feed/'))).toEqual([]);
    expect(
      parseAtomFeed(files.get('/feed.atom') ?? '').entries?.map(({ title, links }) => [title?.value, links?.[0]?.href]),
    ).toEqual([
      ['Draft 2025-02-03.0+draft', 'https://apples.example/'],
      ['Added: Xizang’s goods trade, 2024: 100 yuan', 'https://apples.example/facts/total-2024'],
    ]);
  });
});
