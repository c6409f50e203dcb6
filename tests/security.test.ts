import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { describe, expect, it } from 'vitest';
import { classOf, framePolicy, SECURITY } from '../worker/security.ts';

/** As they are sent: that of a frame names the origin. */
const classes = Object.entries({ ...SECURITY, frame: { ...SECURITY.frame, ...framePolicy('https://xizang-trade.example') } });

const { HIGH, HIGH_MAYBE, MEDIUM, MEDIUM_MAYBE, SYNTAX } = Severity;

/** What Google's evaluator finds in a policy, of these severities; those that end in `MAYBE` are grave under a condition. */
function judge(policy: string | undefined, severities = [SYNTAX, HIGH, MEDIUM, HIGH_MAYBE, MEDIUM_MAYBE]): string[] {
  const findings = new CspEvaluator(new CspParser(policy ?? '').csp).evaluate();
  return findings.filter(({ severity }) => severities.includes(severity)).map(({ description }) => description);
}

describe('the policy of each class', () => {
  it.each(classes)('of a %s has nothing that csp_evaluator finds grave', (_, headers) => {
    expect(judge(headers['Content-Security-Policy'], [SYNTAX, HIGH, MEDIUM])).toEqual([]);
  });

  it.each(classes)('of a %s has only what may be grave about scripts of our own, and we host none of others', (name, headers) => {
    const jsonp = "'self' can be problematic if you host JSONP, AngularJS or user uploaded files.";
    // Of our origin, which a frame names beside 'self'
    const named = "No bypass found; make sure that this URL doesn't serve JSONP replies or Angular libraries.";
    const expected = { data: [], page: [jsonp], frame: [jsonp, named], picture: [] }[name];
    expect(judge(headers['Content-Security-Policy'])).toEqual(expected);
  });

  it('would be found grave with a script written into the page, or one from elsewhere', () => {
    expect(judge("script-src 'unsafe-inline'").length).toBeGreaterThan(0);
    expect(judge("default-src 'none'; script-src https:").length).toBeGreaterThan(0);
  });

  it('lets frames and pictures stand in any page, and nothing else', () => {
    const held = classes.filter(([, headers]) => !headers['Content-Security-Policy']?.includes("frame-ancestors 'none'"));
    expect(held.map(([name]) => name)).toEqual(['frame', 'picture']);
    const alone = classes.filter(([, headers]) => headers['Content-Security-Policy']?.includes("frame-ancestors 'none'"));
    expect(alone.map(([name]) => name)).toEqual(['data', 'page']);
  });
});

it.each([
  ['text/html; charset=utf-8', 'page'],
  ['image/svg+xml', 'picture'],
  ['image/png', 'picture'],
  ['text/csv; charset=utf-8; header=present', 'data'],
  ['application/atom+xml; charset=utf-8', 'data'],
])('%s is a %s', (type, expected) => expect(classOf(type)).toBe(expected));
