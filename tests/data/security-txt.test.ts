import { describe, expect, it } from 'vitest';
import { moveTo } from '../../data/commands/origin.ts';
import { computeTables } from '../../data/commands/tables.ts';
import { toSecurityTxt } from '../../data/formats/security-txt.ts';

const outcome = computeTables();
if (outcome.status === 'invalid') throw new Error('The tables have issues.');
const { description } = outcome.dataset;

const release = { id: '2026-02-28.1', released: '2026-02-28T23:59:59Z' };

describe('security.txt', () => {
  const lines = toSecurityTxt(description, release).split('\n');
  const fields = lines.slice(0, -1).map((line) => /^([A-Z][a-z-]+(?:-[A-Z][a-z]+)*): (.+)$/.exec(line)?.slice(1, 3));

  it('has the fields of RFC 9116, each once and on a line that ends', () => {
    expect(fields.map((field) => field?.[0])).toEqual(['Contact', 'Expires', 'Preferred-Languages', 'Canonical']);
    expect(lines.at(-1)).toBe('');
  });

  it('lapses less than a year after the release, whatever the day on which it is built', () => {
    const [, expires = ''] = fields[1] ?? [];
    // RFC 3339
    expect(expires).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    const days = (Date.parse(expires) - Date.parse(release.released)) / 86_400_000;
    expect(days).toBeGreaterThan(330);
    expect(days).toBeLessThan(365);
  });

  it('names the contact, and itself under the address that it is served from', () => {
    expect(fields[0]).toEqual(['Contact', description.contact]);
    expect(fields[3]).toEqual(['Canonical', `${description.origin}/.well-known/security.txt`]);
  });
});

describe('another address', () => {
  it('takes a contact along that is a page of ours, and no other', () => {
    const own = { ...description, origin: 'https://a.example', contact: 'https://a.example/#contact' };
    expect(moveTo('https://b.example', own)).toEqual({
      ...description,
      origin: 'https://b.example',
      contact: 'https://b.example/#contact',
    });
    for (const contact of ['mailto:data@a.example', 'https://a.example.org/issues'])
      expect(moveTo('https://b.example', { ...own, contact }).contact).toBe(contact);
  });
});
