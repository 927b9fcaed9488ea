/** Items that would make the same campaign again: the same people would get the same call or SMS several times. */
import type { IDataObject } from 'n8n-workflow';

import { byId, useBench } from '../../support/autoCall';
import type { RunNodeOptions } from '../../support/engine';
import { autocall, smsBulk, type Campaign } from './campaigns';
import { FIRST, jsonOf, numberAt, posted, seen, sent } from './scenarios';

const bench = useBench({ balance: 1_000_000 });

beforeEach(() => {
	bench().sandbox.seedContactList({ contacts: [{ number: numberAt(0) }] });
	bench().sandbox.seedContactList({ contacts: [{ number: numberAt(1) }] });
	bench().sandbox.seedSound({ duration: 10 });
});

const ADVICE =
	'Nothing was sent. Turn on Execute Once in the settings of the node, or set Contacts to Input Items, where every item is one person. If you do want several, turn on Options → Allow Identical Campaigns.';

/** The words for what several items would do alike. */
const ACTS = { autocall: 'make the same call', smsBulk: 'send the same SMS' };

const toList = { contactsSource: 'contactLists', contactListIds: [FIRST.list] };

/** Creates a campaign for each of some items. */
async function create(
	{ resource, parameters }: Campaign,
	items: IDataObject[],
	more: IDataObject,
	options: Partial<RunNodeOptions> = {},
) {
	return await bench().run(resource, 'create', { ...parameters, ...more }, { items, ...options });
}

const rows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_none, index) => ({ row: index }));

describe.each([autocall, smsBulk])('campaigns ($noun)', (campaign) => {
	const { resource, route } = campaign;
	const act = ACTS[resource as keyof typeof ACTS];

	it('that 50 items would make alike for one list are not made, not even the first', async () => {
		expect(seen(await create(campaign, rows(50), toList))).toEqual({
			status: 'error',
			message: `All 50 items would ${act} to the same lists`,
			description: ADVICE,
		});
		expect(sent(bench())).toEqual([]);
	});

	it('that two items would make alike for the same people are not made', async () => {
		const contacts = { contact: [{ number: '8 701 000 00 00' }] };
		expect(
			seen(await create(campaign, rows(2), { contactsSource: 'define', contacts })).message,
		).toBe(`Both items would ${act} to the same people`);
		expect(sent(bench())).toEqual([]);
	});

	it('that some of the items would make alike are not made, and these items are named', async () => {
		const items = [0, 1, 2, 0, 3, 4, 5, 0].map((person) => ({ number: numberAt(person) }));
		const { message } = seen(
			await create(campaign, items, {
				contactsSource: 'json',
				contactsJson: '={{ [{ number: $json.number }] }}',
			}),
		);
		expect(message).toBe(`Items 0, 3 and 7 would ${act} to the same people`);
		expect(sent(bench())).toEqual([]);
	});

	it('of which more than ten are alike are named by the first ten', async () => {
		const items = Array.from({ length: 30 }, (_none, index) => ({
			number: numberAt(index < 5 ? index : 5),
		}));
		const { message } = seen(
			await create(campaign, items, {
				contactsSource: 'json',
				contactsJson: '={{ [{ number: $json.number }] }}',
			}),
		);
		expect(message).toBe(
			`Items 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 and 15 more would ${act} to the same people`,
		);
	});

	it.each<[string, IDataObject]>([
		['names', { name: '={{ "Debts " + $json.row }}' }],
		['Client IDs', { additionalFields: { clientId: '={{ "D-" + $json.row }}' } }],
		[
			'addresses for reports',
			{ additionalFields: { callbackUrl: '={{ "https://example.com/" + $json.row }}' } },
		],
	])('that differ in their %s alone are the same to those who get them', async (_what, more) => {
		expect(seen(await create(campaign, rows(3), { ...toList, ...more })).message).toBe(
			`All 3 items would ${act} to the same lists`,
		);
		expect(sent(bench())).toEqual([]);
	});

	it('are the same with the same people written in another way, in another order and with other remarks', async () => {
		const items = [
			{ people: [{ number: '8 701 000 00 00', extra: 'A' }, { number: '+7 701 000 00 01' }] },
			{ people: [{ number: 77010000001 }, { number: '7010000000', extra: 'B' }] },
		];
		const { message } = seen(
			await create(campaign, items, {
				contactsSource: 'json',
				contactsJson: '={{ $json.people }}',
			}),
		);
		expect(message).toBe(`Both items would ${act} to the same people`);
	});

	it.each<[string, IDataObject]>([
		['lists', { contactListIds: '={{ [101 + $json.row] }}' }],
		['days', { additionalFields: { dateFrom: '={{ "2026-03-1" + (6 + $json.row) }}' } }],
	])('that differ in their %s are made', async (_what, more) => {
		const { status } = await create(campaign, rows(2), { ...toList, ...more });
		expect(status).toBe('success');
		expect(posted(bench(), route)).toHaveLength(2);
	});

	it('that are alike are made with Allow Identical Campaigns', async () => {
		const { items } = await create(campaign, rows(3), {
			...toList,
			options: { allowIdentical: true },
		});
		expect(items).toHaveLength(3);
		expect(posted(bench(), route)).toHaveLength(3);
	});

	it('that are alike are made once with Execute Once', async () => {
		const { items } = await create(campaign, rows(50), toList, { settings: { executeOnce: true } });
		expect(items).toHaveLength(1);
		expect(posted(bench(), route)).toHaveLength(1);
	});

	it('with On Error set to continue, nothing is sent either: every item says why', async () => {
		const items = [0, 1, 0].map((person) => ({ number: numberAt(person) }));
		const result = await create(
			campaign,
			items,
			{ contactsSource: 'json', contactsJson: '={{ [{ number: $json.number }] }}' },
			{ continueOnFail: 'continueRegularOutput' },
		);
		expect(jsonOf(result.items)).toEqual(
			items.map(() => ({ error: `Items 0 and 2 would ${act} to the same people` })),
		);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(sent(bench())).toEqual([]);
	});

	it('that are alike are not made by Retry On Fail', async () => {
		const { status } = await create(campaign, rows(3), toList, {
			...{ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(status).toBe('error');
		expect(sent(bench())).toEqual([]);
	});

	it('are only priced for several items alike by Calculate Cost', async () => {
		const { items } = await bench().run(
			campaign.resource,
			'calculateCost',
			{ ...campaign.parameters, ...toList },
			{ items: rows(3) },
		);
		expect(items).toHaveLength(3);
	});
});

it.each([
	['{{debt}}', 'success'],
	['the amount', 'error'],
])(
	'the same people with other values of a variable are another campaign if the text has it: %s',
	async (what, status) => {
		const result = await create(
			{ ...smsBulk, parameters: { name: 'Debts', text: `You owe ${what}` } },
			rows(2),
			{
				contactsSource: 'json',
				contactsJson:
					'={{ [{ number: "+77010000000", variables: { debt: String(100 + $json.row) } }] }}',
			},
		);
		expect(result.status).toBe(status);
	},
);

it.each([
	['texts', smsBulk, { text: '={{ "Order " + $json.row }}' }],
	['sounds', autocall, { soundId: byId('={{ 201 + $json.row }}') }],
])('campaigns that differ in their %s are made', async (_what, campaign, more) => {
	bench().sandbox.seedSound({ duration: 10 });
	const { status } = await create(campaign, rows(2), { ...toList, ...more });
	expect(status).toBe('success');
	expect(posted(bench(), campaign.route)).toHaveLength(2);
});

it('5,000 items are compared in good time', async () => {
	const items = Array.from({ length: 5_000 }, (_none, index) => ({
		number: numberAt(index % 4_999),
	}));
	const { message } = seen(
		await create(smsBulk, items, {
			contactsSource: 'json',
			contactsJson: '={{ [{ number: $json.number }] }}',
		}),
	);
	expect(message).toBe('Items 0 and 4999 would send the same SMS to the same people');
	expect(sent(bench())).toEqual([]);
}, 60_000);
