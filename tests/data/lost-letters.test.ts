import { expect, it } from 'vitest';
import { checkLostLetters } from '../../data/check-lost-letters.ts';
import { formatIssue } from '../../data/issue.ts';
import { read } from '../../data/read.ts';
import { linesOf, tables } from './fixture.ts';
import { releasesOf } from './frozen.fixture.ts';

const MILESTONES = linesOf('milestones.csv').map((line) => line.replace('A port opened.', 'Lhasa’s café opened: 西'));

/** The complaints about these milestones after a release of those above. */
async function lostIn(change: (line: string) => string): Promise<string[]> {
  const [newest] = await releasesOf({ 'milestones.csv': MILESTONES });
  const { dataset } = read(tables({ 'milestones.csv': MILESTONES.map(change) }));
  if (newest === undefined || dataset === undefined) throw new Error('The fixture itself is invalid.');
  return checkLostLetters(dataset, newest).map(formatIssue);
}

it.each([
  ['one letter at the end', 'Lhasa’s café opened: ?'],
  ['all letters that ASCII does not have', 'Lhasa?s caf? opened: ?'.replace('a?s', 'a’s')],
])('%s that was released and is ? now is lost', async (_, lost) => {
  expect(await lostIn((line) => line.replace('Lhasa’s café opened: 西', lost))).toEqual([
    expect.stringMatching(/milestones\.csv:2:\d+: summary ".*\?" has \? where 2025-05-01\.1 has "Lhasa’s café opened: 西"/),
  ]);
});

it('another text with a question in it is not', async () => {
  expect(await lostIn((line) => line.replace('opened: 西', 'opened. Why?'))).toEqual([]);
  expect(await lostIn((line) => line)).toEqual([]);
});
