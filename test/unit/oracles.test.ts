/** The oracles of the fault run find what they are for: each is given a report that is wrong in one way. */
import {
	gave,
	reachedState,
	tookEffectOnce,
	type Finding,
	type ItemReport,
} from '../support/faults/findings';
import { keyOf } from '../support/faults/key';
import { leaks } from '../support/faults/oracles';
import { Walk } from '../support/faults/walk';

const report = (more: Partial<ItemReport>): ItemReport => ({
	item: 0,
	state: 'succeeded',
	outputs: [{ json: { id: 7 } }],
	...more,
});
const failed = (said: string) => report({ state: 'failed', outputs: [], said });
const kindsOf = (findings: Finding[]) => findings.map(({ kind }) => kind);
const DOUBT = 'it may have been carried out';

describe('what creates, calls, texts or charges', () => {
	it.each<[string, number[], ItemReport, string[]]>([
		['is there once', [7], report({}), []],
		['is there twice', [7, 8], report({}), ['repeated']],
		['is not there', [], report({}), ['lost']],
		['is another one', [8], report({}), ['wrong']],
		['comes out twice', [7], report({ outputs: [{ json: { id: 7 } }, { json: {} }] }), ['wrong']],
		['failed', [], failed('No.'), []],
		['failed, and says that it may be there', [7], failed(DOUBT), []],
		['failed, is there, and says nothing of it', [7], failed('No.'), ['unclear']],
		['failed and is there twice', [7, 8], failed(DOUBT), ['repeated']],
		['failed and gave something', [], report({ state: 'failed', said: 'No.' }), ['wrong']],
		['was done before, and is named', [7], report({ state: 'doneBefore', said: 'Done: 7' }), []],
		['was done before, unnamed', [7], report({ state: 'doneBefore', said: 'No.' }), ['unclear']],
		['is said to be done before', [], report({ state: 'doneBefore', said: 'Done: 7' }), ['lost']],
		['was not reached, and is there', [7], report({ state: 'notReached' }), ['unclear']],
		['was not reached', [], report({ state: 'notReached' }), []],
	])('%s', (_what, held, given, found) => {
		expect(kindsOf(tookEffectOnce(() => held.map((id) => ({ id })))(given))).toEqual(found);
	});
});

describe('what changes or deletes, and what gives one thing', () => {
	it.each<[string, boolean, ItemReport, string[]]>([
		['is done', true, report({}), []],
		['is not done', false, report({}), ['lost']],
		['gives something else', true, report({ outputs: [{ json: { id: 8 } }] }), ['wrong']],
		['is said to be done before', false, report({ state: 'doneBefore' }), ['lost']],
		['failed', false, failed('No.'), []],
	])('%s', (_what, isDone, given, found) => {
		const judge = reachedState(
			() => isDone,
			({ id }) => id === 7,
		);
		expect(kindsOf(judge(given))).toEqual(found);
	});

	it('a read that gives nothing, or something else, has lost it', async () => {
		const judge = gave(({ json }) => json.id === 7);
		expect(await judge(report({}))).toEqual([]);
		for (const outputs of [[], [{ json: { id: 8 } }]]) {
			expect(kindsOf(await judge(report({ outputs })))).toEqual(['lost']);
		}
	});
});

describe('records that are read page by page', () => {
	it.each<[string, number[], boolean, string[]]>([
		['all of them', [5, 4, 3], true, []],
		['with what came meanwhile', [6, 5, 4, 3], true, []],
		['without what went meanwhile', [5, 4, 3], true, []],
		['one is missing', [5, 3], true, ['lost']],
		['one is missing, and so it says', [5], false, []],
		['one came twice', [5, 4, 4, 3], true, ['repeated']],
		['one came twice beside an error', [5, 5], false, ['repeated']],
		['one was never there', [9, 5, 4, 3], true, ['wrong']],
		['in another order', [4, 5, 3], true, ['wrong']],
	])('%s', (_what, given, isWhole, found) => {
		const walk = new Walk([5, 4, 3, 2]);
		walk.came(6);
		walk.went(2);
		expect(kindsOf(walk.faultsOf(given, isWhole))).toEqual(found);
	});

	it('more than the limit, and fewer', () => {
		expect(kindsOf(new Walk([5, 4, 3], 2).faultsOf([5, 4, 3], true))).toContain('wrong');
		expect(kindsOf(new Walk([5, 4, 3], 2).faultsOf([5], true))).toEqual(['lost']);
	});
});

describe('the key', () => {
	const key = keyOf(7);

	it.each([
		['as it is', key],
		['in an address', encodeURIComponent(key)],
		['in capitals', key.toUpperCase()],
		['backwards', [...key].reverse().join('')],
		['in hexadecimal digits', Buffer.from(key).toString('hex')],
		['in Base64', Buffer.from(`user:${key}`).toString('base64')],
		['in Base64 for addresses', Buffer.from(`x${key}y`).toString('base64url')],
	])('is seen %s', (_how, text) => {
		expect(kindsOf(leaks(['nothing', `before ${text} after`]))).toEqual(['leak']);
	});

	it('is not seen where it is not', () => {
		expect(leaks(['nothing', JSON.stringify({ apiKey: '***' })])).toEqual([]);
	});
});
