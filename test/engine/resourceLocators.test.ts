/** Choosing from a list in the editor: what is shown, found by a search, and reached by scrolling on. */
import type { INodeListSearchResult } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { byId, useBench } from '../support/autoCall';

const pageSize = 2;
const bench = useBench({ pageSize });

const search = async (method: string, filter?: string, paginationToken?: string) =>
	await bench().engine.listSearch({
		method,
		filter,
		paginationToken,
		credential: bench().credential,
	});

/** Everything that scrolling to the end shows, and how often more had to be fetched. */
async function scroll(method: string, filter?: string) {
	const results: INodeListSearchResult['results'] = [];
	let asked = 0;
	let token: unknown;
	do {
		const part = await search(method, filter, token as string | undefined);
		results.push(...part.results);
		token = part.paginationToken;
		asked++;
	} while (token !== undefined);
	return { results, asked };
}

const seedContactLists = (count: number) =>
	Array.from({ length: count }, (_none, index) =>
		bench().sandbox.seedContactList({ name: `List ${index + 1}`, contacts: [] }),
	);

describe('what a list shows', () => {
	it.each<[string, (sandbox: Sandbox) => unknown, string, string | number]>([
		[
			'searchContactLists',
			(sandbox) => sandbox.seedContactList({ name: 'Клиенты март' }),
			'Клиенты март (2 contacts)',
			101,
		],
		[
			'searchContactLists',
			(sandbox) => sandbox.seedContactList({ name: 'One', contacts: [{ number: '+77010000001' }] }),
			'One (1 contact)',
			101,
		],
		[
			'searchSounds',
			(sandbox) => sandbox.seedSound({ name: 'Hello', duration: 9 }),
			'Hello (0:09, approved)',
			201,
		],
		[
			'searchSounds',
			(sandbox) =>
				sandbox.seedSound({ name: 'Long', duration: 75, confirmed: false, confirmed_at: null }),
			'Long (1:15, not approved)',
			201,
		],
		[
			'searchScenarios',
			(sandbox) => sandbox.seedScenario({ name: 'Poll' }),
			'Poll (approved)',
			501,
		],
		[
			'searchScenarios',
			(sandbox) => sandbox.seedScenario({ name: 'Poll', confirmed_at: null }),
			'Poll (not approved)',
			501,
		],
		[
			'searchAutocalls',
			(sandbox) => sandbox.seedAutocall({ name: 'March', status: 'running' }),
			'March (running)',
			301,
		],
		[
			'searchSmsBulks',
			(sandbox) => sandbox.seedBulk({ name: 'March', status: 'awaiting' }),
			'March (awaiting)',
			401,
		],
		[
			'searchCallerIds',
			(sandbox) => sandbox.seedRentedCallerId({ rented_until: '2026-04-16 12:00:00' }),
			'+77086469620 (until 2026-04-16 12:00:00)',
			47,
		],
		[
			'searchCallerIdNumbers',
			(sandbox) => sandbox.seedRentedCallerId({ rented_until: '2026-04-16 12:00:00' }),
			'+77086469620 (until 2026-04-16 12:00:00)',
			'+77086469620',
		],
		[
			'searchNotifications',
			(sandbox) =>
				sandbox.notify(
					'AutocallFinished',
					{ id: 301, name: 'March' },
					{ id: '4f227359-cbc5-4b4d-811f-e8846abe6f35', created_at: '2026-03-16 12:00:00' },
				),
			'AutocallFinished · March · 2026-03-16 12:00:00',
			'4f227359-cbc5-4b4d-811f-e8846abe6f35',
		],
		[
			'searchNotifications',
			(sandbox) =>
				sandbox.notify(
					'LowBalance',
					{ balance: 45.2, threshold: 100 },
					{ id: '2c2f0bac-3e80-4504-82e5-6b41d17cfbd3', created_at: '2026-03-16 12:00:00' },
				),
			'LowBalance · 2026-03-16 12:00:00',
			'2c2f0bac-3e80-4504-82e5-6b41d17cfbd3',
		],
	])('%s: %#', async (method, seed, name, value) => {
		seed(bench().sandbox);
		expect(await search(method)).toEqual({ results: [{ name, value }] });
	});

	it.each([
		'searchContactLists',
		'searchSounds',
		'searchScenarios',
		'searchAutocalls',
		'searchSmsBulks',
		'searchCallerIds',
		'searchCallerIdNumbers',
		'searchNotifications',
	])('%s of an empty account shows nothing', async (method) => {
		expect(await search(method)).toEqual({ results: [] });
	});

	it('every list of the node is one of these, and every one of these is used', () => {
		const { properties } = bench().engine.nodeDescription();
		const methods = new Set(
			JSON.stringify(properties).match(/(?<="(searchListMethod|loadOptionsMethod)":")\w+/g),
		);
		expect([...methods].sort()).toEqual([
			'getContactLists',
			'getSounds',
			'searchAutocalls',
			'searchCallerIdNumbers',
			'searchCallerIds',
			'searchContactLists',
			'searchNotifications',
			'searchScenarios',
			'searchSmsBulks',
			'searchSounds',
		]);
	});
});

describe('records in odd shapes', () => {
	interface Listed {
		data: object[];
	}
	const altered = (alter: (listed: Listed) => object) =>
		bench().sandbox.faults.add({ kind: 'altered', alter: (json) => alter(json as Listed) });
	const each = (change: object) =>
		altered((listed) => ({ ...listed, data: listed.data.map((one) => ({ ...one, ...change })) }));

	it.each<[string, (sandbox: Sandbox) => unknown, object, string[]]>([
		[
			'searchContactLists',
			(own) => own.seedContactList(),
			{ name: null, contacts_count: null },
			['101'],
		],
		[
			'searchSounds',
			(own) => own.seedSound({ name: 'Hello' }),
			{ duration: null, confirmed: '0' },
			['Hello (not approved)'],
		],
		['searchAutocalls', (own) => own.seedAutocall({ name: 'March' }), { status: null }, ['March']],
		['searchAutocalls', (own) => own.seedAutocall(), { id: null }, []],
		[
			'searchCallerIds',
			(own) => own.seedRentedCallerId({ number: '+77086469620' }),
			{ rented_until: null },
			['+77086469620'],
		],
		['searchCallerIdNumbers', (own) => own.seedRentedCallerId(), { number: null }, []],
	])(
		'%s: %#: what is not known is left out, and what cannot be chosen',
		async (method, seed, change, names) => {
			seed(bench().sandbox);
			each(change);
			expect((await search(method)).results.map(({ name }) => name)).toEqual(names);
		},
	);

	it('a list with gaps, which PHP sends as an object, is read', async () => {
		bench().sandbox.seedContactList({ name: 'March', contacts: [] });
		altered((listed) => ({ ...listed, data: { 2: listed.data[0] } }));
		expect((await search('searchContactLists')).results).toHaveLength(1);
		bench().sandbox.seedRentedCallerId();
		altered(({ data }) => ({ data: { 0: null, 2: data[0] } }));
		expect((await search('searchCallerIds')).results).toHaveLength(1);
	});

	it('a response without a list is an error in words', async () => {
		altered(() => ({ message: 'Later.' }));
		await expect(search('searchCallerIds')).rejects.toThrow(
			'The response of AutoCall.kz could not be read',
		);
	});
});

describe('a search', () => {
	beforeEach(() => {
		for (const name of ['Клиенты МАРТ', 'Қарыз — сәуір', 'VIP march', 'Others']) {
			bench().sandbox.seedContactList({ name, contacts: [] });
		}
	});

	it.each([
		['vip', [103]],
		['MARCH', [103]],
		['март', [101]],
		['КЛИЕНТЫ', [101]],
		['қарыз', [102]],
		['СӘУІР', [102]],
		[' others ', [104]],
		['102', [102]],
		['10', []],
		['nobody', []],
		['', [104, 103, 102, 101]],
	])('for %p finds the lists %p', async (filter, ids) => {
		const { results } = await search('searchContactLists', filter);
		expect(results.map(({ value }) => value)).toEqual(ids);
	});

	it('finds caller IDs by their number and notifications by their type', async () => {
		const { sandbox } = bench();
		sandbox.seedRentedCallerId({ number: '+77086469627' });
		const { id } = sandbox.seedRentedCallerId({ number: '+77051112233' });
		sandbox.notify('LowBalance', { balance: 1, threshold: 2 });
		const finished = sandbox.notify('SMSBulkFinished', { id: 1, name: 'March' });

		expect((await search('searchCallerIds', '705111')).results).toMatchObject([{ value: id }]);
		expect((await search('searchCallerIdNumbers', '705111')).results).toMatchObject([
			{ value: '+77051112233' },
		]);
		expect((await search('searchNotifications', 'bulkfinished')).results).toMatchObject([
			{ value: finished.id },
		]);
	});
});

describe('scrolling on', () => {
	it('shows everything once, newest first', async () => {
		const lists = seedContactLists(27);
		const { results, asked } = await scroll('searchContactLists');
		expect(results.map(({ value }) => value)).toEqual(lists.map(({ id }) => id).reverse());
		// 27 lists in pages of 2, of which one search looks through five.
		expect(asked).toBe(3);
		expect(bench().sandbox.requests.map(({ query }) => Number(query.page))).toEqual(
			Array.from({ length: 14 }, (_none, index) => index + 1),
		);
	});

	it('goes on past pages on which a search finds nothing', async () => {
		const lists = seedContactLists(27);
		const { results } = await scroll('searchContactLists', 'list 1 (');
		expect(results).toEqual([{ name: 'List 1 (0 contacts)', value: lists[0]?.id }]);
	});

	it.each([
		['searchSounds', (sandbox: Sandbox) => sandbox.seedSound().id],
		['searchScenarios', (sandbox: Sandbox) => sandbox.seedScenario().id],
		['searchAutocalls', (sandbox: Sandbox) => sandbox.seedAutocall().id],
		['searchSmsBulks', (sandbox: Sandbox) => sandbox.seedBulk().id],
	])('%s shows everything once too', async (method, seed) => {
		const ids = Array.from({ length: 15 }, () => seed(bench().sandbox));
		const { results } = await scroll(method);
		expect(results.map(({ value }) => value)).toEqual(ids.reverse());
	});
});

describe('a list of several', () => {
	const choices = async (method: string) =>
		await bench().engine.loadOptions({ method, credential: bench().credential });

	it('offers every contact list', async () => {
		const lists = seedContactLists(23);
		expect((await choices('getContactLists')).map(({ value }) => value)).toEqual(
			lists.map(({ id }) => id).reverse(),
		);
	});

	it('offers every sound, with its length and what moderators said of it', async () => {
		const { sandbox } = bench();
		sandbox.seedSound({ name: 'First' });
		sandbox.seedSound({ name: 'Second', confirmed: false, confirmed_at: null });
		expect(await choices('getSounds')).toEqual([
			{ name: 'Second (0:10, not approved)', value: 202 },
			{ name: 'First (0:10, approved)', value: 201 },
		]);
	});
});

describe('when the list cannot be fetched', () => {
	const wrongKey = () => ({ ...bench().credential, apiKey: 'wrong' });
	const inWords = {
		name: 'NodeApiError',
		message: 'AutoCall.kz did not accept the API key',
		description:
			'Open the AutoCall credential and paste the API key again. Find it in your account at autocall.kz under Settings → API.',
	};

	it.each(['searchContactLists', 'searchCallerIds', 'searchNotifications'])(
		'%s says so in words',
		async (method) => {
			await expect(
				bench().engine.listSearch({ method, credential: wrongKey() }),
			).rejects.toMatchObject(inWords);
		},
	);

	it.each(['getContactLists', 'getSounds'])('%s says so in words', async (method) => {
		await expect(
			bench().engine.loadOptions({ method, credential: wrongKey() }),
		).rejects.toMatchObject(inWords);
	});

	it('a service at fault is asked again before that', async () => {
		seedContactLists(1);
		bench().sandbox.faults.add({ kind: 'html' });
		expect((await search('searchContactLists')).results).toHaveLength(1);
		expect(bench().sandbox.requests).toHaveLength(2);
	});
});

describe('what was chosen', () => {
	it.each([
		['from the list', (id: number) => ({ __rl: true, mode: 'list', value: id })],
		['by ID, as it was typed', (id: number) => byId(String(id))],
		[
			'by ID, as a number from an expression',
			() => ({ __rl: true, mode: 'id', value: '={{ $json.id }}' }),
		],
		[
			'by ID, as a text from an expression',
			() => ({ __rl: true, mode: 'id', value: '={{ String($json.id) }}' }),
		],
		['as a bare expression', () => '={{ $json.id }}'],
		['as a bare ID', (id: number) => id],
	])('%s', async (_name, chosen) => {
		const [list] = seedContactLists(1);
		const { items } = await bench().run(
			'contactList',
			'get',
			{ contactListId: chosen(list!.id) },
			{ items: [{ id: list!.id }] },
		);
		expect(items.map(({ json }) => json.name)).toEqual(['List 1']);
	});

	it('a caller ID by its number, however it is written', async () => {
		const { sandbox, run } = bench();
		const caller = sandbox.seedRentedCallerId({ number: '+77086469620' });
		const sound = sandbox.seedSound();
		const { items } = await run('autocall', 'create', {
			name: 'March',
			soundId: byId(sound.id),
			contactsSource: 'json',
			contactsJson: '[{ "number": "+77010000001" }]',
			additionalFields: { callerId: { __rl: true, mode: 'number', value: '8 708 646 96 20' } },
		});
		expect(items.map(({ json }) => json.caller_id)).toEqual([caller.number]);
	});

	it('nothing: n8n itself says which parameter is missing', async () => {
		const { error } = await bench().run('contactList', 'get');
		expect(error?.message).toContain('Parameter "Contact List" is required.');
		expect(bench().sandbox.requests).toEqual([]);
	});
});
