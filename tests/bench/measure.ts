import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '../../data/formats/csv.ts';
import { type Answer, ask, headerOf } from './answer.ts';
import { type Folders, type Scripts, startBare, startNaive, startOurs } from './contestants.ts';
import { type Ask, load, type Measured } from './load.ts';
import { startNginx } from './nginx.ts';
import type { Options } from './options.ts';
import { distinctQueries, type Scenario, scenarios } from './scenarios.ts';
import { residentMiB, type Server } from './server.ts';

export const names = ['bare', 'ours', 'naive', 'nginx'] as const;
export type Name = (typeof names)[number];

/** What one scenario came to: for each contestant its rounds, in their order. `bytes` is the size of the answer. */
export type Outcome = { scenario: Scenario; bytes: number; rounds: Partial<Record<Name, readonly Measured[]>> };

/** All scenarios, and the resident memory of each server after them, in MiB. */
export type Comparison = { outcomes: readonly Outcome[]; resident: Partial<Record<Name, number>> };

const WARM_UP_S = 2;
/** So many queries are passed over from one round to the next: more than are answered in one. */
const QUERIES_OF_ROUND = 4000;

/** Lets the contestants answer in turns: scenario by scenario, round by round, each round in the opposite order of the last. */
export async function compare(folder: string, scripts: Scripts, folders: Folders, options: Options): Promise<Comparison> {
  const running: Server[] = [];
  const started = async (starting: Promise<Server>) => {
    const server = await starting;
    running.push(server);
    return server;
  };
  try {
    const ours = await started(startOurs({ folder: join(folder, 'ours'), scripts, folders }));
    const naive = await started(startNaive({ folder: join(folder, 'naive'), scripts, folders }));
    const chosen = scenarios.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
    const answers = new Map<Scenario, Answer>();
    for (const scenario of chosen) answers.set(scenario, await answerOf(ours, scenario));
    const whole = chosen.filter(({ nginx, conditional }) => nginx && conditional === undefined);
    const files = new Map(whole.map((scenario) => [scenario.path, answers.get(scenario) as Answer]));
    const nginx = await startNginx(join(folder, 'nginx'), files);
    if (nginx !== undefined) running.push(nginx);

    const queries = join(folder, 'queries.txt');
    writeFileSync(queries, distinctQueries(partnersIn(folders)).join('\n'));
    const outcomes: Outcome[] = [];
    const resident: Partial<Record<Name, number>> = {};
    for (const scenario of chosen) {
      const answer = answers.get(scenario) as Answer;
      if (scenario.headers['Accept-Encoding'] === 'br' && headerOf(answer, 'content-encoding') !== 'br') continue;
      const bare = await started(startBare({ folder: join(folder, `bare-${scenario.name}`), scripts }, answer));
      const servers: Partial<Record<Name, Server>> = {
        ...{ bare, ours },
        ...(scenario.naive ? { naive } : {}),
        ...(scenario.nginx && nginx !== undefined && files.has(scenario.path) ? { nginx } : {}),
      };
      outcomes.push({
        scenario,
        bytes: answer.bytes.length,
        rounds: await runRounds(scenario, answer, servers, queries, options),
      });
      for (const [name, server] of Object.entries(servers)) resident[name as Name] = residentMiB(server.pid);
      await bare.stop();
    }
    return { outcomes, resident };
  } finally {
    await Promise.all(running.map((server) => server.stop()));
  }
}

/** The partners of the dataset, which a query may name. */
function partnersIn({ files }: Folders): string[] {
  const rows = parseCsv(readFileSync(join(files, 'observations.csv'), 'utf8'));
  return [...new Set(rows.map(({ partner }) => String(partner)))];
}

async function runRounds(
  scenario: Scenario,
  expected: Answer,
  servers: Partial<Record<Name, Server>>,
  queries: string,
  { rounds, seconds }: Options,
): Promise<Outcome['rounds']> {
  const results: Partial<Record<Name, Measured[]>> = {};
  const contestants = Object.entries(servers) as [Name, Server][];
  const asks = new Map<Name, Ask>();
  for (const [name, server] of contestants) {
    const headers = await headersFor(server, scenario);
    verify(name, scenario, expected, await ask(`${server.origin}${scenario.path}`, headers));
    asks.set(name, { path: scenario.path, headers });
    await load(server, { path: scenario.path, headers }, WARM_UP_S);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, server] of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const asked = asks.get(name) as Ask;
      const paths = scenario.distinct && { paths: { file: queries, skip: round * QUERIES_OF_ROUND } };
      const measured = await load(server, { ...asked, ...paths }, seconds);
      results[name] = [...(results[name] ?? []), measured];
      say(scenario, name, round, measured);
    }
    // A refresh that failed would have been measured as something else
    if (servers.ours !== undefined) await answerOf(servers.ours, scenario);
  }
  return results;
}

/** What ours says, once the release of KV is live. */
async function answerOf(server: Server, scenario: Scenario): Promise<Answer> {
  const answer = await ask(`${server.origin}${scenario.path}`, await headersFor(server, scenario));
  const state = headerOf(answer, 'release-state');
  if (state !== 'current')
    throw new Error(`Release-State of ${scenario.path} is "${state}", and only what comes from KV is measured.`);
  return answer;
}

async function headersFor(server: Server, { conditional, headers, path }: Scenario): Promise<Record<string, string>> {
  if (conditional === undefined) return headers;
  const tag = headerOf(await ask(`${server.origin}${path}`, headers), 'etag');
  return { ...headers, 'If-None-Match': tag };
}

/** Nobody wins by another answer: the status is the same, and of whole files every byte. */
function verify(name: Name, { naive, nginx, conditional, path }: Scenario, expected: Answer, { status, bytes }: Answer): void {
  const isWhole = (naive && nginx && conditional === undefined) || name === 'bare';
  const isSame =
    status === expected.status &&
    (!isWhole || Buffer.compare(bytes, expected.bytes) === 0) &&
    (status === 304 || bytes.length > 0);
  if (!isSame)
    throw new Error(
      `${name} answers ${path} with ${status} and ${bytes.length} bytes; expected ${expected.status} and ${expected.bytes.length}.`,
    );
}

function say({ name }: Scenario, contestant: Name, round: number, { perSecond, cpu }: Measured): void {
  console.log(
    `${name.padEnd(14)} ${contestant.padEnd(6)} round ${round + 1}  ${perSecond.toFixed(0).padStart(6)}/s  ${cpu.toFixed(0).padStart(6)} µs of CPU`,
  );
}
