/** Max Cost: what a campaign could cost is asked for first, and one that is too dear is not made. */
import type { IDataObject } from 'n8n-workflow';

import { byId, useBench, type Bench } from '../../support/autoCall';
import type { RunNodeOptions } from '../../support/engine';
import { FIRST, jsonOf, numberAt, people, posted, seen, sent } from './scenarios';

const bench = useBench({ balance: 1_000 });

beforeEach(() => {
	bench().sandbox.seedContactList();
	bench().sandbox.seedSound({ duration: 10 });
});

/** A campaign for three people, with its cost by the sandbox's prices. */
interface Campaign {
	noun: string;
	resource: string;
	parameters: IDataObject;
	/** In tenge: 2.8 a second, 16 a segment. */
	cost: number;
	route: string;
	size(own: Bench): number;
}

const autocall: Campaign = {
	noun: 'autocall',
	resource: 'autocall',
	parameters: { name: 'Debts', soundId: byId(FIRST.sound), ...people(3) },
	cost: 84,
	route: '/autocalls',
	size: ({ sandbox }) => sandbox.store.autocalls.size,
};
const smsBulk: Campaign = {
	noun: 'SMS bulk',
	resource: 'smsBulk',
	parameters: { name: 'Debts', text: 'Your order is ready', ...people(3) },
	cost: 48,
	route: '/bulks',
	size: ({ sandbox }) => sandbox.store.bulks.size,
};

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
	const { noun, cost, route, size } = campaign;
	const calculated = ['GET /settings', `POST ${route}/calculate`];

	it.each([
		['less than', cost + 0.01],
		['exactly', cost],
	])(
		'that could cost %s Max Cost is made, after its cost and the balance were asked for',
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
			message: `"Max Cost" cannot be met: the ${noun} could cost ${cost} tenge, but the balance is ${cost - 1}.5 tenge [item 0]`,
			description:
				'Nothing was sent. Top up the account (Payment → Create Top-Up gives a payment link), or reach fewer people.',
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

	it('without Max Cost is made, and nothing is asked for', async () => {
		await bench().run(campaign.resource, 'create', campaign.parameters);
		expect(sent(bench())).toEqual(['GET /settings', `POST ${route}`]);
	});

	it('may cost nothing when Max Cost is 0', async () => {
		expect(seen(await create(campaign, 0)).message).toBe(
			`"Max Cost" is 0 tenge, but the ${noun} could cost ${cost} tenge [item 0]`,
		);
		expect(size(bench())).toBe(0);
	});

	it('is asked for as it is going to be sent', async () => {
		await create(campaign, 5_000, { additionalFields: { timeFrom: '13:00', clientId: 'D-1' } });
		const [question] = posted(bench(), `${route}/calculate`);
		const [request] = posted(bench(), route);
		expect(question).toEqual(request);
	});

	it('for existing lists is asked for with those lists', async () => {
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

	it('for more than 5,000 people is asked for in parts that add up, and not even a list is made', async () => {
		const { sandbox } = bench();
		const all = (cost / 3) * 10_001;
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
		const all = (cost / 3) * 5_001;
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

	it('is not made when its cost cannot be had', async () => {
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

	it('is not made when the balance cannot be had', async () => {
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
		['is negative', -1, 'must be at least 0, but is -1'],
		['is a word', '={{ "little" }}', 'must be a number, but is "little"'],
	])('is not made when Max Cost %s: nothing is sent', async (_what, maxCost, problem) => {
		expect(seen(await create(campaign, maxCost)).message).toBe(`"Max Cost" ${problem} [item 0]`);
		expect(sent(bench())).toEqual([]);
	});

	it('is weighed for each item: the dear one fails, the others are made', async () => {
		const { items } = await create(
			campaign,
			cost,
			{
				name: '={{ $json.name }}',
				contactsJson: '={{ $json.people }}',
			},
			{
				items: [3, 4, 2].map((count, index) => ({
					name: `Campaign ${index}`,
					people: people(count).contactsJson,
				})),
				continueOnFail: 'continueRegularOutput',
			},
		);
		const dear = ((cost / 3) * 4).toLocaleString('en-US');
		expect(items.map(({ json }) => json.name ?? json.error)).toEqual([
			'Campaign 0',
			`"Max Cost" is ${cost} tenge, but the ${noun} could cost ${dear} tenge [item 1]`,
			'Campaign 2',
		]);
		expect(size(bench())).toBe(2);
	});
});

it('reckons with the SMS of an autocall too', async () => {
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
