/** A spoken code, and an SMS if nobody answers. */
import type { IDataObject } from 'n8n-workflow';

import { onBench, useFastWaits, type Bench } from '../../support/autoCall';
import { outputOf, withSettings } from './exampleFile';

const FILE = 'spoken-code.json';
const NUMBER = '+77010000001';
const CODE = '407112';

useFastWaits();

/** Runs the workflow with the input of another one; it waits this long, in seconds. */
async function start(
	{ engine, credential }: Bench,
	{ phone = NUMBER, code = CODE, callTimeout = 120, smsTimeout = 60 }: IDataObject = {},
) {
	const workflow = withSettings(FILE, {
		'Call With the Code': { resultTimeout: callTimeout },
		'Text the Code': { resultTimeout: smsTimeout },
	});
	return await engine.runWorkflow(workflow, {
		mode: 'trigger',
		startNode: 'Phone and Code',
		credentials: { autoCallApi: credential },
		triggerItems: [{ phone, code }],
	});
}

/** The requests besides those that read or calculate the cost. */
const doneBy = ({ sandbox }: Bench) =>
	sandbox.requests
		.filter(({ method, route }) => method !== 'GET' && !String(route).endsWith('/calculate'))
		.map(({ method, route, body }) => ({ request: `${method} ${route}`, body }));

const steps = { stepMs: 20, moderation: false };
const SMS = {
	request: 'POST /bulks',
	body: expect.objectContaining({
		text: `Ваш код: ${CODE}. Никому его не сообщайте.`,
		list_id: [{ number: NUMBER }],
	}) as unknown,
};

it.each(['success', 'recalled'] as const)(
	'a voice says it; a call with %s is heard',
	async (outcome) => {
		await onBench(steps, async (own) => {
			own.sandbox.store.callOutcomes.set(NUMBER, outcome);

			const result = await start(own);

			expect(result.error).toBeUndefined();
			expect(doneBy(own)).toEqual([
				{
					request: 'POST /autocalls',
					body: expect.objectContaining({
						audio_id: [
							{
								type: 'synthesis',
								data: {
									text: 'Здравствуйте. Ваш код: 4, 0, 7, 1, 1, 2. Повторяю: 4, 0, 7, 1, 1, 2.',
									voice: 'ru-RU-Wavenet-B',
								},
							},
						],
						list_id: [{ number: NUMBER }],
						max_tries: 1,
					}) as unknown,
				},
			]);
			expect(outputOf(result, 'Told by Call')).toEqual([
				{ phone: NUMBER, way: 'call', delivered: true, status: outcome },
			]);
		})();
	},
);

it.each(['no_answer', 'busy', 'error'] as const)(
	'an SMS follows a call with %s',
	async (outcome) => {
		await onBench(steps, async (own) => {
			own.sandbox.store.callOutcomes.set(NUMBER, outcome);
			own.sandbox.store.messageOutcomes.set(NUMBER, 'delivered');

			const result = await start(own);

			expect(result.error).toBeUndefined();
			expect(doneBy(own)).toMatchObject([{ request: 'POST /autocalls' }, SMS]);
			expect(outputOf(result, 'Told by SMS')).toEqual([
				{ phone: NUMBER, way: 'sms', delivered: true, status: 'delivered' },
			]);
		})();
	},
);

it(
	'tells that the SMS was not delivered either',
	onBench(steps, async (own) => {
		own.sandbox.store.callOutcomes.set(NUMBER, 'no_answer');
		own.sandbox.store.messageOutcomes.set(NUMBER, 'undeliverable');

		expect(outputOf(await start(own), 'Told by SMS')).toEqual([
			{ phone: NUMBER, way: 'sms', delivered: false, status: 'undeliverable' },
		]);
	}),
);

it(
	'a call that moderators still hold back is deleted before the SMS, so that it does not come late',
	onBench({}, async (own) => {
		const result = await start(own, { callTimeout: 10, smsTimeout: 5 });

		expect(result.error).toBeUndefined();
		expect(doneBy(own)).toMatchObject([
			{ request: 'POST /autocalls' },
			{ request: 'DELETE /autocalls/{id}' },
			SMS,
		]);
		expect(own.sandbox.store.autocalls.size).toBe(0);
		expect(outputOf(result, 'Told by SMS')).toEqual([
			{ phone: NUMBER, way: 'sms', delivered: false, status: 'queued' },
		]);
	}),
);

it(
	'a call that is ringing at that moment stays, and the SMS goes out all the same',
	onBench({}, async (own) => {
		const running = start(own, { callTimeout: 20, smsTimeout: 5 });
		while (own.sandbox.store.autocalls.size === 0) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		for (const autocall of own.sandbox.store.autocalls.all()) autocall.status = 'running';

		const result = await running;

		expect(result.error).toBeUndefined();
		expect(outputOf(result, 'Take Back the Call')).toMatchObject([
			{ error: expect.stringContaining('cannot be deleted while it is calling') as unknown },
		]);
		expect(own.sandbox.store.autocalls.size).toBe(1);
		expect(doneBy(own).at(-1)).toMatchObject(SMS);
	}),
);

it(
	'a call that moderators denied is followed by the SMS at once',
	onBench({}, async (own) => {
		const running = start(own, { smsTimeout: 5 });
		while (own.sandbox.store.autocalls.size === 0) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		for (const autocall of own.sandbox.store.autocalls.all()) autocall.status = 'denied';

		await running;

		expect(doneBy(own)).toMatchObject([{ request: 'POST /autocalls' }, SMS]);
	}),
);

it(
	'takes a code that came as a number',
	onBench(steps, async (own) => {
		own.sandbox.store.callOutcomes.set(NUMBER, 'success');
		await start(own, { code: 4071 });
		expect(JSON.stringify(doneBy(own))).toContain('Ваш код: 4, 0, 7, 1. Повторяю: 4, 0, 7, 1.');
	}),
);

it.each<[string, IDataObject]>([
	['a phone', { phone: null }],
	['a code', { code: null }],
	['a code, but an empty one', { code: '' }],
	['a phone of Kazakhstan', { phone: '+1 202 555 01 00' }],
])('without %s nobody is called or texted, and the workflow fails', async (_title, given) => {
	await onBench(steps, async (own) => {
		expect((await start(own, given)).error).toBeDefined();
		expect(doneBy(own)).toEqual([]);
	})();
});
