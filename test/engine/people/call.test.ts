/** Call → Make: one person is called for each item, now. */
import type { IDataObject } from 'n8n-workflow';

import { byId, onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import { valueAt } from '../../../nodes/shared/declaration/dotPath';
import type { RunNodeOptions } from '../../support/engine';

useFastWaits();
const bench = useBench();

const number = '+77010000001';
const numberAt = (index: number) => `+7701${String(index).padStart(7, '0')}`;
const text = 'Your code is 1 2 3 4';

/** Calls somebody. */
async function make(
	parameters: IDataObject = {},
	options: Partial<RunNodeOptions> = {},
	own: Bench = bench(),
) {
	return await own.run('call', 'make', { number, text, ...parameters }, options);
}

const sentBy = (own: Bench = bench()) =>
	own.sandbox.requests.filter(({ path }) => path === '/api/v1/autocalls');
const bodies = (own: Bench = bench()) =>
	sentBy(own)
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as IDataObject);

describe('a call with a number and a text', () => {
	it('is made now: until the hours of the account end, with one contact, and the call comes out', async () => {
		const { items, error } = await make();

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				name: expect.stringMatching(/^\+77010000001 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
				client_id: expect.stringMatching(/^n8n-/),
				type: 'regular',
				audio_id: [{ type: 'synthesis', data: { text, voice: 'ru-RU-Wavenet-B' } }],
				list_id: [{ number }],
				time_from: '12:00:00',
				time_to: '20:30:00',
			},
		]);
		const [call] = bench().sandbox.store.calls.all();
		expect(items[0]?.json).toMatchObject({
			id: call?.id,
			number,
			status: 'in_queue',
			tries: 0,
			autocall_id: 301,
			autocall_status: 'moderation',
			max_cost: expect.any(Number),
			final_cost: null,
		});
		expect(items[0]?.json).not.toHaveProperty('calls');
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('takes a number in any usual format', async () => {
		await make({ number: '8 701 000-00-01' });
		expect(bodies()[0]?.list_id).toEqual([{ number }]);
	});

	it('sends what was added', async () => {
		bench().sandbox.seedRentedCallerId({ number: '+77080000001' });
		const { error } = await make({
			additionalFields: {
				callerId: { __rl: true, mode: 'number', value: '+77080000001' },
				clientId: 'order-17',
				extra: 'Aigul',
				maxTries: 3,
				name: 'Order 17',
				record: true,
				smsUnansweredText: 'Your code is 1234',
				triesInterval: 15,
			},
		});
		expect(error).toBeUndefined();
		expect(bodies()[0]).toMatchObject({
			caller_id: '+77080000001',
			client_id: 'order-17',
			list_id: [{ number, extra: 'Aigul' }],
			max_tries: 3,
			name: 'Order 17',
			record: true,
			sms_unanswered: true,
			text_unanswered: 'Your code is 1234',
			tries_interval: 15,
		});
	});

	it('plays a sound of the account', async () => {
		const { id } = bench().sandbox.seedSound();
		const { error } = await make({ messageSource: 'existing', soundId: byId(id) });
		expect(error).toBeUndefined();
		expect(bodies()[0]).toMatchObject({ type: 'regular', audio_id: [id] });
	});

	it('talks by a scenario', async () => {
		const { id } = bench().sandbox.seedScenario();
		const { error } = await make({ messageSource: 'scenario', scenarioId: byId(id) });
		expect(error).toBeUndefined();
		expect(bodies()[0]).toMatchObject({ type: 'interactive', scenario_id: id });
		expect(bodies()[0]).not.toHaveProperty('audio_id');
	});
});

describe('what cannot be sent is refused before anything is', () => {
	it.each<[string, IDataObject, string]>([
		['no number', { number: '={{ "" }}' }, '"Number" is required, but is empty [item 0]'],
		['a number abroad', { number: '+1 202 555 0100' }, 'must be a phone number in Kazakhstan'],
		['no text', { text: '={{ "" }}' }, '"Text" is required, but is empty [item 0]'],
		['a variable in the text', { text: 'Hello {{name}}' }, 'a spoken text has no variables'],
		[
			'a variable in the SMS',
			{ additionalFields: { smsUnansweredText: 'Hello {{name}}' } },
			'"SMS Text if Unanswered" has {{name}}, but a text for one person has no variables [item 0]',
		],
		[
			'an object in the text',
			{ text: '=Hello {{ {} }}' },
			'"Text" contains [object Object]: an expression returned an object where a text is needed',
		],
		['a timeout', { waitForResult: true, resultTimeout: 4 }, '"Result Timeout" must be 5 to 300'],
	])('%s', async (_title, parameters, message) => {
		const { error } = await make(parameters);
		expect(error?.message).toContain(message);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it.each([
		['nothing', '={{ $json.days }}', 'is required, but is empty'],
		['a comma', '={{ "," }}', 'must name at least one choice, but is ","'],
	])('days of which an expression returns %s', async (_what, allowedDays, problem) => {
		const { error } = await make({ options: { allowedDays } });
		expect(error?.message).toBe(`"Allowed Days" ${problem} [item 0]`);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('the same call twice, unless that is meant', async () => {
		const items = [{ a: 1 }, { a: 2 }];
		const { error } = await make({}, { items });
		expect(error?.message).toBe('Both items would make the same call to the same number');
		expect(error).toHaveProperty(
			'description',
			'Nothing was sent. Remove the duplicate items, for instance with a Remove Duplicates node. If you do want several, turn on Options → Allow Identical Campaigns.',
		);
		expect(bench().sandbox.requests).toEqual([]);

		const { items: made } = await make({ options: { allowIdentical: true } }, { items });
		expect(made).toHaveLength(2);
	});
});

it.each<[string, unknown, string]>([
	[
		'an error',
		{ message: 'Нет', errors: { name: ['Занято'] } },
		'refused the request (status 201)',
	],
	['a no', { success: false, message: 'Нет' }, 'refused the request (status 201)'],
])('a success that holds %s is a refusal: no call is told', async (_what, body, problem) => {
	bench().sandbox.faults.add({
		...{ kind: 'status', status: 201, body, method: 'POST', path: '/autocalls' },
	});
	const { items, error } = await make();
	expect(items).toEqual([]);
	expect(error?.message).toBe(`AutoCall.kz ${problem} [item 0]`);
});

it.each([{}, { code: null }, { code: '' }])(
	'a flash call without its code (%j) is in doubt',
	async (body) => {
		bench().sandbox.faults.add({
			...{ kind: 'status', status: 201, body, method: 'POST', path: '/flash-calls' },
		});
		const { items, error } = await bench().run('flashCall', 'send', { number });
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'AutoCall.kz returned no code; it may have been carried out anyway [item 0]',
		);
	},
);

describe('outside of the hours of the account', () => {
	const at = (time: string) => ({ now: () => new Date(`2026-03-16T${time}+05:00`) });

	it(
		'nobody is called, and the error says when it is allowed',
		onBench(at('22:10:00'), async (own) => {
			const { error } = await make({}, {}, own);
			expect(error?.message).toBe(
				'The call would start now, at 22:10, but the account may call and text from 11:00 to 20:30 (Almaty time) [item 0]',
			);
			expect(error).toHaveProperty(
				'description',
				'Nothing was sent. Set Options → Outside Allowed Hours to Move Into Allowed Hours, or ask AutoCall.kz support for longer hours.',
			);
			expect(bodies(own)).toEqual([]);
		}),
	);

	it.each([
		['22:10:00', { date_from: '2026-03-17', time_from: '11:00:00', time_to: '20:30:00' }],
		['07:00:00', { time_from: '11:00:00', time_to: '20:30:00' }],
	])('at %s the call moves to the next of them', async (time, moved) => {
		await onBench(at(time), async (own) => {
			await make({ options: { outsideAllowedHours: 'moveIntoWindow' } }, {}, own);
			expect(bodies(own)[0]).toMatchObject(moved);
		})();
	});

	it(
		'Send Anyway leaves it to the service, which refuses',
		onBench(at('22:10:00'), async (own) => {
			const { error } = await make({ options: { outsideAllowedHours: 'sendAnyway' } }, {}, own);
			expect(bodies(own)[0]).toMatchObject({ time_from: '22:10:00', time_to: '23:59:59' });
			expect(error?.message).toContain('AutoCall.kz did not accept');
		}),
	);

	it(
		'hours over midnight end in the morning',
		onBench({ ...at('23:10:00'), allowedFrom: '22:00:00', allowedTo: '06:00:00' }, async (own) => {
			await make({}, {}, own);
			expect(bodies(own)[0]).toMatchObject({ time_from: '23:10:00', time_to: '06:00:00' });
		}),
	);
});

describe('on a day that is not allowed', () => {
	// A Saturday.
	const saturday = { now: () => new Date('2026-03-21T12:00:00+05:00') };
	const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

	it(
		'nobody is called',
		onBench(saturday, async (own) => {
			const { error } = await make({ options: { allowedDays: weekdays } }, {}, own);
			expect(error?.message).toBe(
				'The call would start on Saturday, 2026-03-21, which is not one of the Allowed Days [item 0]',
			);
			expect(bodies(own)).toEqual([]);
		}),
	);

	it(
		'the call moves to the next allowed day',
		onBench(saturday, async (own) => {
			const options = { allowedDays: weekdays, outsideAllowedHours: 'moveIntoWindow' };
			await make({ options }, {}, own);
			expect(bodies(own)[0]).toMatchObject({
				date_from: '2026-03-23',
				time_from: '11:00:00',
				time_to: '20:30:00',
			});
		}),
	);
});

describe('Max Cost', () => {
	it('holds for all items together, five at a time', async () => {
		const items = Array.from({ length: 12 }, (_none, index) => ({ phone: numberAt(index) }));
		const one = await make({ options: { maxCost: 1000 } });
		const cost = Number(one.items[0]?.json.max_cost);
		const before = bodies().length;

		const { items: outcomes } = await make(
			{ number: '={{ $json.phone }}', options: { maxCost: 7.5 * cost } },
			{ items, continueOnFail: 'continueRegularOutput' },
		);

		const made = outcomes.filter(({ json }) => json.error === undefined);
		expect(made).toHaveLength(7);
		expect(bodies().length - before).toBe(7);
		expect(outcomes.find(({ json }) => json.error)?.json.error).toContain('for the whole run');
	});
});

describe('many people', () => {
	const rows = (count: number) =>
		Array.from({ length: count }, (_none, index) => ({
			phone: numberAt(index),
			code: String(1000 + index),
		}));
	const each = { number: '={{ $json.phone }}', text: '=Code {{ $json.code }}' };

	it('are called with texts of their own, and come out in order', async () => {
		const { items } = await make(each, { items: rows(23) });
		expect(items.map(({ json }) => json.number)).toEqual(rows(23).map(({ phone }) => phone));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			rows(23).map((_row, item) => ({ item })),
		);
		const texts = bodies().map((body): [unknown, unknown] => [
			valueAt(body, 'list_id.0.number'),
			valueAt(body, 'audio_id.0.data.text'),
		]);
		expect(new Map(texts)).toEqual(
			new Map(rows(23).map(({ phone, code }) => [phone, `Code ${code}`])),
		);
	});

	it('are not called any more after the first error', async () => {
		const { sandbox } = bench();
		sandbox.store.balance = 0;
		const { error } = await make(each, { items: rows(40) });
		expect(error?.message).toContain('The balance of the AutoCall.kz account is too low');
		expect(bodies().length).toBeLessThanOrEqual(5 + 4);
		expect(sandbox.store.autocalls.size).toBe(0);
	});
});

describe('Wait for Result', () => {
	const waiting = { waitForResult: true, resultTimeout: 60 };

	it(
		'gives how the call ended',
		onBench({ stepMs: 20, moderation: false }, async (own) => {
			own.sandbox.store.callOutcomes.set(number, 'success');
			const { items } = await make(waiting, {}, own);
			expect(items[0]?.json).toMatchObject({
				number,
				status: 'success',
				resultTimedOut: false,
				duration: expect.any(Number),
			});
			expect(sentBy(own).filter(({ method }) => method === 'POST')).toHaveLength(1);
		}),
	);

	it('says that there is none yet, and calls nobody again', async () => {
		const { items } = await make({ waitForResult: true, resultTimeout: 5 });
		expect(items[0]?.json).toMatchObject({ status: 'in_queue', resultTimedOut: true });
		expect(bodies()).toHaveLength(1);
	});

	it('keeps the ID of the call when polls get another response', async () => {
		bench().sandbox.faults.add({
			...{ kind: 'altered', alter: () => ({ data: {} }), times: 9 },
			...{ method: 'GET', path: '/autocalls/' },
		});
		const { items } = await make({ waitForResult: true, resultTimeout: 5 });
		expect(items[0]?.json).toMatchObject({ autocall_id: 301, resultTimedOut: true });
	});

	it('says that there is none also of a call that is made later', async () => {
		bench().sandbox.faults.add({
			...{ kind: 'statusAfterEffect', status: 202, method: 'POST', path: '/autocalls' },
		});
		const { items } = await make({ waitForResult: true, resultTimeout: 5 });
		expect(items[0]?.json).toEqual({ number, resultTimedOut: true });
	});

	it(
		'ends where moderators deny the call',
		onBench({ stepMs: 20 }, async (own) => {
			const { items } = await make(
				{ ...waiting, additionalFields: { name: 'deny this' } },
				{},
				own,
			);
			expect(items[0]?.json).toMatchObject({
				status: 'in_queue',
				autocall_status: 'denied',
				resultTimedOut: false,
			});
		}),
	);

	it(
		'polls many by the list, and goes on through errors of the service',
		onBench({ moderation: false, pageSize: 20 }, async (own) => {
			const rows = Array.from({ length: 40 }, (_none, index) => ({ phone: numberAt(index) }));
			const running = make({ number: '={{ $json.phone }}', ...waiting }, { items: rows }, own);
			const lists = () =>
				own.sandbox.requests.filter(
					({ method, path }) => method === 'GET' && path === '/api/v1/autocalls',
				);
			while (lists().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
			own.sandbox.finish();
			const { items } = await running;
			expect(items.every(({ json }) => json.resultTimedOut === false)).toBe(true);
			expect(items.map(({ json }) => json.number)).toEqual(rows.map(({ phone }) => phone));
			expect(sentBy(own).filter(({ method }) => method === 'POST')).toHaveLength(40);
		}),
	);
});
