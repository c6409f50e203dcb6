import { beforeEach, describe, expect, it } from 'vitest';
import type { Mode } from './facts-server.ts';
import { failed, loaded, put, setMode, shownFacts, showsLightContent } from './page.ts';

const LIGHT = '<figure class="xt-card"><p>A complete figure</p></figure>';
const FAILURES = ['busy', 'missing', 'malformed', 'misshapen', 'reset'] satisfies Mode[];

beforeEach(() => {
  document.documentElement.lang = 'en';
});

describe.each(FAILURES)('when the server is %s', (mode) => {
  beforeEach(() => setMode(mode));

  it('what stands between the tags stays, and the event says why', async () => {
    const failure = failed();
    const element = put(`<xizang-trade fact="total-2025">${LIGHT}</xizang-trade>`);
    expect(showsLightContent(element)).toBe(true);
    const { error, unknown } = await failure;
    expect(error).toBeInstanceOf(Error);
    expect(unknown).toEqual([]);
    expect(element.state).toEqual({ status: 'failed', error });
    expect(showsLightContent(element)).toBe(true);
    // Nothing takes its place, and a note says that it may be out of date
    expect(element.shadowRoot?.textContent.trim()).toBe('Whether there is a newer figure could not be checked.');
  });

  it('an element with nothing between its tags shows a sentence in its language', async () => {
    const failure = failed();
    const element = put('<xizang-trade fact="total-2025" lang="zh-CN">\n</xizang-trade>');
    await failure;
    expect(element.shadowRoot?.querySelector('[part~=failed]')?.outerHTML).toBe(
      '<span class="xt-note xt-failed" lang="zh-Hans" part="note failed">未能载入。</span>',
    );
  });
});

it('while the server says nothing, what stands between the tags stays', async () => {
  await setMode('silent');
  const element = put(`<xizang-trade fact="total-2025">${LIGHT}</xizang-trade>`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(element.state).toEqual({ status: 'waiting' });
  expect(showsLightContent(element)).toBe(true);
});

describe('when the server is well again', () => {
  beforeEach(() => setMode('well'));

  it('an unknown fact leaves what stands between the tags, and its name is in the event', async () => {
    const failure = failed();
    const element = put(`<xizang-trade fact="atlantis-2025">${LIGHT}</xizang-trade>`);
    expect((await failure).unknown).toEqual(['atlantis-2025']);
    expect(showsLightContent(element)).toBe(true);
  });

  it('an element that asks for nothing says so', async () => {
    const failure = failed();
    const element = put('<xizang-trade></xizang-trade>');
    expect((await failure).error.message).toBe('Set fact, facts or topic.');
    expect(element.shadowRoot?.textContent.trim()).toBe('This could not be loaded.');
  });

  it('an element that failed tries again when it is put in again', async () => {
    await setMode('busy');
    const failure = failed();
    const element = put(`<xizang-trade fact="nepal-2025">${LIGHT}</xizang-trade>`);
    await failure;
    await setMode('well');
    const load = loaded();
    document.body.append(element);
    await load;
    expect(shownFacts(element)).toEqual(['nepal-2025']);
    expect(showsLightContent(element)).toBe(false);
  });

  it('a change to a fact that does not exist brings back what stands between the tags', async () => {
    const load = loaded();
    const element = put(`<xizang-trade fact="nepal-2025">${LIGHT}</xizang-trade>`);
    await load;
    const failure = failed();
    element.fact = 'atlantis-2025';
    await failure;
    expect(showsLightContent(element)).toBe(true);
  });
});
