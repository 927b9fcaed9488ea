/** Phone verification by a flash call. The pages themselves need the whole n8n, which test/n8n runs. */
import type { IDataObject } from 'n8n-workflow';

import { startBench, useBench } from '../../support/autoCall';
import { outputOf, read } from './exampleFile';

const FILE = 'phone-verification.json';
const NUMBER = '+77011234567';
const ENDINGS = ['Say Yes', 'Say No', 'Say It Cannot Be Rung'];
const bench = useBench();

/** A visitor who enters a number on the first page, and something on the second, as often as it comes. */
async function visit(phone: string, digits: IDataObject) {
	const { engine, credential } = bench();
	const result = await engine.runWorkflow(read(FILE), {
		credentials: { autoCallApi: credential },
		triggerItems: [{ 'Phone number': phone, formMode: 'production' }],
		pinData: {
			'Ask for the Digits': [digits],
			...Object.fromEntries(ENDINGS.map((name) => [name, [{}]])),
		},
	});
	expect(result.error).toBeUndefined();
	return { result, endings: ENDINGS.filter((name) => result.nodes[name]) };
}

/** The code of the first flash call to a number: the sandbox gives it to everybody who starts the same. */
async function codeFor(number: string): Promise<string> {
	const { run, sandbox } = await startBench();
	const { items } = await run('flashCall', 'send', { number });
	await sandbox.close();
	return String(items[0]?.json.code);
}

it('says yes to a visitor who enters the digits of the caller, and passes the number on', async () => {
	const code = await codeFor(NUMBER);

	const { result, endings } = await visit('8 (701) 123-45-67', { 'Last 4 digits': ` ${code} ` });

	expect(endings).toEqual(['Say Yes']);
	expect(outputOf(result, 'Phone Verified')).toEqual([
		{ phone: NUMBER, verifiedAt: expect.stringMatching(/^\d{4}-.+\+05:00$/) as unknown },
	]);
	expect(bench().sandbox.requests.map(({ route, body }) => ({ route, body }))).toEqual([
		{ route: '/flash-calls', body: { number: NUMBER, digits: 4 } },
	]);
});

it('says no after three wrong tries, and rings only once', async () => {
	const code = await codeFor(NUMBER);
	const wrong = String((Number(code) + 1) % 10_000).padStart(4, '0');

	const { result, endings } = await visit(NUMBER, { 'Last 4 digits': wrong });

	expect(endings).toEqual(['Say No']);
	expect(result.nodes['Ask for the Digits']?.runs).toHaveLength(3);
	const left = result.nodes['Count the Tries']?.runs.map(({ data }) => data?.main?.[0]?.[0]?.json);
	expect(left).toEqual([{ triesLeft: 2 }, { triesLeft: 1 }, { triesLeft: 0 }]);
	expect(result.nodes).not.toHaveProperty('Phone Verified');
	expect(bench().sandbox.store.flashCalls.size).toBe(1);
});

it.each(['', '    ', 'null', 'undefined'])('says no to %j', async (digits) => {
	expect((await visit(NUMBER, { 'Last 4 digits': digits })).endings).toEqual(['Say No']);
});

it('says no at once when the time for the digits is over', async () => {
	// n8n then gives the page's input out, which has no digits but the code itself.
	const { result, endings } = await visit(NUMBER, { id: 1, code: await codeFor(NUMBER) });

	expect(endings).toEqual(['Say No']);
	expect(result.nodes['Ask for the Digits']?.runs).toHaveLength(1);
});

it.each(['12345', '+1 202 555 01 00', ''])('says that %j cannot be rung', async (phone) => {
	const { endings } = await visit(phone, { 'Last 4 digits': '0000' });

	expect(endings).toEqual(['Say It Cannot Be Rung']);
	expect(bench().sandbox.requests).toEqual([]);
});

it('says that a number cannot be rung which was rung three times within 5 minutes', async () => {
	for (let time = 0; time < 3; time += 1) {
		await bench().run('flashCall', 'send', { number: NUMBER });
	}

	expect((await visit(NUMBER, { 'Last 4 digits': '0000' })).endings).toEqual([
		'Say It Cannot Be Rung',
	]);
});

it('waits on the page for the digits, at most ten minutes', async () => {
	const { engine, credential, sandbox } = bench();

	const result = await engine.runWorkflow(read(FILE), {
		mode: 'webhook',
		startNode: 'Ask for the Phone',
		triggerItems: [{ 'Phone number': NUMBER }],
		credentials: { autoCallApi: credential },
	});

	expect(result.status).toBe('waiting');
	expect(result.waitTill).toBeDefined();
	expect(sandbox.store.flashCalls.size).toBe(1);
	const pages = read(FILE).nodes.filter(({ type }) => type === 'n8n-nodes-base.form');
	expect(pages).toHaveLength(4);
	for (const { parameters } of pages) {
		expect(parameters).toMatchObject({
			limitWaitTime: true,
			resumeAmount: 10,
			resumeUnit: 'minutes',
		});
	}
});

it('has nothing of the flash call on any page', () => {
	const pages = read(FILE).nodes.filter(({ type }) => /\.form(Trigger)?$/.test(type));
	expect(pages).toHaveLength(5);
	const expressions = [...JSON.stringify(pages).matchAll(/{{.*?}}/g)].map(([text]) => text);
	expect(expressions).toHaveLength(1);
	expect(expressions[0]?.match(/\$[\w.('"]+/g)).toEqual(['$json.triesLeft', '$json.triesLeft']);
});
