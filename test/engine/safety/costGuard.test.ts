/** Max Cost: the cost of a campaign is calculated first, and one that is too dear is not made. */
import type { IDataObject } from 'n8n-workflow';

import { byId, useBench } from '../../support/autoCall';
import type { RunNodeOptions } from '../../support/engine';
import { autocall, smsBulk, type Campaign } from './campaigns';
import { FIRST, jsonOf, numberAt, people, posted, seen, sent } from './scenarios';

const bench = useBench({ balance: 1_000 });

const TOO_LOW = 'The balance of the AutoCall.kz account is too low for this';
const TOP_UP = 'Top up the account (Payment → Create Top-Up creates a payment link)';

beforeEach(() => {
	bench().sandbox.seedContactList();
	bench().sandbox.seedSound({ duration: 10 });
});

/** Creates a campaign with the option Max Cost. */
async function create(
	{ resource, parameters }: Campaign,
	maxCost: unknown,
	more: IDataObject = {},
	options: Partial<RunNodeOptions> = {},
) {
	return await bench().run(
		resource,
		'create',
		{ ...parameters, ...more, options: { maxCost: maxCost as number } },
		options,
	);
}

describe.each([autocall, smsBulk])('a campaign ($noun)', (campaign) => {
	const { noun, price, route, size } = campaign;
	const cost = 3 * price;
	const calculated = ['GET /settings', `POST ${route}/calculate`];

	it.each([
		['less than', cost + 0.01],
		['exactly', cost],
	])(
		'that could cost %s Max Cost is made, after its cost and the balance were fetched',
		async (_how, maxCost) => {
			const { items } = await create(campaign, maxCost);
			expect(jsonOf(items)).toMatchObject([{ name: 'Debts', max_cost: cost }]);
			expect(sent(bench())).toEqual([...calculated, 'GET /balance', `POST ${route}`]);
		},
	);

	it('that could cost more is not made, and the error has both figures', async () => {
		expect(seen(await create(campaign, cost - 0.01))).toEqual({
			status: 'error',
			message: `"Max Cost" is ${cost - 1}.99 tenge, but the ${noun} could cost ${cost} tenge [item 0]`,
			description: 'Nothing was sent. Raise Max Cost, or reach fewer people.',
		});
		expect(sent(bench())).toEqual(calculated);
		expect(size(bench())).toBe(0);
	});

	it('that could cost more than the balance is not made, and the error has both figures', async () => {
		bench().sandbox.store.balance = cost - 0.5;
		expect(seen(await create(campaign, 5_000))).toEqual({
			status: 'error',
			message: `${TOO_LOW}: it could cost ${cost} tenge, but the balance is ${cost - 1}.5 tenge [item 0]`,
			description: `${TOP_UP} and run this again. Nothing was sent.`,
		});
		expect(sent(bench())).toEqual([...calculated, 'GET /balance']);
		expect(size(bench())).toBe(0);
	});

	it('that takes all of the balance is made', async () => {
		bench().sandbox.store.balance = cost;
		const { items } = await create(campaign, 5_000);
		expect(items).toHaveLength(1);
		expect(size(bench())).toBe(1);
	});

	it('without Max Cost is made, and nothing is calculated', async () => {
		await bench().run(campaign.resource, 'create', campaign.parameters);
		expect(sent(bench())).toEqual(['GET /settings', `POST ${route}`]);
	});

	it('may cost nothing when Max Cost is 0', async () => {
		expect(seen(await create(campaign, 0)).message).toBe(
			`"Max Cost" is 0 tenge, but the ${noun} could cost ${cost} tenge [item 0]`,
		);
		expect(size(bench())).toBe(0);
	});

	it('is calculated as it is going to be sent', async () => {
		await create(campaign, 5_000, { additionalFields: { timeFrom: '13:00', clientId: 'D-1' } });
		const [question] = posted(bench(), `${route}/calculate`);
		const [request] = posted(bench(), route);
		expect(question).toEqual(request);
	});

	it('for existing lists is calculated with those lists', async () => {
		const { id } = bench().sandbox.seedContactList({
			contacts: [0, 1, 2].map((index) => ({ number: numberAt(index) })),
		});
		const { message } = seen(
			await create(campaign, cost - 1, { contactsSource: 'contactLists', contactListIds: [id] }),
		);
		expect(message).toBe(
			`"Max Cost" is ${cost - 1} tenge, but the ${noun} could cost ${cost} tenge [item 0]`,
		);
		expect(posted(bench(), `${route}/calculate`)).toMatchObject([{ list_id: [id] }]);
	});

	it('for more than 5,000 people is calculated in parts that add up, and not even a list is made', async () => {
		const { sandbox } = bench();
		const all = price * 10_001;
		expect(seen(await create(campaign, all - 1, people(10_001)))).toMatchObject({
			message: `"Max Cost" is ${(all - 1).toLocaleString('en-US')} tenge, but the ${noun} could cost ${all.toLocaleString('en-US')} tenge [item 0]`,
		});
		expect(
			posted(bench(), `${route}/calculate`).map(({ list_id }) => (list_id as unknown[]).length),
		).toEqual([5_000, 5_000, 1]);
		expect(sent(bench())).toEqual([
			'GET /settings',
			...Array.from({ length: 3 }, () => `POST ${route}/calculate`),
		]);
		expect(sandbox.store.contactLists.size).toBe(1);
	});

	it('for more than 5,000 people is made of a list once it is cheap enough', async () => {
		bench().sandbox.store.balance = 1_000_000;
		const all = price * 5_001;
		const { error } = await create(campaign, all, people(5_001));
		expect(error).toBeUndefined();
		expect(sent(bench())).toEqual([
			'GET /settings',
			`POST ${route}/calculate`,
			`POST ${route}/calculate`,
			'GET /balance',
			'POST /lists',
			`POST ${route}`,
		]);
	});

	it('is not made when its cost cannot be calculated', async () => {
		const { sandbox } = bench();
		sandbox.faults.add({ kind: 'status', status: 422, path: `${route}/calculate` });
		expect(seen(await create(campaign, 5_000))).toEqual({
			status: 'error',
			message: 'AutoCall.kz did not accept the values [item 0]',
			description:
				'AutoCall.kz says: “Server Error”. Correct the values named here and run this again. Nothing was sent.',
		});
		expect(sent(bench())).toEqual(calculated);
	});

	it('is not made when the balance cannot be fetched', async () => {
		bench().sandbox.faults.add({ kind: 'status', status: 403, path: '/balance' });
		expect(seen(await create(campaign, 5_000))).toEqual({
			status: 'error',
			message: 'AutoCall.kz refused the request (status 403) [item 0]',
			description:
				'AutoCall.kz says: “Server Error”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz.',
		});
		expect(sent(bench())).toEqual([...calculated, 'GET /balance']);
	});

	it.each([
		['is empty', '={{ $json.limit }}', 'is required, but is empty'],
		['is negative', -1, 'must be an amount of 0 or more, but is -1'],
		['is a word', '={{ "little" }}', 'must be an amount of 0 or more, but is "little"'],
		['may be two amounts', '1,250', 'must be an amount of 0 or more, but is "1,250"'],
	])('is not made when Max Cost %s: nothing is sent', async (_what, maxCost, problem) => {
		expect(seen(await create(campaign, maxCost)).message).toBe(`"Max Cost" ${problem} [item 0]`);
		expect(sent(bench())).toEqual([]);
	});

	describe('whose cost or balance comes in another form', () => {
		/** Sets the response of the service to a request. */
		const responding = (path: string, body: unknown, status = 200) => {
			bench().sandbox.faults.add({ kind: 'status', status, path, body });
		};

		it.each([
			[{}, 'empty'],
			[[], 'empty'],
			[{ max_cost: null }, 'empty'],
			[{ max_cost: '' }, '""'],
			[{ max_cost: 'free' }, '"free"'],
			[{ max_cost: '1,250' }, '"1,250"'],
			[{ max_cost: true }, 'a boolean'],
			[{ max_cost: [5] }, 'a list'],
			[{ max_cost: -1 }, '-1'],
		])('is not made when the cost is %j, and the error says what came', async (body, shown) => {
			responding(`${route}/calculate`, body, 201);
			expect(seen(await create(campaign, 1))).toEqual({
				status: 'error',
				message: `AutoCall.kz did not return the highest possible cost of the ${noun}: max_cost must be an amount of 0 or more, but is ${shown} [item 0]`,
				description:
					'Nothing was sent. Run this again later. If this keeps happening, ask AutoCall.kz support at info@autocall.kz.',
			});
			expect(sent(bench())).toEqual(calculated);
		});

		it('is not made when the response about its cost has no body', async () => {
			bench().sandbox.faults.add({ kind: 'status', status: 202, path: route, body: '' });
			expect(seen(await create(campaign, 1)).message).toMatch(
				/max_cost must be an amount of 0 or more, but is empty \[item 0\]$/,
			);
			expect(sent(bench())).toEqual(calculated);
		});

		it.each(['1 200,66', '1\u00a0200.66', '1\u202f200,66', '1200.66', '1,200.66', 1200.66])(
			'is weighed when the cost is %j',
			async (max_cost) => {
				bench().sandbox.store.balance = 5_000;
				responding(`${route}/calculate`, { max_cost }, 201);
				expect(seen(await create(campaign, 1200.65)).message).toBe(
					`"Max Cost" is 1,200.65 tenge, but the ${noun} could cost 1,200.66 tenge [item 0]`,
				);
				responding(`${route}/calculate`, { max_cost }, 201);
				expect((await create(campaign, 1200.66)).status).toBe('success');
			},
		);

		it.each([
			[{}, 'empty'],
			[{ balance: null }, 'empty'],
			[{ balance: '' }, '""'],
			[{ balance: 'enough' }, '"enough"'],
			[{ balance: true }, 'a boolean'],
		])('is not made when the balance is %j, and the error says what came', async (body, shown) => {
			responding('/balance', body);
			expect(seen(await create(campaign, 5_000))).toEqual({
				status: 'error',
				message: `AutoCall.kz did not return the balance: balance must be an amount, but is ${shown} [item 0]`,
				description:
					'Nothing was sent. Run this again later. If this keeps happening, ask AutoCall.kz support at info@autocall.kz.',
			});
			expect(sent(bench())).toEqual([...calculated, 'GET /balance']);
		});

		it.each([
			['1 450.75', 'success'],
			['1\u00a0450,75', 'success'],
			[String(cost), 'success'],
			['1', 'error'],
			['-1 450.75', 'error'],
		])('is weighed against the balance of %j: %s', async (balance, status) => {
			responding('/balance', { balance, currency: '₸' });
			expect((await create(campaign, 5_000)).status).toBe(status);
		});

		it('comes from Calculate Cost as a number, and what is none as an error', async () => {
			const calculate = async (max_cost: unknown) => {
				responding(`${route}/calculate`, { max_cost }, 201);
				return await bench().run(campaign.resource, 'calculateCost', campaign.parameters);
			};
			expect((await calculate('1 200,66')).items[0]?.json).toMatchObject({ max_cost: 1200.66 });
			expect(seen(await calculate('free')).message).toBe(
				`AutoCall.kz did not return the highest possible cost of the ${noun}: max_cost must be an amount of 0 or more, but is "free" [item 0]`,
			);
		});
	});

	describe('for each of several items', () => {
		/** Runs it for items of so many people each, all of them different. */
		const createFor = async (
			sizes: number[],
			maxCost: number,
			options: Partial<RunNodeOptions> = {},
		) => {
			let next = 0;
			const items = sizes.map((size, index) => ({
				name: `Campaign ${index}`,
				people: Array.from({ length: size }, () => ({ number: numberAt(next++) })),
			}));
			const more = { name: '={{ $json.name }}', contactsJson: '={{ $json.people }}' };
			return await create(campaign, maxCost, more, { items, ...options });
		};
		const inTenge = (people: number) =>
			`${(price * people).toLocaleString('en-US', { maximumFractionDigits: 2 })} tenge`;
		const limit = (people: number) => Math.round(price * people * 100) / 100;

		it('may cost as much as Max Cost together', async () => {
			const { status, items } = await createFor([3, 2, 1], limit(6));
			expect(status).toBe('success');
			expect(items).toHaveLength(3);
		});

		it('is added up exactly: 0.1 and 0.2 tenge are within 0.3', async () => {
			for (const max_cost of [0.1, 0.2]) {
				const path = `${route}/calculate`;
				bench().sandbox.faults.add({ kind: 'status', status: 201, body: { max_cost }, path });
			}
			expect((await createFor([1, 1], 0.3)).status).toBe('success');
		});

		it('counts what may have been made, also without Duplicate Protection', async () => {
			const { sandbox, run } = bench();
			sandbox.faults.add({ kind: 'reset', method: 'POST', path: new RegExp(`^${route}$`) });
			const { items } = await run(
				campaign.resource,
				'create',
				{
					...campaign.parameters,
					contactsJson: '={{ [{ number: $json.number }] }}',
					options: { maxCost: limit(1), duplicateProtection: false },
				},
				{
					items: [0, 1].map((index) => ({ number: numberAt(index) })),
					continueOnFail: 'continueRegularOutput',
				},
			);
			expect(items.map(({ json }) => String(json.error))).toEqual([
				expect.stringContaining('it may have been carried out anyway'),
				expect.stringContaining(`of which earlier items use ${inTenge(1)}`),
			]);
			expect(posted(bench(), route)).toHaveLength(1);
		});

		it('stops at the item that would go beyond Max Cost, and says what was made', async () => {
			const { status, message, description } = seen(await createFor([3, 2, 2, 1], limit(6)));
			const [first, second] = [1, 2].map((index) =>
				String((noun === 'autocall' ? FIRST.autocall : FIRST.bulk) + index - 1),
			);
			expect({ status, message, description }).toEqual({
				status: 'error',
				message: `"Max Cost" is ${inTenge(6)} for the whole run, of which earlier items use ${inTenge(5)}, but the ${noun} could cost ${inTenge(2)} [item 2]`,
				description: `This ${noun} was not sent. Raise Max Cost, or reach fewer people. Before this, 2 items were already carried out (ID ${first}, ${second}); they stay as they are.`,
			});
			expect(posted(bench(), route)).toHaveLength(2);
		});

		it('with On Error set to continue goes on with what is still within Max Cost', async () => {
			const { items } = await createFor([3, 4, 2, 1], limit(5), {
				continueOnFail: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.name ?? json.error)).toEqual([
				'Campaign 0',
				`"Max Cost" is ${inTenge(5)} for the whole run, of which earlier items use ${inTenge(3)}, but the ${noun} could cost ${inTenge(4)} [item 1]`,
				'Campaign 2',
				`"Max Cost" is ${inTenge(5)} for the whole run, of which earlier items use ${inTenge(5)}, but the ${noun} could cost ${inTenge(1)} [item 3]`,
			]);
			expect(size(bench())).toBe(2);
		});

		it('does not count what was refused', async () => {
			bench().sandbox.faults.add({
				kind: 'status',
				status: 422,
				path: new RegExp(`^${route}$`),
			});
			const { items } = await createFor([3, 3], limit(3), {
				continueOnFail: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.name)).toEqual([undefined, 'Campaign 1']);
		});

		it('counts what may have been made although its response was lost', async () => {
			bench().sandbox.faults.add({
				kind: 'statusAfterEffect',
				status: 500,
				path: new RegExp(`^${route}$`),
			});
			const { items } = await bench().run(
				campaign.resource,
				'create',
				{
					...campaign.parameters,
					name: '={{ $json.name }}',
					contactsJson: '={{ $json.people }}',
					options: { maxCost: limit(3), longestWait: 0 },
				},
				{
					items: [0, 1].map((index) => ({
						name: `Campaign ${index}`,
						people: [0, 1, 2].map((person) => ({ number: numberAt(index * 3 + person) })),
					})),
					continueOnFail: 'continueRegularOutput',
				},
			);
			expect(items[1]?.json.error).toBe(
				`"Max Cost" is ${inTenge(3)} for the whole run, of which earlier items use ${inTenge(3)}, but the ${noun} could cost ${inTenge(3)} [item 1]`,
			);
			expect(posted(bench(), route)).toHaveLength(1);
		});

		it('is counted once when Retry On Fail starts the node again', async () => {
			bench().sandbox.faults.add({ kind: 'status', status: 403, path: '/balance', after: 1 });
			const { status, items } = await createFor([3, 3], limit(6), {
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
			});
			expect(status).toBe('success');
			expect(items).toHaveLength(2);
			expect(posted(bench(), route)).toHaveLength(2);
		});

		it('is counted again when it is sent again, without Duplicate Protection', async () => {
			bench().sandbox.faults.add({ kind: 'status', status: 403, path: '/balance', after: 1 });
			const people = (from: number) =>
				[0, 1, 2].map((person) => ({ number: numberAt(from + person) }));
			const { error } = await bench().run(
				campaign.resource,
				'create',
				{
					...campaign.parameters,
					contactsJson: '={{ $json.people }}',
					options: { maxCost: limit(8), duplicateProtection: false },
				},
				{
					items: [{ people: people(0) }, { people: people(3) }],
					...{ retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
				},
			);
			expect((error as Error).message).toBe(
				`"Max Cost" is ${inTenge(8)} for the whole run, of which earlier items use ${inTenge(6)}, but the ${noun} could cost ${inTenge(3)} [item 1]`,
			);
			expect(posted(bench(), route)).toHaveLength(2);
		});
	});
});

it('counts the SMS of an autocall too', async () => {
	const { message } = seen(
		await create(autocall, 84, {
			additionalFields: { text: 'Здравствуйте! '.repeat(6) },
		}),
	);
	expect(message).toBe('"Max Cost" is 84 tenge, but the autocall could cost 180 tenge [item 0]');
});

it('says fractions of a tenge', async () => {
	const { id } = bench().sandbox.seedSound({ duration: 11 });
	const { message } = seen(await create(autocall, 90.25, { soundId: byId(id) }));
	expect(message).toBe(
		'"Max Cost" is 90.25 tenge, but the autocall could cost 92.4 tenge [item 0]',
	);
});

describe('10,000 people whose variables differ in length', () => {
	const dear = useBench({ tariff: 'GOLD', balance: 1_000_000 });
	const text = `${'Здравствуйте, ваш заказ готов. '.repeat(2)}{{name}}`;
	const contacts = Array.from({ length: 10_000 }, (_none, index) => ({
		number: numberAt(index),
		variables: { name: index < 5_000 ? 'Айя' : 'Александра' },
	}));
	const make = async (maxCost: number) =>
		await dear().run('smsBulk', 'create', {
			...{ name: 'Debts', text, contactsSource: 'json', contactsJson: contacts },
			options: { maxCost },
		});

	it('are priced by the longest of all, as the campaign is', async () => {
		expect(seen(await make(250_000)).message).toBe(
			'"Max Cost" is 250,000 tenge, but the SMS bulk could cost 280,000 tenge [item 0]',
		);
		expect(posted(dear(), '/bulks')).toEqual([]);
		expect((await make(280_000)).items[0]?.json).toMatchObject({ max_cost: 280_000 });
	});

	it('are priced alike by Calculate Cost', async () => {
		const { items } = await dear().run('smsBulk', 'calculateCost', {
			...{ name: 'Debts', text, contactsSource: 'json', contactsJson: contacts },
		});
		expect(items[0]?.json).toMatchObject({ max_cost: 280_000 });
	});

	it('are priced by the longest of all for both texts of an autocall', async () => {
		const { id } = dear().sandbox.seedSound({ duration: 10 });
		const { items } = await dear().run('autocall', 'calculateCost', {
			...{ name: 'Debts', soundId: byId(id), contactsSource: 'json' },
			contactsJson: contacts.map(({ number }, index) => ({
				number,
				variables:
					index < 5_000
						? { name: 'Александра', debt: '5' }
						: { name: 'Айя', debt: '150 000 тенге' },
			})),
			additionalFields: {
				text: `${'Здравствуйте, ваш заказ готов. '.repeat(2)}{{name}}`,
				textUnanswered: `${'Здравствуйте, ваш долг. '.repeat(2)}{{name}} {{debt}}`,
			},
		});
		// Ten seconds at 2.2 and two segments at 14.
		expect(items[0]?.json).toMatchObject({ max_cost: 10_000 * (22 + 28) });
	});
});
