/** Changes of the workflow before Retry: nothing is mixed, and nothing that may exist is created again. */
import type { IDataObject } from 'n8n-workflow';

import { byId, onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import { autocall, create, loseResponse } from './creations';
import { FIRST, jsonOf, numberAt, posted, waitingTogether } from './scenarios';

useFastWaits();
const bench = useBench();
const itWaits = waitingTogether();

/** People with two numbers each, who fill two requests. */
const COUNT = 10_010;
const everybody = Array.from({ length: COUNT }, (_none, index) => ({
	phone: numberAt(index),
	mobile: numberAt(COUNT + index),
}));
const ofField = (numberField: string): IDataObject => ({
	contactsSource: 'inputItems',
	numberField,
});
/** Contacts, and the same after one of the second part was corrected. */
const list = everybody.map(({ phone }) => ({ number: phone }));
const corrected = list.with(10_004, { number: '+77770000000' });
const newList = { resource: 'contactList', operation: 'create', name: 'Debtors' };
const listOf = (field: string): IDataObject => ({
	...{ ...newList, contactsSource: 'json', contactsJson: `={{ $json.${field} }}` },
});
const more = { resource: 'contactList', operation: 'addContacts', contactListId: byId(FIRST.list) };
const held = ({ sandbox }: Bench) => sandbox.store.contacts.all().map(({ number }) => number);

/** Lets the service refuse, or lose, the second part. */
function strikeSecondPart({ sandbox }: Bench, after: number, status = 422) {
	sandbox.faults.add({
		...{ kind: 'status', status, method: 'POST', path: '/lists/append', after },
		body: {
			message: 'Wrong.',
			errors: { 'numbers.4.number': ['Неверный формат.'] },
		},
	});
}

async function fill(own: Bench, parameters: IDataObject, items: IDataObject[] = everybody) {
	const { resource, operation, ...others } = parameters;
	return await own.run(resource as string, operation as string, others, { items });
}

describe('a contact of a later part that the service refuses', () => {
	it('is named by its input item, and the advice fits what stays', async () => {
		const own = bench();
		strikeSecondPart(own, 0);
		const { error } = await fill(own, { ...newList, ...ofField('phone') });
		expect(error?.message).toBe(
			`AutoCall.kz did not accept: Contacts, item 10004 (number): Неверный формат. Already done: the contact list 101 holds the first 10000 of 10010 contacts, up to ${numberAt(9_999)} [item 0]`,
		);
		expect(error?.description).toBe(
			'Correct the values named here. Retrying the failed execution adds the others. A new execution would create a second list; add only the others instead, with Contact List → Add Contacts.',
		);
	});

	it('is named by its input item also behind duplicates that were left out', async () => {
		const own = bench();
		strikeSecondPart(own, 0);
		const [first] = everybody;
		const { error } = await fill(own, { ...newList, ...ofField('phone') }, [first!, ...everybody]);
		expect(error?.message).toContain('Contacts, item 10005 (number): Неверный формат');
	});

	it('is named by its input item in a campaign as well', async () => {
		const own = bench();
		own.sandbox.faults.add({
			...{ kind: 'status', status: 422, method: 'POST', path: '/bulks' },
			body: { message: 'Wrong.', errors: { 'list_id.1.number': ['Неверный формат.'] } },
		});
		const parameters = { name: 'Debts', text: 'Hello', ...ofField('phone') };
		const [first, second] = everybody;
		const items = [first!, first!, second!];
		const { error } = await own.run('smsBulk', 'create', parameters, { items });
		expect(error?.message).toContain('Contacts, item 2 (number): Неверный формат');
	});

	it('is sent once it was corrected, with those after it', async () => {
		const own = bench();
		strikeSecondPart(own, 0);
		const failed = await fill(own, listOf('list'), [{ list, corrected }]);
		const { items } = await failed.retry(listOf('corrected'));
		expect(items[0]?.json).toMatchObject({ id: FIRST.list, contacts_count: COUNT });
		expect(held(own)).toEqual(corrected.map(({ number }) => number));
	});
});

describe('other contacts, after a part of the contacts was sent', () => {
	const ways: Array<[string, IDataObject, before: number]> = [
		['a new list', newList, 0],
		['contacts that are added to a list', more, 1],
	];
	it.each(ways)(
		'%s: nothing is mixed, and going back completes it',
		async (_what, parameters, after) => {
			const own = bench();
			if (after) own.sandbox.seedContactList({ contacts: [] });
			strikeSecondPart(own, after);
			const failed = await fill(own, { ...parameters, ...ofField('phone') });
			expect(failed.status).toBe('error');
			const posts = posted(own, '/lists/append/{id}').length;
			const changed = await failed.retry({ ...parameters, ...ofField('mobile') });
			expect(changed.error?.message).toBe(
				'"Contacts" has changed since an earlier try of this execution began to send it [item 0]',
			);
			expect(changed.error?.description).toBe(
				`This try sent nothing. After the earlier try, the contact list 101 holds the first 10000 of 10010 contacts, up to ${numberAt(9_999)}. To send the others, change "Contacts" back and retry. Or start a new execution with the current values.`,
			);
			expect(posted(own, '/lists/append/{id}')).toHaveLength(posts);
			const { status } = await changed.retry({ ...parameters, ...ofField('phone') });
			expect(status).toBe('success');
			expect(held(own)).toEqual(everybody.map(({ phone }) => phone));
		},
	);

	it('another list to add to: nothing is sent to it', async () => {
		const own = bench();
		own.sandbox.seedContactList({ contacts: [] });
		const other = own.sandbox.seedContactList({ contacts: [] });
		strikeSecondPart(own, 1);
		const failed = await fill(own, { ...more, ...ofField('phone') });
		const { error } = await failed.retry({
			...{ ...more, contactListId: byId(other.id) },
			...ofField('phone'),
		});
		expect(error?.message).toContain('"Contact List" has changed since an earlier try');
		expect(held(own)).toHaveLength(10_000);
	});

	itWaits(
		'while it is not known whether a part was added: nothing is sent',
		onBench({}, async (own) => {
			strikeSecondPart(own, 0, 500);
			const failed = await fill(own, listOf('list'), [{ list, corrected }]);
			const changed = await failed.retry(listOf('corrected'));
			expect(changed.error?.message).toContain('"Contacts" has changed since an earlier try');
			expect(changed.error?.description).toContain('An earlier request may have been carried out.');
			expect(posted(own, '/lists/append/{id}')).toHaveLength(1);
		}),
	);
});

describe('other values for what may have been made', () => {
	itWaits(
		'an autocall is looked for as it was sent, and comes out so',
		onBench({}, async (own) => {
			loseResponse(own, autocall, { kind: 'statusAfterEffect', status: 504 });
			own.sandbox.faults.add({ kind: 'html', status: 503, path: '/autocalls', times: 18 });
			const failed = await create(own, autocall);
			expect(failed.status).toBe('error');
			const { resource, operation, parameters } = autocall;
			const { items } = await failed.retry({ resource, operation, ...parameters, name: 'New' });
			expect(jsonOf(items)).toMatchObject([{ id: FIRST.autocall, name: 'Debts' }]);
			expect(posted(own, '/autocalls')).toHaveLength(1);
		}),
	);

	it('a flash call is not made to the new number either', async () => {
		const own = bench();
		own.sandbox.faults.add({ kind: 'statusAfterEffect', status: 500 });
		const call = { resource: 'flashCall', operation: 'send' };
		const failed = await own.run('flashCall', 'send', { number: numberAt(0) });
		const again = await failed.retry({ ...call, number: numberAt(1) });
		expect(again.error?.description).toContain('To send it again anyway, start a new execution');
		expect(posted(own, '/flash-calls')).toHaveLength(1);
	});
});

describe('other values for what was made', () => {
	const two = [{ name: 'A' }, { name: 'B' }];
	const list = {
		...{ resource: 'contactList', operation: 'create', name: '={{ $json.name }}' },
		...{ contactsSource: 'json', contactsJson: `[{ "number": "${numberAt(0)}" }]` },
	};
	const failAtSecond = async (own: Bench) => {
		const { resource, operation, ...parameters } = list;
		own.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', after: 1 });
		return await own.run(resource, operation, parameters, { items: two });
	};
	const names = ({ sandbox }: Bench) => sandbox.store.contactLists.all().map(({ name }) => name);

	it('it stays and comes out as it was made; the others are made with the new ones', async () => {
		const own = bench();
		const failed = await failAtSecond(own);
		const { items } = await failed.retry({ ...list, name: '=New {{ $json.name }}' });
		expect(items.map(({ json }) => json.name)).toEqual(['A', 'New B']);
		expect(names(own)).toEqual(['A', 'New B']);
	});

	it('another operation begins anew: what was made is not its output', async () => {
		const own = bench();
		const failed = await failAtSecond(own);
		const { items } = await failed.retry({
			...{ resource: 'flashCall', operation: 'send', number: numberAt(0) },
		});
		expect(items.map(({ json }) => json.number)).toEqual([numberAt(0), numberAt(0)]);
		expect(own.sandbox.store.flashCalls.size).toBe(2);
	});
});
