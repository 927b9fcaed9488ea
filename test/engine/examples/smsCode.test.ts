/** A code by SMS behind a form. The pages themselves need the whole n8n, which test/n8n runs. */
import type { IDataObject } from 'n8n-workflow';

import type { SandboxOptions } from '../../../sandbox';
import { onBench, useFastWaits, type Bench } from '../../support/autoCall';
import { outputOf, read } from './exampleFile';

const FILE = 'sms-code.json';
const NUMBER = '+77011234567';
const ENDINGS = ['Say Yes', 'Say No', 'Say It Was Not Sent'];

useFastWaits();

/** A visitor who enters a number on the first page, and something on the second, as often as it comes. */
async function visit({ engine, credential }: Bench, phone: string, entered: IDataObject) {
	const result = await engine.runWorkflow(read(FILE), {
		credentials: { autoCallApi: credential },
		triggerItems: [{ 'Phone number': phone, formMode: 'production' }],
		pinData: {
			'Ask for the Code': [entered],
			...Object.fromEntries(ENDINGS.map((name) => [name, [{}]])),
		},
	});
	expect(result.error).toBeUndefined();
	const told = outputOf(result, 'Where It Is')?.map((item) => item.told);
	return { result, told, endings: ENDINGS.filter((name) => result.nodes[name]) };
}

const textsOf = ({ sandbox }: Bench) =>
	sandbox.requests
		.filter(({ method, route }) => `${method} ${route}` === 'POST /bulks')
		.map(({ body }) => body as IDataObject);

/** A test with a sandbox in which SMS are sent by themselves. */
const onItsWay = (run: (own: Bench) => Promise<void>, options: SandboxOptions = {}) =>
	onBench({ stepMs: 20, moderation: false, ...options }, async (own) => {
		own.sandbox.store.messageOutcomes.set(NUMBER, 'delivered');
		await run(own);
	});

it(
	'says yes to a visitor who enters the code of the SMS',
	onItsWay(async (own) => {
		const { engine, credential } = own;
		// Somebody who reads the SMS: n8n takes what is pinned as it is, so the code is read in an expression.
		const workflow = read(FILE);
		for (const node of workflow.nodes) {
			if (node.name !== 'Ask for the Code') continue;
			Object.assign(node, { type: 'n8n-nodes-base.set', typeVersion: 3.4 });
			node.parameters = {
				mode: 'raw',
				jsonOutput: `={{ { Code: ' ' + $('Make the Code').first().json.code + ' ' } }}`,
			};
		}
		const result = await engine.runWorkflow(workflow, {
			credentials: { autoCallApi: credential },
			triggerItems: [{ 'Phone number': '8 (701) 123-45-67' }],
			pinData: Object.fromEntries(ENDINGS.map((name) => [name, [{}]])),
		});

		expect(result.error).toBeUndefined();
		expect(ENDINGS.filter((name) => result.nodes[name])).toEqual(['Say Yes']);
		expect(outputOf(result, 'Phone Verified')).toEqual([
			{ phone: NUMBER, verifiedAt: expect.stringMatching(/^\d{4}-.+\+05:00$/) as unknown },
		]);
		const [code] = outputOf(result, 'Make the Code') ?? [];
		expect(code?.code).toMatch(/^\d{6}$/);
		expect(textsOf(own)).toMatchObject([
			{
				text: `Ваш код: ${String(code?.code)}. Никому его не сообщайте.`,
				list_id: [{ number: NUMBER }],
			},
		]);
	}),
);

it(
	'tells that the SMS was delivered, and says no after three wrong tries, with one SMS',
	onItsWay(async (own) => {
		const { told, result, endings } = await visit(own, NUMBER, { Code: 'wrong' });

		expect(told).toEqual(['We have sent you an SMS. Enter its 6 digits.']);
		expect(endings).toEqual(['Say No']);
		expect(result.nodes['Ask for the Code']?.runs).toHaveLength(3);
		const left = result.nodes['Count the Tries']?.runs.map(
			({ data }) => data?.main?.[0]?.[0]?.json,
		);
		expect(left).toEqual([{ triesLeft: 2 }, { triesLeft: 1 }, { triesLeft: 0 }]);
		expect(result.nodes).not.toHaveProperty('Phone Verified');
		expect(textsOf(own)).toHaveLength(1);
	}),
);

it.each(['', '    ', 'null', 'undefined'])('says no to %j', async (Code) => {
	await onItsWay(async (own) => {
		expect((await visit(own, NUMBER, { Code })).endings).toEqual(['Say No']);
	})();
});

it(
	'says no at once when the time for the code is over',
	onItsWay(async (own) => {
		// n8n then gives the page's input out.
		const { result, endings } = await visit(own, NUMBER, { told: 'We have sent you an SMS.' });

		expect(endings).toEqual(['Say No']);
		expect(result.nodes['Ask for the Code']?.runs).toHaveLength(1);
	}),
);

it(
	'tells that the SMS waits for the moderators, and asks for the code all the same',
	onBench({}, async (own) => {
		const { told, endings } = await visit(own, NUMBER, { Code: 'wrong' });

		expect(told).toEqual([
			'Your SMS is still to be sent, which can take some minutes. Enter its 6 digits when it comes.',
		]);
		expect(endings).toEqual(['Say No']);
		expect(textsOf(own)).toHaveLength(1);
	}),
);

it(
	'tells that the SMS is on its way',
	onBench({ moderation: false }, async (own) => {
		const running = visit(own, NUMBER, { Code: 'wrong' });
		const [message] = await until(() => own.sandbox.store.messages.all());
		while (message?.status !== 'sent') own.sandbox.advance();

		expect((await running).told).toEqual([
			'Your SMS is on its way. Enter its 6 digits when it comes.',
		]);
	}),
);

it.each(['failed', 'undeliverable', 'expired', 'rejected', 'disabled'] as const)(
	'says that an SMS which is %s was not sent',
	async (outcome) => {
		await onItsWay(async (own) => {
			own.sandbox.store.messageOutcomes.set(NUMBER, outcome);
			const { told, endings } = await visit(own, NUMBER, { Code: 'wrong' });
			expect([told, endings]).toEqual([undefined, ['Say It Was Not Sent']]);
		})();
	},
);

it(
	'says that an SMS which the moderators denied was not sent',
	onBench({}, async (own) => {
		const running = visit(own, NUMBER, { Code: 'wrong' });
		const [bulk] = await until(() => own.sandbox.store.bulks.all());
		if (bulk) bulk.status = 'denied';

		expect((await running).endings).toEqual(['Say It Was Not Sent']);
	}),
);

it.each(['12345', '+1 202 555 01 00', ''])('says that %j gets no SMS', async (phone) => {
	await onItsWay(async (own) => {
		expect((await visit(own, phone, {})).endings).toEqual(['Say It Was Not Sent']);
		expect(textsOf(own)).toEqual([]);
	})();
});

it(
	'sends nothing in the night',
	onItsWay(
		async (own) => {
			expect((await visit(own, NUMBER, {})).endings).toEqual(['Say It Was Not Sent']);
			expect(textsOf(own)).toEqual([]);
		},
		{ now: () => new Date('2026-03-16T23:10:00+05:00') },
	),
);

it('makes six digits of any random number', async () => {
	const { nodes } = read(FILE);
	const { parameters } = nodes.find(({ name }) => name === 'Make the Code') ?? {};
	await onBench({}, async ({ engine }) => {
		const items = ['000000000000', '00000000000a', 'ffffffffffff', '0000000f4240'];
		const result = await engine.runNode({
			...{ type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: parameters as IDataObject },
			items: items.map((random) => ({ random, 'Phone number': NUMBER })),
		});
		expect(result.items.map(({ json }) => json.code)).toEqual([
			'000000',
			'000010',
			'710655',
			'000000',
		]);
	})();
});

it('has nothing of the code on any page', () => {
	const pages = read(FILE).nodes.filter(({ type }) => /\.form(Trigger)?$/.test(type));
	expect(pages).toHaveLength(5);
	const expressions = [...JSON.stringify(pages).matchAll(/{{.*?}}/g)].map(([text]) => text);
	expect(expressions).toHaveLength(1);
	expect(expressions[0]?.match(/\$[\w.('"]+/g)).toEqual([
		...['$json.triesLeft', '$json.triesLeft', '$json.told'],
	]);
});

/** Waits until there is something. */
async function until<Row>(rows: () => Row[]): Promise<Row[]> {
	for (;;) {
		const found = rows();
		if (found.length > 0) return found;
		await new Promise((resolve) => setImmediate(resolve));
	}
}
