import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { silentMp3 } from '../../../../sandbox/audio';
import { byId } from '../../autoCall';
import type { SeededRandom } from '../../seededRandom';
import { tookEffectOnce, type Judge } from '../findings';
import type { Kind } from '../kind';
import { between, phone, someItems, times, TELLS_OF_PART } from './several';

/** One contact more than a campaign takes in one request. */
const TOO_MANY = 5_001;

/** The person's own client ID: none, one for each item, or the same for all of them. */
function additionalFields(random: SeededRandom): IDataObject {
	const clientId = random.pick(['', '={{ $json.name }}', 'deal-7']);
	return clientId ? { additionalFields: { clientId } } : {};
}

function campaignOptions(random: SeededRandom, options: IDataObject): IDataObject {
	return {
		...options,
		...(random.chance(0.25) && { maxCost: 1_000_000 }),
		...(random.chance(0.2) && { outsideAllowedHours: 'moveIntoWindow' }),
	};
}

function autocallsNamed({ store }: Sandbox, name: string): IDataObject[] {
	return [
		...store.autocalls.filter((autocall) => autocall.name === name).map(({ id }) => ({ id, name })),
		...store.queuedAutocalls.filter(({ autocall }) => autocall.name === name).map(() => ({ name })),
	];
}

const byLists: Kind = {
	name: 'Autocall → Create (lists)',
	weight: 5,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({
			name: `Autocall ${index}`,
			lists: times(between(random, 1, 2), () => sandbox.seedContactList().id),
		}));
		if (random.chance(0.3)) sandbox.seedAutocall({ client_id: 'deal-7' });
		return {
			resource: 'autocall',
			operation: 'create',
			parameters: {
				name: '={{ $json.name }}',
				soundId: byId(sandbox.seedSound().id),
				contactsSource: 'contactLists',
				contactListIds: '={{ $json.lists }}',
				...additionalFields(random),
				options: campaignOptions(random, options),
			},
			items,
			main: { method: 'POST', path: /^\/autocalls$/ },
			judge: tookEffectOnce((item) => autocallsNamed(sandbox, items[item]!.name)),
		};
	},
};

const inline: Kind = {
	name: 'Autocall → Create (contacts)',
	weight: 5,
	async errand({ sandbox, random, options, engine }) {
		const soundSource = random.pick(['existing', 'synthesis', 'upload']);
		const data = await engine.storeBinary(silentMp3(2), 'hello.mp3', 'audio/mpeg');
		const items = someItems(random, (index) => ({
			name: `Autocall ${index}`,
			contacts: times(between(random, 1, 4), (one) => ({ number: phone(40 + index, one) })),
		}));
		return {
			resource: 'autocall',
			operation: 'create',
			parameters: {
				name: '={{ $json.name }}',
				soundSource,
				...(soundSource === 'existing' && { soundId: byId(sandbox.seedSound().id) }),
				...(soundSource === 'synthesis' && { text: 'Hello' }),
				contactsSource: 'json',
				contactsJson: '={{ $json.contacts }}',
				...additionalFields(random),
				options: campaignOptions(random, options),
			},
			items: items.map((json) => ({ json, binary: { data } })),
			main: { method: 'POST', path: /^\/autocalls$/ },
			judge: tookEffectOnce((item) => autocallsNamed(sandbox, items[item]!.name)),
		};
	},
};

const listFirst: Kind = {
	name: 'Autocall → Create (5,001 contacts)',
	weight: 0.6,
	errand({ sandbox, random, options }) {
		const name = 'Large';
		const contacts = times(TOO_MANY, (index) => ({ number: phone(50, index) }));
		const lists = () => sandbox.store.contactLists.filter((list) => list.name === name);
		const judge: Judge = (report) => [
			...tookEffectOnce(() =>
				autocallsNamed(sandbox, name).map(() => ({ name, contactListId: lists()[0]?.id })),
			)(report),
			...tookEffectOnce(
				() => lists().map(({ id }) => ({ contactListId: id })),
				TELLS_OF_PART,
			)(report),
		];
		return {
			resource: 'autocall',
			operation: 'create',
			parameters: {
				name,
				soundId: byId(sandbox.seedSound().id),
				contactsSource: 'json',
				contactsJson: '={{ $json.contacts }}',
				...additionalFields(random),
				options: campaignOptions(random, options),
			},
			items: [{ name, contacts }],
			main: { method: 'POST', path: /^\/(autocalls|lists)$/ },
			// The service makes what it has accepted.
			meanwhile: times(between(random, 0, 2), () => () => sandbox.advance()),
			judge,
		};
	},
};

const accepted: Kind = {
	name: 'Autocall → Create (202)',
	weight: 1,
	errand({ sandbox, random, options }) {
		const contacts = times(TOO_MANY, (index) => ({ number: phone(51, index) }));
		const list = sandbox.seedContactList({ contacts });
		const items = times(between(random, 1, 2), (index) => ({ name: `Accepted ${index}` }));
		return {
			resource: 'autocall',
			operation: 'create',
			parameters: {
				name: '={{ $json.name }}',
				soundId: byId(sandbox.seedSound().id),
				contactsSource: 'contactLists',
				contactListIds: [list.id],
				...additionalFields(random),
				// Both items call the same list.
				options: { ...campaignOptions(random, options), allowIdentical: true },
			},
			items,
			main: { method: 'POST', path: /^\/autocalls$/ },
			meanwhile: times(between(random, 0, 2), () => () => sandbox.advance()),
			judge: tookEffectOnce((item) => {
				const { name } = items[item]!;
				return autocallsNamed(sandbox, name).map(() => ({ name }));
			}),
		};
	},
};

const bulk: Kind = {
	name: 'SMS Bulk → Create',
	weight: 6,
	errand({ sandbox, random, options }) {
		const isInLists = random.chance(0.4);
		const items = someItems(random, (index) => {
			const contacts = times(between(random, 1, 4), (one) => ({
				number: phone(60 + index, one),
				variables: { who: `Person ${one}` },
			}));
			return {
				name: `Bulk ${index}`,
				...(isInLists ? { lists: [sandbox.seedContactList({ contacts }).id] } : { contacts }),
			};
		});
		if (random.chance(0.3)) sandbox.seedBulk({ client_id: 'deal-7' });
		return {
			resource: 'smsBulk',
			operation: 'create',
			parameters: {
				name: '={{ $json.name }}',
				text: random.pick(['Hello', 'Hello {{who}}']),
				...(isInLists
					? { contactsSource: 'contactLists', contactListIds: '={{ $json.lists }}' }
					: { contactsSource: 'json', contactsJson: '={{ $json.contacts }}' }),
				...additionalFields(random),
				options: campaignOptions(random, options),
			},
			items,
			main: { method: 'POST', path: /^\/bulks$/ },
			judge: tookEffectOnce((item) => {
				const { name } = items[item]!;
				return sandbox.store.bulks
					.filter((one) => one.name === name)
					.map(({ id }) => ({ id, name }));
			}),
		};
	},
};

const bulkFromItems: Kind = {
	name: 'SMS Bulk → Create (input items)',
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ phone: phone(70, index), who: 'Aigul' }));
		return {
			resource: 'smsBulk',
			operation: 'create',
			parameters: {
				name: 'All items',
				text: 'Hello {{who}}',
				contactsSource: 'inputItems',
				variableFields: 'who',
				...additionalFields(random),
				options: campaignOptions(random, options),
			},
			items,
			takesAllItems: true,
			main: { method: 'POST', path: /^\/bulks$/ },
			judge: tookEffectOnce(() =>
				sandbox.store.bulks.filter(({ name }) => name === 'All items').map(({ id }) => ({ id })),
			),
		};
	},
};

/** The operations that call or text many people. */
export const campaignKinds: Kind[] = [byLists, inline, listFirst, accepted, bulk, bulkFromItems];
