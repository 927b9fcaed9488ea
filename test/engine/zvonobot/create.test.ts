/** Call → Create: who is called, with what, and what comes out for each of them. */
import type { IDataObject } from 'n8n-workflow';

import {
	bodiesOf,
	byId,
	define,
	phoneAt,
	rows,
	sent,
	SPOKEN,
	useZvonobot,
} from '../../support/zvonobot';

const bench = useZvonobot({ balance: 1_000_000 });

const jsonOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);
const pairsOf = (items: Array<{ pairedItem?: unknown }>) =>
	items.map(({ pairedItem }) => pairedItem);
/** The body that was sent last, without the key. */
function sentBody(): IDataObject {
	const { apiKey: _key, ...body } = bodiesOf(bench(), 'create').at(-1) ?? {};
	return body;
}

describe('many people with the same message', () => {
	it('are called with one request, and each row gets its call', async () => {
		const { run, sandbox } = bench();
		const { items, error } = await run('call', 'create', SPOKEN, { items: rows(3) });
		expect(error).toBeUndefined();
		expect(sent(bench())).toEqual(['POST /apiCalls/create']);
		expect(jsonOf(items)).toMatchObject(
			sandbox.store.apiCalls.all().map(({ id, phone }) => ({ id, phone, status: 'created' })),
		);
		expect(pairsOf(items)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(bodiesOf(bench(), 'create')).toEqual([
			{
				apiKey: sandbox.apiKey,
				phones: [0, 1, 2].map(phoneAt),
				dutyPhone: 1,
				record: { text: 'Your order is ready.', gender: 0 },
			},
		]);
	});

	it('are told apart although the response has them in another order', async () => {
		bench().sandbox.surprises.order = 'reversed';
		const { items } = await bench().run('call', 'create', SPOKEN, { items: rows(4) });
		expect(jsonOf(items).map(({ phone }) => phone)).toEqual([0, 1, 2, 3].map(phoneAt));
		for (const { json } of items) {
			expect(bench().sandbox.store.findCall(Number(json.id))?.phone).toBe(json.phone);
		}
	});

	it('come out as the instruction has them, too: a bare object for one, a bare list for several', async () => {
		const { run, sandbox } = bench();
		sandbox.surprises.answers = 'asDocumented';
		for (const count of [1, 3]) {
			const { items, error } = await run('call', 'create', SPOKEN, { items: rows(count) });
			expect(error).toBeUndefined();
			expect(jsonOf(items)).toMatchObject(
				rows(count).map(({ phone }) => ({ phone, status: 'created' })),
			);
		}
	});

	it('a number that is refused or left out comes out with the reason, the others with their calls', async () => {
		const { run, sandbox } = bench();
		sandbox.store.refusedPhones.set(phoneAt(1), 'Оператор недоступен.');
		sandbox.store.missingPhones.set(phoneAt(2), 'notCalled');
		const { items, error } = await run('call', 'create', SPOKEN, { items: rows(4) });
		expect(error).toBeUndefined();
		expect(jsonOf(items)).toMatchObject([
			{ phone: phoneAt(0), status: 'created' },
			{ phone: phoneAt(1), status: 'refused', reason: 'Оператор недоступен.' },
			{
				phone: phoneAt(2),
				status: 'refused',
				reason:
					'Zvonobot left this number out of its response, and does not say why. It may be called all the same.',
			},
			{ phone: phoneAt(3), status: 'created' },
		]);
		expect(pairsOf(items)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
	});

	it.each<[string, unknown, unknown]>([
		['a list with gaps, which PHP sends as an object', { 0: { id: 4, phone: phoneAt(0) } }, 4],
		['nothing in the place of one', [{ id: 4, phone: phoneAt(0) }, null], 4],
		['a call without an ID', [{ id: null, phone: phoneAt(0) }], undefined],
	])('a response with %s is read as far as it goes', async (_what, data, id) => {
		const body = { status: 'success', data };
		bench().sandbox.faults.add({ kind: 'status', status: 200, body, path: '/apiCalls/create' });
		const { items, error } = await bench().run('call', 'create', SPOKEN, { items: rows(2) });
		expect(error).toBeUndefined();
		expect(jsonOf(items).map((json) => [json.id, json.status])).toEqual([
			[id, id === undefined ? 'refused' : 'created'],
			[undefined, 'refused'],
		]);
		const open = jsonOf(items).filter(({ status }) => status === 'refused');
		for (const { reason } of open) expect(reason).toContain('It may be called all the same.');
	});

	it.each(['7010000001', '+7 (701) 000-00-01', 77010000001])(
		'a phone that comes back as %p is found again',
		async (phone) => {
			const body = { status: 'success', data: [{ id: 4, phone }] };
			bench().sandbox.faults.add({ kind: 'status', status: 200, body, path: '/apiCalls/create' });
			const { items } = await bench().run('call', 'create', SPOKEN, { items: rows(2) });
			expect(jsonOf(items)).toMatchObject([{ id: 4, status: 'created' }, { status: 'refused' }]);
		},
	);

	it('calls that cannot be told apart belong to no row, and not to each of them', async () => {
		const body = { status: 'success', data: [{ id: 4 }, { id: 5 }] };
		bench().sandbox.faults.add({ kind: 'status', status: 200, body, path: '/apiCalls/create' });
		const { items } = await bench().run('call', 'create', SPOKEN, { items: rows(3) });
		expect(pairsOf(items)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }, undefined, undefined]);
		expect(jsonOf(items).map(({ id }) => id)).toEqual([undefined, undefined, undefined, 4, 5]);
	});

	it('everybody refused is no error either', async () => {
		const { run, sandbox } = bench();
		for (const index of [0, 1]) sandbox.store.blacklist.add(phoneAt(index));
		const { items, error } = await run('call', 'create', SPOKEN, { items: rows(2) });
		expect(error).toBeUndefined();
		expect(jsonOf(items).map(({ status }) => status)).toEqual(['refused', 'refused']);
	});

	it('every row comes out: also a second one with the same number, and one without a number', async () => {
		const items = [
			{ phone: '+7 701 000-00-01' },
			{ phone: '8 (701) 000 00 01' },
			{ phone: 'unknown' },
			{ phone: 77010000002 },
		];
		const parameters = { ...SPOKEN, invalidNumbers: 'skip' };
		const result = await bench().run('call', 'create', parameters, { items });
		const [{ id }] = jsonOf(result.items) as [IDataObject];
		expect(jsonOf(result.items)).toMatchObject([
			{ phone: '77010000001', status: 'created' },
			{
				...{ id, phone: '77010000001', status: 'duplicate' },
				reason: 'The same number as item 0; it is called once.',
			},
			{
				...{ phone: 'unknown', status: 'invalid' },
				reason:
					'number must be a phone number with its country code, such as +7 701 123 45 67, but is "unknown"',
			},
			{ phone: '77010000002', status: 'created' },
		]);
		expect(pairsOf(result.items)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
		expect(bench().sandbox.store.apiCalls.size).toBe(2);
	});

	it('a number that cannot be one stops the run before anybody is called', async () => {
		const items = [...rows(2), { phone: '701 000 00 03' }];
		const { error } = await bench().run('call', 'create', SPOKEN, { items });
		expect(error?.message).toBe(
			'"Contacts" has invalid contacts (1): item 2: number must be a phone number with its country code, such as +7 701 123 45 67, but is "701 000 00 03" [item 0]',
		);
		expect(sent(bench())).toEqual([]);
	});

	it('are called several times without Remove Duplicates, each with a call of its own', async () => {
		const items = [rows(1), rows(1)].flat();
		const result = await bench().run(
			'call',
			'create',
			{ ...SPOKEN, removeDuplicates: false },
			{ items },
		);
		const ids = jsonOf(result.items).map(({ id }) => id);
		expect(new Set(ids).size).toBe(2);
		expect(ids).not.toContain(undefined);
	});

	it('are sent 5,000 a request', async () => {
		const { items, error } = await bench().run('call', 'create', SPOKEN, { items: rows(10_001) });
		expect(error).toBeUndefined();
		expect(bodiesOf(bench(), 'create').map(({ phones }) => (phones as string[]).length)).toEqual([
			5_000, 5_000, 1,
		]);
		expect(items).toHaveLength(10_001);
		for (const [index, { json, pairedItem }] of items.entries()) {
			if (json.phone !== phoneAt(index) || json.status !== 'created') throw new Error(`${index}`);
			expect(pairedItem).toEqual({ item: index });
		}
	});

	it('the same number twice says so where it was refused, too', async () => {
		bench().sandbox.store.blacklist.add(phoneAt(0));
		const { items } = await bench().run('call', 'create', SPOKEN, {
			items: [rows(1), rows(1)].flat(),
		});
		expect(jsonOf(items)[1]).toEqual({
			...{ phone: phoneAt(0), status: 'duplicate' },
			reason: 'The same number as item 0; what became of it stands there.',
		});
	});

	it.each<[string, IDataObject]>([
		['all rows', {}],
		['one person an item', define('={{ $json.phone }}')],
	])('with Leave Out nobody is called where no number is one: %s', async (_how, people) => {
		const parameters = { ...SPOKEN, ...people, invalidNumbers: 'skip' };
		const items = [{ phone: 'x' }, { phone: '' }];
		const result = await bench().run('call', 'create', parameters, { items });
		expect(result.error).toBeUndefined();
		expect(jsonOf(result.items)).toMatchObject([{ status: 'invalid' }, { status: 'invalid' }]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(sent(bench())).toEqual([]);
	});

	it('hear the same: a text that differs from row to row stops the run', async () => {
		const parameters = { ...SPOKEN, text: '={{ "Row " + $json.row }}' };
		const { error } = await bench().run('call', 'create', parameters, { items: rows(2) });
		expect(error?.message).toBe(
			'"Text" is one text for all 2 contacts, but its expression returns different texts [item 0]',
		);
		expect(error?.description).toContain('set Contacts to Define Below');
		expect(sent(bench())).toEqual([]);
	});

	it('of which Execute Once takes the first only, which it says', async () => {
		const options = { items: rows(3), settings: { executeOnce: true } };
		const { items } = await bench().run('call', 'create', SPOKEN, options);
		expect(jsonOf(items)).toMatchObject([
			{
				status: 'created',
				note: 'Only the first of 3 input items was used, because Execute Once is on in the settings of the node.',
			},
		]);
	});

	it('come from JSON as well', async () => {
		const parameters = {
			...SPOKEN,
			contactsSource: 'json',
			contactsJson: JSON.stringify([{ number: '77010000001' }, '77010000002']),
		};
		const { items } = await bench().run('call', 'create', parameters);
		expect(jsonOf(items).map(({ phone }) => phone)).toEqual(['77010000001', '77010000002']);
		expect(pairsOf(items)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('have no variables: one that would be lost without a word is refused', async () => {
		const parameters = {
			...SPOKEN,
			contactsSource: 'json',
			contactsJson: JSON.stringify([{ number: '77010000001', variables: { name: 'Ann' } }]),
		};
		const { error } = await bench().run('call', 'create', parameters);
		expect(error?.message).toContain('has the unknown field "variables": a contact has number');
	});
});

describe('Define Below', () => {
	it('calls one person an item, each with a text of their own', async () => {
		const parameters = {
			...SPOKEN,
			...define('={{ $json.phone }}'),
			text: '={{ "Order " + $json.row }}',
		};
		const { items } = await bench().run('call', 'create', parameters, { items: rows(2) });
		expect(pairsOf(items)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(bodiesOf(bench(), 'create')).toMatchObject([
			{ phones: [phoneAt(0)], record: { text: 'Order 0' } },
			{ phones: [phoneAt(1)], record: { text: 'Order 1' } },
		]);
	});

	it('does not call the same person several times with the same message, unless that is allowed', async () => {
		const parameters = { ...SPOKEN, ...define('77010000001') };
		const { error } = await bench().run('call', 'create', parameters, { items: rows(2) });
		expect(error?.message).toBe('Both items would call the same people with the same message');
		expect(sent(bench())).toEqual([]);
		const allowed = await bench().run(
			'call',
			'create',
			{ ...parameters, options: { allowIdentical: true } },
			{ items: rows(2) },
		);
		expect(allowed.items).toHaveLength(2);
	});
});

describe('the message', () => {
	it.each([
		['female', 0],
		['male', 1],
	])('a text is spoken by a %s voice', async (voiceGender, gender) => {
		await bench().run('call', 'create', { ...SPOKEN, ...define(phoneAt(0)), voiceGender });
		expect(sentBody().record).toEqual({ text: 'Your order is ready.', gender });
	});

	it('is audio of the account, from an own number', async () => {
		const { run, sandbox } = bench();
		const { id } = sandbox.seedRecord();
		const { error } = await run('call', 'create', {
			...define(phoneAt(0)),
			callerId: byId('+7 727 000 00 01'),
			audioId: byId(id),
		});
		expect(error).toBeUndefined();
		expect(sentBody()).toEqual({
			phones: [phoneAt(0)],
			outgoingPhone: '77270000001',
			record: { id },
		});
	});

	it('needs no number to call from, where the account is set up that way', async () => {
		const { error } = await bench().run('call', 'create', {
			...{ ...SPOKEN, callerIdSource: 'none' },
			...define(phoneAt(0)),
		});
		expect(error).toBeUndefined();
		expect(sentBody()).toEqual({
			phones: [phoneAt(0)],
			record: { text: 'Your order is ready.', gender: 0 },
		});
	});

	it.each([
		[{ text: '={{ "" }}' }, '"Text" is required, but is empty [item 0]'],
		[{ text: 'x'.repeat(1025) }, '"Text" must have 1 to 1024 characters, but has 1025 [item 0]'],
		[
			{ callerIdSource: 'own', callerId: byId('={{ "" }}') },
			'"Caller ID" is required, but is empty [item 0]',
		],
		[
			{ messageSource: 'audio', audioId: byId('={{ "" }}') },
			'"Audio" is required, but is empty [item 0]',
		],
	])('%j is refused before anybody is called', async (more, message) => {
		const { error } = await bench().run('call', 'create', {
			...SPOKEN,
			...define(phoneAt(0)),
			...more,
		});
		expect(error?.message).toBe(message);
		expect(sent(bench())).toEqual([]);
	});
});

describe('Planned At', () => {
	const plan = async (plannedAt: unknown, timezone = 'Asia/Almaty') =>
		await bench().run(
			'call',
			'create',
			{ ...SPOKEN, ...define(phoneAt(0)), plannedAt } as IDataObject,
			{ timezone },
		);

	it.each([
		['2037-03-16T10:00:00', 'Asia/Almaty', '2037-03-16T10:00:00+05:00'],
		['2037-03-16T10:00:00', 'Europe/Moscow', '2037-03-16T10:00:00+03:00'],
		['2037-03-16T10:00:00+01:00', 'Asia/Almaty', '2037-03-16T10:00:00+01:00'],
		['={{ DateTime.fromISO("2037-03-16T10:00:00Z") }}', 'Asia/Almaty', '2037-03-16T10:00:00Z'],
	])('%s in %s', async (plannedAt, timezone, expected) => {
		const { error } = await plan(plannedAt, timezone);
		expect(error).toBeUndefined();
		expect(sentBody().plannedAt).toBe(Date.parse(expected) / 1000);
	});

	it('takes now, which is past when it is sent', async () => {
		expect((await plan('={{ $now }}')).error).toBeUndefined();
	});

	it.each([
		[
			'tomorrow',
			'"Planned At" must be a date and time such as 2027-03-16 10:00, but is "tomorrow" [item 0]',
		],
		['2020-03-16T10:00:00', '"Planned At" must lie ahead, but 2020-03-16 10:00 is past [item 0]'],
		['2050-03-16T10:00:00', '"Planned At" lies too far ahead: 2050-03-16 [item 0]'],
	])('%s is refused before anybody is called', async (plannedAt, message) => {
		expect((await plan(plannedAt)).error?.message).toBe(message);
		expect(sent(bench())).toEqual([]);
	});
});

describe('Additional Fields', () => {
	const add = async (additionalFields: IDataObject) =>
		await bench().run('call', 'create', { ...SPOKEN, ...define(phoneAt(0)), additionalFields });

	it('all of them go to the service in its form', async () => {
		const { error } = await add({
			smartDelay: 30,
			endOfSpeech: true,
			voiceDetection: true,
			startTime: '9:00',
			endTime: '20:30:00',
			excludeWeekends: true,
			lang: 'kk-KZ',
			needRecording: true,
			answerTimeout: 45,
			isManagerDeliveryPhone: true,
			plannedAtTimeZone: false,
			webhookUrl: 'https://example.com/hook',
			webhookParameters: '{ "deal": 7 }',
			webhookHeaders: '{ "X-Own": "1" }',
		});
		expect(error).toBeUndefined();
		expect(sentBody()).toMatchObject({
			...{ smartDelay: 30, endOfSpeech: 1, voiceDetection: 1, startTime: '09:00' },
			...{ endTime: '20:30', excludeWeekends: 1, lang: 'kk-KZ', needRecording: 1 },
			...{ answerTimeout: 45, isManagerDeliveryPhone: 1, plannedAtTimeZone: 0 },
			...{ webhookUrl: 'https://example.com/hook', webhookParameters: '{"deal":7}' },
			webhookHeaders: '{"X-Own":"1"}',
		});
	});

	it('the days of the week', async () => {
		const { error } = await add({ weekdays: [1, 5], startTime: '10:00', endTime: '20:00' });
		expect(error).toBeUndefined();
		expect(sentBody()).toMatchObject({ weekdays: [1, 5] });
	});

	it('JSON as the editor adds it is left out while it is empty', async () => {
		const { error } = await add({ webhookParameters: '{}', webhookHeaders: '{}' });
		expect(error).toBeUndefined();
		expect(Object.keys(sentBody())).toEqual(['record', 'dutyPhone', 'phones']);
	});

	it.each<[IDataObject, string]>([
		[
			{ weekdays: [1], excludeWeekends: true, startTime: '10:00', endTime: '20:00' },
			'"Weekdays" cannot be combined with Exclude Weekends [item 0]',
		],
		[{ weekdays: [1] }, '"Weekdays" has an effect only with Start Time and End Time [item 0]'],
		[
			{ excludeWeekends: true, startTime: '10:00' },
			'"Exclude Weekends" has an effect only with Start Time and End Time [item 0]',
		],
		[{ startTime: '25:00' }, '"Start Time" must be a time such as 09:00, but is "25:00" [item 0]'],
		[{ answerTimeout: 5 }, '"Ring Time (Seconds)" must be 15 to 60, but is 5 [item 0]'],
		[
			{ webhookUrl: 'example.com' },
			'"Webhook URL" must be a web address that starts with https://, but is "example.com" [item 0]',
		],
		[
			{ webhookHeaders: '{ "X Y": "1" }' },
			'"Webhook Headers (JSON)" has no header\'s name: "X Y" [item 0]',
		],
		[
			{ webhookHeaders: '{ "X": "a\\r\\nY: b" }' },
			'"Webhook Headers (JSON)" has a header whose value cannot be sent: "X" [item 0]',
		],
	])('%j is refused before anybody is called', async (fields, message) => {
		expect((await add(fields)).error?.message).toBe(message);
		expect(sent(bench())).toEqual([]);
	});
});
