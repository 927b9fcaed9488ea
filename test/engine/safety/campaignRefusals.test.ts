/** Campaigns that the service refuses: the words belong to the request that failed, and fit what was done by then. */
import type { IDataObject } from 'n8n-workflow';

import { byId, useBench } from '../../support/autoCall';
import { autocall, smsBulk, type Campaign } from './campaigns';
import { people, seen, sent } from './scenarios';

const bench = useBench({ balance: 10_000_000 });

beforeEach(() => {
	bench().sandbox.seedContactList();
	bench().sandbox.seedSound({ duration: 10 });
});

const TOO_LOW = 'The balance of the AutoCall.kz account is too low for this';
const TOP_UP = 'Top up the account (Payment → Create Top-Up creates a payment link)';
/** How to go on when the list of a campaign is there, and the campaign isn't. */
const GO_ON =
	'Retrying the failed execution uses it. When you start a new execution, choose this list under Contacts → Contact Lists instead of sending the contacts again.';
const SAYS = 'AutoCall.kz says: “Недостаточно средств на балансе”.';

async function create({ resource, parameters }: Campaign, count: number, more: IDataObject = {}) {
	return await bench().run(resource, 'create', { ...parameters, ...people(count), ...more });
}

describe.each([autocall, smsBulk])('a campaign ($noun) that the account cannot pay', (campaign) => {
	const { route, price, size } = campaign;
	const exactly = new RegExp(`^${route}$`);
	const tenge = (amount: number) => `${amount.toLocaleString('en-US')} tenge`;

	it.each([422, 402])(
		'and that is refused with %i says what is needed, what is there and how to top up, without Max Cost too',
		async (status) => {
			bench().sandbox.store.balance = 5;
			if (status === 402) {
				const body = { message: 'Недостаточно средств на балансе.' };
				bench().sandbox.faults.add({ kind: 'status', status, path: exactly, body });
			}
			expect(seen(await create(campaign, 3))).toEqual({
				status: 'error',
				message: `${TOO_LOW}: it could cost ${tenge(3 * price)}, but the balance is 5 tenge [item 0]`,
				description: `${SAYS} ${TOP_UP} and run this again. Nothing was sent.`,
			});
			expect(sent(bench())).toEqual([
				'GET /settings',
				`POST ${route}`,
				`POST ${route}/calculate`,
				'GET /balance',
			]);
		},
	);

	it('says the same when Max Cost finds it out', async () => {
		bench().sandbox.store.balance = 5;
		expect(seen(await create(campaign, 3, { options: { maxCost: 5_000 } }))).toEqual({
			status: 'error',
			message: `${TOO_LOW}: it could cost ${tenge(3 * price)}, but the balance is 5 tenge [item 0]`,
			description: `${TOP_UP} and run this again. Nothing was sent.`,
		});
	});

	it('says that a part is reserved when there seems to be enough', async () => {
		bench().sandbox.store.balance = 5 * price;
		await create(campaign, 3);
		expect(seen(await create(campaign, 4)).message).toBe(
			`${TOO_LOW}: it could cost ${tenge(4 * price)}, and part of the ${tenge(5 * price)} is reserved for other campaigns [item 0]`,
		);
		expect(size(bench())).toBe(1);
	});

	it('says only what can be found out', async () => {
		bench().sandbox.store.balance = 5;
		bench().sandbox.faults.add({ kind: 'status', status: 403, path: `${route}/calculate` });
		expect(seen(await create(campaign, 3)).message).toBe(`${TOO_LOW}: it is 5 tenge [item 0]`);
		bench().sandbox.faults.add({ kind: 'status', status: 403, path: '/balance' });
		expect(seen(await create(campaign, 3)).message).toBe(
			`${TOO_LOW}: it could cost ${tenge(3 * price)} [item 0]`,
		);
	});

	it('for more than 5,000 people says once how to go on: with the list that was made', async () => {
		bench().sandbox.store.balance = 5;
		expect(seen(await create(campaign, 5_001))).toEqual({
			status: 'error',
			message: `${TOO_LOW}: it could cost ${tenge(5_001 * price)}, but the balance is 5 tenge. Already done: the contact list 102 was created with all 5001 contacts [item 0]`,
			description: `${SAYS} ${TOP_UP}. ${GO_ON}`,
		});
		expect(sent(bench()).slice(-2)).toEqual([`POST ${route}/calculate`, 'GET /balance']);
	});

	it('and that has another fault besides gets an error with all of them', async () => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 422,
			path: exactly,
			body: { message: 'No.', errors: { balance: ['Мало.'], name: ['Плохо.'] } },
		});
		expect(seen(await create(campaign, 3)).message).toBe(
			'AutoCall.kz did not accept: balance: Мало; Name: Плохо [item 0]',
		);
	});

	it('for more than 5,000 people that is refused for another reason says once how to go on, too', async () => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 422,
			path: exactly,
			body: { message: 'No.', errors: { name: ['Плохо.'] } },
		});
		expect(seen(await create(campaign, 5_001)).description).toBe(
			`Correct the values named here. ${GO_ON}`,
		);
	});
});

describe('the words for a request', () => {
	const SPAM = 'AutoCall.kz considers this autocall spam [item 0]';
	const refused = (path: string | RegExp) => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 403,
			method: 'POST',
			path,
			body: { message: 'Нельзя.' },
		});
	};

	it('that makes the contact list of an autocall say nothing of spam', async () => {
		refused('/lists');
		expect(seen(await create(autocall, 5_001))).toEqual({
			status: 'error',
			message: 'AutoCall.kz refused the request (status 403) [item 0]',
			description:
				'AutoCall.kz says: “Нельзя”. If the reason is not clear, ask AutoCall.kz support at info@autocall.kz.',
		});
		expect(autocall.size(bench())).toBe(0);
	});

	it.each([
		['makes the autocall', /^\/autocalls$/, {}],
		['calculates its cost', '/autocalls/calculate', { options: { maxCost: 5_000 } }],
	])('that %s name spam', async (_what, path, more) => {
		refused(path);
		expect(seen(await create(autocall, 3, more)).message).toBe(SPAM);
	});

	it('of Calculate Cost name spam', async () => {
		refused('/autocalls/calculate');
		const parameters = { ...autocall.parameters, ...people(3) };
		const result = await bench().run('autocall', 'calculateCost', parameters);
		expect(seen(result).message).toBe(SPAM);
	});

	it('that makes the contact list send nobody to look for an autocall', async () => {
		bench().sandbox.faults.add({ kind: 'statusAfterEffect', status: 500, path: '/lists' });
		const { description } = seen(
			await create(autocall, 5_001, { options: { duplicateProtection: false } }),
		);
		expect(description).toMatch(
			/Use Contact List → Get Many to check whether it exists, and how many contacts it has, before you run this again\./,
		);
	});

	it.each([
		['Create', 'create', { name: 'Debtors' }, '/lists', 'Contact List → Get Many'],
		[
			'Add Contacts',
			'addContacts',
			{ contactListId: byId(101) },
			'/lists/append',
			'Get to check how many',
		],
	])('of Contact List → %s are its own', async (_name, operation, more, path, words) => {
		bench().sandbox.faults.add({ kind: 'statusAfterEffect', status: 500, path });
		const result = await bench().run('contactList', operation, {
			...{ ...people(3), ...more, options: { duplicateProtection: false } },
		});
		expect(seen(result).description).toContain(words);
	});
});
