/**
 * Values that are made to break something: each is refused under the parameter's label and with its item,
 * before anything is sent, not even for the sound item before it. FC_SEED repeats the combinations drawn.
 */
import type { IDataObject } from 'n8n-workflow';

import { RESOURCES } from '../../../nodes/AutoCall/operations';
import { silentMp3 } from '../../../sandbox/audio';
import { byId, useBench } from '../../support/autoCall';
import type { NodeResult, RunNodeOptions } from '../../support/engine';
import { extentOf } from '../../support/extent';
import { HOSTILE_CONTACTS, RESULTS } from '../../support/faults/hostile';
import {
	HOSTILE_PARAMETERS,
	parametersWith,
	titleOf,
	type HostileParameter,
} from '../../support/faults/hostileParameters';
import { seed } from '../../support/properties';
import { SeededRandom } from '../../support/seededRandom';

/** How many parameters are drawn at random, for ten values each. */
const DRAWN = extentOf('HOSTILE_VALUES', { usual: 60, thorough: 600 });

const bench = useBench();

/** An error can be read at a glance, whatever the value was. */
const LONGEST_MESSAGE = 400;

/** A value for a message of this test. */
const briefly = (value: unknown) => {
	const text = typeof value === 'string' ? JSON.stringify(value) : String(JSON.stringify(value));
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

/** The flaw in the words by which an item was refused; undefined if there is none. */
function flawIn(message: string, label: string, item: number): string | undefined {
	if (!message.startsWith(`"${label}" `))
		return `does not name "${label}": ${message.slice(0, 200)}`;
	if (!message.endsWith(` [item ${item}]`)) return `does not name the item: ${message.slice(-200)}`;
	if (message.length > LONGEST_MESSAGE) return `has ${message.length} characters`;
	if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(message)) return `is not plain: ${message}`;
	return undefined;
}

/** The flaw of a run that has to send nothing; undefined if there is none. */
function flawOf({ run }: NodeResult): string | undefined {
	const { requests, violations } = bench().sandbox;
	if (requests.length > 0) return `${requests.length} requests were sent`;
	if (violations.length > 0) return violations.join();
	if ('polluted' in run) return 'has changed the prototype of all objects';
	return undefined;
}

/** Something hostile that an item brings, and how a message of this test calls it. */
interface Hostile {
	json: IDataObject;
	called: string;
}

/**
 * Gives hostile items to a parameter: once behind a sound one, so that the first of them ends the run, and once
 * so that each is told of.
 *
 * @returns what is wrong with the refusals
 */
async function flawsWith(
	parameter: HostileParameter,
	hostile: Hostile[],
	expression = '$json.value',
): Promise<string[]> {
	const { run, engine, sandbox } = bench();
	const { resource, operation, sound, field } = parameter;
	const data = await engine.storeBinary(silentMp3(1), 'hello.mp3', 'audio/mpeg');
	const give = async (items: unknown[], continueOnFail?: RunNodeOptions['continueOnFail']) =>
		await run(resource, operation, parametersWith(parameter, expression), {
			items: items.map((json) => ({ json, binary: { data } })) as RunNodeOptions['items'],
			continueOnFail,
		});
	const items = hostile.map(({ json }) => json);
	const stopped = await give([{ value: sound }, ...items]);
	const flaws = [
		flawOf(stopped),
		flawIn(stopped.error?.message ?? '(no error)', field.displayName, 1),
	];
	const told = await give(items, 'continueRegularOutput');
	flaws.push(flawOf(told));
	expect(told.items.map(({ pairedItem }) => pairedItem)).toEqual(
		items.map((_, item) => ({ item })),
	);
	for (const [item, { called }] of hostile.entries()) {
		const { message = '(no error)' } = told.items[item]?.error ?? {};
		const flaw = flawIn(message, field.displayName, item);
		if (flaw) flaws.push(`${called}: ${flaw}`);
	}
	sandbox.requests.length = 0;
	return flaws.filter((flaw) => flaw !== undefined);
}

/** Values that items bring, for a parameter that is `$json.value`. */
const valued = (values: unknown[]): Hostile[] =>
	values.map((value) => ({ json: { value } as IDataObject, called: briefly(value) }));

/** The first parameter of each kind of hostility and of each type, so that every parser gets all values. */
const representatives = HOSTILE_PARAMETERS.filter(
	({ values, field }, index) =>
		HOSTILE_PARAMETERS.findIndex(
			(other) => other.values === values && other.field.type === field.type,
		) === index,
);

it('there are more than 200 of them, for the parameters of every resource', () => {
	const values = new Set(representatives.flatMap((one) => one.values.map(briefly)));
	expect(values.size).toBeGreaterThan(200);
	const resources = new Set(HOSTILE_PARAMETERS.map(({ resource }) => resource));
	expect([...resources]).toEqual(Object.keys(RESOURCES));
});

describe('everything that is hostile to a parameter is refused', () => {
	it.each(representatives.map((parameter) => [titleOf(parameter), parameter] as const))(
		'%s',
		async (_title, parameter) => {
			expect(await flawsWith(parameter, valued(parameter.values))).toEqual([]);
		},
	);
});

it(`any of them is refused by any parameter of any operation (FC_SEED=${seed})`, async () => {
	const random = new SeededRandom(seed);
	const wrong: Record<string, string[]> = {};
	for (let drawn = 0; drawn < DRAWN; drawn++) {
		const parameter = random.pick(HOSTILE_PARAMETERS);
		const values = Array.from({ length: 10 }, () => random.pick(parameter.values));
		const flaws = await flawsWith(parameter, valued(values));
		if (flaws.length > 0) wrong[titleOf(parameter)] = flaws;
	}
	expect(wrong).toEqual({});
});

describe('contacts that cannot be sent are named by their place', () => {
	it.each([
		['contactList', 'create', {}],
		['smsBulk', 'create', { text: 'Hello' }],
	])('%s %s', async (resource, operation, more) => {
		const result = await bench().run(
			resource,
			operation,
			{ name: 'Name', contactsSource: 'json', contactsJson: '={{ $json.contacts }}', ...more },
			{
				items: HOSTILE_CONTACTS.map((contact) => ({ contacts: `[${contact}]` })),
				continueOnFail: 'continueRegularOutput',
			},
		);
		expect(flawOf(result)).toBeUndefined();
		const wrong = HOSTILE_CONTACTS.flatMap((contact, item) => {
			const { message = '(no error)' } = result.items[item]?.error ?? {};
			const flaw = message.startsWith('"Contacts" has invalid contacts (1): contact 1: ')
				? flawIn(message, 'Contacts', item)
				: message.slice(0, 200);
			return flaw ? [`${briefly(contact)}: ${flaw}`] : [];
		});
		expect(wrong).toEqual([]);
	});
});

/** Results of expressions that are valid for these parameters after all. */
const isRightAfterAll = ({ field }: HostileParameter, expression: string) =>
	(field.type === 'boolean' && /^(true|false)$/.test(expression)) ||
	(/^(date|time)(From|To)$/.test(field.name) && /^(new Date\(0\)|DateTime)/.test(expression)) ||
	// n8n makes a text of it.
	(field.type === 'string' && !field.parse && expression === 'DateTime.now()') ||
	(/^(name|clientId|text|textUnanswered)$/.test(field.name) && expression === 'DateTime.now()') ||
	(field.name === 'data' && expression === 'Object.create({ a: 1 })');

describe('what an expression gives that is no value of the parameter is refused', () => {
	it.each(representatives.map((parameter) => [titleOf(parameter), parameter] as const))(
		'%s',
		async (_title, parameter) => {
			const expressions = RESULTS.filter((one) => !isRightAfterAll(parameter, one));
			const hostile = expressions.map((called, nth) => ({ json: { nth }, called }));
			const results = expressions.map((one) => `() => (${one})`).join(', ');
			const given = `'nth' in $json ? [${results}][$json.nth]() : $json.value`;
			expect(await flawsWith(parameter, hostile, given)).toEqual([]);
		},
	);
});

/** A request as it is expected, without what does not matter here. */
interface Sent {
	path?: string;
	query?: Record<string, string>;
	body?: object;
}

const soundId = byId(5);
const odd = 'a\0b\u202ec\r\nd\u2066e 📞';

describe('what is odd, and right after all, is sent exactly so', () => {
	it.each<[string, string, string, IDataObject, Sent]>([
		...[' 73 ', '\ufeff73', '73\u2028', '\t73\n', '+73', '0073', 73].map(
			(callId): [string, string, string, IDataObject, Sent] => [
				`the ID ${JSON.stringify(callId)}`,
				'call',
				'get',
				{ callId },
				{ path: '/api/v1/calls/73' },
			],
		),
		...['__proto__', 'constructor', '-', '_', 'a-b_c.d.e', '0'].map(
			(file): [string, string, string, IDataObject, Sent] => [
				`the file ${file}`,
				'sound',
				'transcribeAnswer',
				{ file },
				{ path: `/api/v1/sounds/listen/${file}`, query: { type: 'text' } },
			],
		),
		...[
			...['\u202e+77010000001\u202c', '8 (701) 000-00-01', '+7\u00a0701\u2009000\u206000\u201001'],
			...[77010000001, 7.7010000001e10, 87010000001, '7010000001', '\ufeff77010000001'],
		].map((number): [string, string, string, IDataObject, Sent] => [
			`the number ${JSON.stringify(number)}`,
			'flashCall',
			'send',
			{ number },
			{ body: { number: '+77010000001', digits: 4 } },
		]),
		[
			'a name with control and direction characters',
			'contactList',
			'update',
			{ contactListId: byId(101), updateFields: { name: odd, clientId: '__proto__' } },
			{ path: '/api/v1/lists/101', body: { name: odd, client_id: '__proto__' } },
		],
		[
			'a filter that looks like more of the query',
			'autocall',
			'getAll',
			{ filters: { clientId: `x&order=asc&page=9#y?z=1/../%2f+ ${odd}` } },
			{
				path: '/api/v1/autocalls',
				query: { client_id: `x&order=asc&page=9#y?z=1/../%2f+ ${odd}`, page: '1' },
			},
		],
		[
			'words and numbers in other forms',
			'sound',
			'synthesize',
			{ name: 12345, text: 0, speed: '1,5', pitch: -0 },
			{
				body: {
					name: '12345',
					type: 'synthesis',
					data: [{ text: '0', voice: 'ru-RU-Wavenet-B', speed: 1.5, pitch: 0 }],
				},
			},
		],
		[
			'yes and no as words',
			'account',
			'updateSettings',
			{ updateFields: { subscribe: 'FALSE', notificationsSubscribe: 'True' } },
			{ body: { subscribe: false, notifications_subscribe: true } },
		],
		[
			'a structure that names a prototype',
			'scenario',
			'create',
			{ name: 'Name', data: '{"__proto__":{"polluted":true},"constructor":1}' },
			{ body: { name: 'Name', data: '{"__proto__":{"polluted":true},"constructor":1}' } },
		],
		[
			'the same list twice',
			'smsBulk',
			'calculateCost',
			{ name: 'Name', text: 'Hi', contactsSource: 'contactLists', contactListIds: ' 1,2,, 1 ' },
			{ body: { name: 'Name', text: 'Hi', list_id: [1, 2] } },
		],
		[
			'a moment instead of a day and of a time',
			'autocall',
			'update',
			{
				autocallId: byId(301),
				updateFields: { dateFrom: '2026-03-16T22:00:00Z', timeFrom: '2026-03-16T09:30:00+05:00' },
			},
			{
				path: '/api/v1/autocalls/301',
				body: { date_from: '2026-03-17', time_from: '09:30:00' },
			},
		],
		[
			'the longest text of an SMS',
			'autocall',
			'calculateCost',
			{
				...{ name: 'Name', soundId, contactsSource: 'contactLists', contactListIds: [1] },
				additionalFields: { text: 'x'.repeat(1_600) },
			},
			{
				body: {
					...{ name: 'Name', type: 'regular', audio_id: [5], list_id: [1] },
					...{ text: 'x'.repeat(1_600), sms: true },
				},
			},
		],
	])('%s', async (_title, resource, operation, parameters, { path, query, body }) => {
		const { run, sandbox } = bench();
		const { run: data } = await run(resource, operation, parameters);
		const [request] = sandbox.requests;
		if (path !== undefined) expect(request?.path).toBe(path);
		if (query !== undefined) expect(request?.query).toEqual(query);
		if (body !== undefined) expect(request?.body).toEqual(body);
		expect('polluted' in data).toBe(false);
	});

	it('variables that are named like members of objects', async () => {
		const { run, sandbox } = bench();
		const variables = '{"constructor":"a","toString":7,"hasOwnProperty":-0,"valueOf":null}';
		const contactsJson = `[{"number":"+77010000001","variables":${variables}}]`;
		await run('contactList', 'create', { name: 'Name', contactsSource: 'json', contactsJson });
		expect(sandbox.requests[0]?.body).toMatchObject({
			numbers: [
				{
					number: '+77010000001',
					variables: { constructor: 'a', toString: '7', hasOwnProperty: '0' },
				},
			],
		});
		expect(sandbox.store.contacts.size).toBe(1);
	});
});

describe('names of input fields', () => {
	const items = [{ phone: '+77010000001' }, { phone: '+77010000002' }];

	it.each(['__proto__', 'constructor', 'toString', 'constructor.name', '__proto__.x', 'a..b', '.'])(
		'the numbers are not where %s is',
		async (numberField) => {
			const { run, sandbox } = bench();
			const parameters = { name: 'Name', contactsSource: 'inputItems', numberField };
			const { error } = await run('contactList', 'create', parameters, { items });
			expect(error?.message).toBe(
				`"Number Field" cannot be found: no item has the field ${numberField}. Fields of the items: phone [item 0]`,
			);
			expect(sandbox.requests).toEqual([]);
		},
	);

	it.each(['__proto__', 'a b', 'имя', 'a\0', '{{a}}', 'x'.repeat(31), 'a.b c'])(
		'no variable can be named %j',
		async (variableFields) => {
			const { run, sandbox } = bench();
			const parameters = { name: 'Name', contactsSource: 'inputItems', variableFields };
			const { error } = await run('contactList', 'create', parameters, {
				items: items.map(
					(item) =>
						JSON.parse(
							`{"phone":"${item.phone}",${JSON.stringify(variableFields)}:"x"}`,
						) as IDataObject,
				),
			});
			expect(error?.message).toMatch(/^"(Contacts|Variable Fields)" /);
			expect(error?.message).toContain('must be named with at most 30 Latin letters, digits and _');
			expect(error?.message).not.toContain('\0');
			expect(sandbox.requests).toEqual([]);
		},
	);
});

describe('operations that do not exist', () => {
	it.each(['constructor', '__proto__', 'toString', 'getBalance/', '../getBalance'])(
		'account %s',
		async (operation) => {
			const { run, sandbox } = bench();
			const { error } = await run('account', operation);
			expect(error?.message).toBe(
				`The operation "${operation}" of the resource "account" does not exist`,
			);
			expect(sandbox.requests).toEqual([]);
		},
	);

	// Without its resource n8n doesn't know the operation either.
	it.each(['constructor', '__proto__', 'hasOwnProperty', '../account'])(
		'%s getBalance',
		async (resource) => {
			const { run, sandbox } = bench();
			const { error } = await run(resource, 'getBalance');
			expect(error?.message).toBe('Could not get parameter "operation"');
			expect(sandbox.requests).toEqual([]);
		},
	);
});
