/** SMS Message → Send: one person is texted for each item, now. */
import type { IDataObject } from 'n8n-workflow';

import { onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import type { RunNodeOptions } from '../../support/engine';

useFastWaits();
const bench = useBench();

const number = '+77010000001';
const numberAt = (index: number) => `+7701${String(index).padStart(7, '0')}`;
const text = 'Your order is ready';

/** Texts somebody. */
async function send(
	parameters: IDataObject = {},
	options: Partial<RunNodeOptions> = {},
	own: Bench = bench(),
) {
	return await own.run('smsMessage', 'send', { number, text, ...parameters }, options);
}

const bodies = (own: Bench = bench()) =>
	own.sandbox.requests
		.filter(({ method, path }) => method === 'POST' && path === '/api/v1/bulks')
		.map(({ body }) => body as IDataObject);

it('sends a text to a number now, and gives the message', async () => {
	const { items, error } = await send();

	expect(error).toBeUndefined();
	// Without a day and a time it starts at once.
	expect(bodies()).toEqual([
		{
			name: expect.stringMatching(/^\+77010000001 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
			client_id: expect.stringMatching(/^n8n-/),
			text,
			list_id: [{ number }],
		},
	]);
	const [message] = bench().sandbox.store.messages.all();
	expect(items).toEqual([
		{
			json: expect.objectContaining({
				id: message?.id,
				number,
				status: 'queued',
				bulk_id: 401,
				bulk_status: 'moderation',
				max_cost: 16,
				final_cost: null,
			}),
			pairedItem: { item: 0 },
		},
	]);
	expect(items[0]?.json).not.toHaveProperty('messages');
});

it('sends the remark, the name and the ID that were added', async () => {
	await send({ additionalFields: { clientId: 'order-17', extra: 'Aigul', name: 'Order 17' } });
	expect(bodies()[0]).toMatchObject({
		client_id: 'order-17',
		list_id: [{ number, extra: 'Aigul' }],
		name: 'Order 17',
	});
});

it.each<[string, IDataObject, string]>([
	[
		'a variable, which nobody fills in',
		{ text: 'Hello {{name}}' },
		'"Text" has {{name}}, but a text for one person has no variables [item 0]',
	],
	[
		'a variable on Expression, which n8n leaves empty',
		{ text: '=Hello {{name}}' },
		'"Text" is on Expression, where n8n leaves {{name}} empty [item 0]',
	],
	[
		'a remark that is too long',
		{ additionalFields: { extra: 'x'.repeat(61) } },
		'"Extra" must have at most 60 characters, but has 61 [item 0]',
	],
])('refuses %s', async (_title, parameters, message) => {
	const { error } = await send(parameters);
	expect(error?.message).toBe(message);
	expect(bench().sandbox.requests).toEqual([]);
});

it(
	'is not sent outside of the hours of the account',
	onBench({ now: () => new Date('2026-03-16T22:10:00+05:00') }, async (own) => {
		const { error } = await send({}, {}, own);
		expect(error?.message).toBe(
			'The SMS would start now, at 22:10, but the account may call and text from 11:00 to 20:30 (Almaty time) [item 0]',
		);
		expect(bodies(own)).toEqual([]);

		await send({ options: { outsideAllowedHours: 'moveIntoWindow' } }, {}, own);
		expect(bodies(own)[0]).toMatchObject({ date_from: '2026-03-17', time_from: '11:00:00' });
	}),
);

it(
	'moves to the first allowed hour of the next allowed day',
	onBench({ now: () => new Date('2026-03-21T12:00:00+05:00') }, async (own) => {
		const options = { allowedDays: ['monday'], outsideAllowedHours: 'moveIntoWindow' };
		await send({ options }, {}, own);
		expect(bodies(own)[0]).toMatchObject({ date_from: '2026-03-23', time_from: '11:00:00' });
	}),
);

describe('Wait for Result', () => {
	const waiting = { waitForResult: true, resultTimeout: 60 };

	it.each(['delivered', 'undeliverable', 'rejected'] as const)('tells %s', async (outcome) => {
		await onBench({ stepMs: 20, moderation: false }, async (own) => {
			own.sandbox.store.messageOutcomes.set(number, outcome);
			const { items } = await send(waiting, {}, own);
			expect(items[0]?.json).toMatchObject({ status: outcome, resultTimedOut: false });
		})();
	});

	it(
		'tells what was sent from what was delivered',
		onBench({ moderation: false }, async (own) => {
			const running = send({ waitForResult: true, resultTimeout: 10 }, {}, own);
			const [message] = await until(() => own.sandbox.store.messages.all());
			await until(() => {
				if (message?.status !== 'sent') own.sandbox.advance();
				return message?.status === 'sent' ? [message] : [];
			});
			const { items } = await running;
			expect(items[0]?.json).toMatchObject({ status: 'sent', resultTimedOut: true });
		}),
	);

	it(
		'sends all items before it waits, and gives each its own result',
		onBench({ stepMs: 30, moderation: false }, async (own) => {
			const rows = Array.from({ length: 30 }, (_none, index) => ({ phone: numberAt(index) }));
			rows.forEach(({ phone }, index) => {
				own.sandbox.store.messageOutcomes.set(phone, index % 2 ? 'delivered' : 'failed');
			});
			const { items } = await send(
				{ number: '={{ $json.phone }}', ...waiting },
				{ items: rows },
				own,
			);
			expect(items.map(({ json }) => [json.number, json.status])).toEqual(
				rows.map(({ phone }, index) => [phone, index % 2 ? 'delivered' : 'failed']),
			);
			expect(bodies(own)).toHaveLength(30);
		}),
	);
});

/** Waits until there is something. */
async function until<Row>(rows: () => Row[]): Promise<Row[]> {
	for (;;) {
		const found = rows();
		if (found.length > 0) return found;
		await new Promise((resolve) => setImmediate(resolve));
	}
}
