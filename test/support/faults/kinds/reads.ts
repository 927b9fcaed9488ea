import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { silentMp3 } from '../../../../sandbox/audio';
import { gave } from '../findings';
import type { Kind, NodeErrand, Stage } from '../kind';
import { ITEM_ID, phone, someItems, times } from './several';
import { STORED } from './stored';

/** One thing that can be asked for. */
interface Question {
	resource: string;
	operation: string;
	path: string;
	/** Makes what is asked for; gives the item that asks for it, and how its response is known. */
	make(stage: Stage): { item: IDataObject; answer: IDataObject };
	parameters?: IDataObject;
}

const QUESTIONS: Question[] = [
	{
		resource: 'account',
		operation: 'getBalance',
		path: '/balance',
		make: ({ sandbox }) => ({ item: {}, answer: { balance: sandbox.store.balance } }),
	},
	{
		resource: 'account',
		operation: 'getSettings',
		path: '/settings',
		make: () => ({ item: {}, answer: { time_from: '11:00:00', time_to: '20:30:00' } }),
	},
	{
		resource: 'payment',
		operation: 'getSummary',
		path: '/payments',
		make: ({ sandbox }) => ({ item: {}, answer: { balance: sandbox.store.balance } }),
	},
	...STORED.map(({ resource, parameter, path, seed }) => ({
		...{ resource, operation: 'get', path, parameters: { [parameter]: ITEM_ID } },
		make: ({ sandbox }: Stage) => {
			const { id, name } = seed(sandbox, { name: 'Asked for' });
			return { item: { id }, answer: { id, name } };
		},
	})),
	{
		resource: 'contact',
		operation: 'get',
		path: '/contacts',
		parameters: { contactId: '={{ $json.id }}' },
		make: ({ sandbox }) => {
			const list = sandbox.seedContactList();
			const contact = sandbox.store.contacts.find(({ list_id }) => list_id === list.id)!;
			return { item: { id: contact.id }, answer: { id: contact.id, number: contact.number } };
		},
	},
	{
		resource: 'call',
		operation: 'get',
		path: '/calls',
		parameters: { callId: '={{ $json.id }}' },
		make: ({ sandbox }) => {
			const { id } = sandbox.seedCall({ autocall_id: sandbox.seedAutocall().id });
			return { item: { id }, answer: { id } };
		},
	},
	{
		resource: 'smsMessage',
		operation: 'get',
		path: '/messages',
		parameters: { smsMessageId: '={{ $json.id }}' },
		make: ({ sandbox }) => {
			const { id } = sandbox.seedMessage({ bulk_id: sandbox.seedBulk().id });
			return { item: { id }, answer: { id } };
		},
	},
];

const plainGet: Kind = {
	name: 'Get',
	weight: 2,
	errand(stage) {
		const { resource, operation, path, make, parameters = {} } = stage.random.pick(QUESTIONS);
		const asked = someItems(stage.random, () => make(stage));
		return {
			resource,
			operation,
			parameters: { ...parameters, options: stage.options },
			items: asked.map(({ item }) => item),
			main: { method: 'GET', path },
			judge: gave(({ json }, item) => holds(json, asked[item]!.answer)),
		};
	},
};

/** Operations that give rows without paging, each with a number of them made before. */
const ROWS: Array<{
	resource: string;
	path: string;
	make(stage: Stage, index: number): unknown;
	idOf(row: IDataObject): unknown;
	/** IDs in the order of the service, of those that were made. */
	isNewestFirst?: boolean;
}> = [
	{
		resource: 'callerId',
		path: '/caller-ids',
		make: ({ sandbox }) => sandbox.seedRentedCallerId().id,
		idOf: ({ id }) => id,
	},
	{
		resource: 'confirmedNumber',
		path: '/settings/confirmed_numbers',
		make: ({ sandbox }, index) => sandbox.seedConfirmedNumber({ number: phone(1, index) }).id,
		idOf: ({ id }) => id,
	},
	{
		resource: 'notification',
		path: '/notifications',
		make: ({ sandbox }) => sandbox.notify('ImportFailure', {}).id,
		idOf: ({ id }) => id,
		isNewestFirst: true,
	},
];

const plainRows: Kind = {
	name: 'Get Many (no pages)',
	errand(stage): NodeErrand {
		const { resource, path, make, idOf, isNewestFirst } = stage.random.pick(ROWS);
		const made = times(3, (index) => make(stage, index));
		const ids = isNewestFirst ? made.reverse() : made;
		return {
			resource,
			operation: 'getAll',
			parameters: { options: stage.options },
			items: [{}],
			main: { method: 'GET', path },
			judge: ({ state, outputs }) => {
				if (state !== 'succeeded') return [];
				const given = outputs.map(({ json }) => idOf(json));
				return given.join() === ids.join()
					? []
					: [{ kind: 'lost', count: 1, what: `of ${ids.join()}, ${given.join()} came` }];
			},
		};
	},
};

const tariffs: Kind = {
	name: 'Tariff → Get Many',
	errand({ sandbox, options }) {
		return {
			resource: 'tariff',
			operation: 'getAll',
			parameters: { options: { ...options, baseUrl: sandbox.url } },
			items: [{}],
			main: { method: 'GET', path: '/tariffs' },
			judge: ({ state, outputs }) =>
				state !== 'succeeded' ||
				outputs.map(({ json }) => json.name).join() === 'BRONZE,SILVER,GOLD'
					? []
					: [{ kind: 'lost', count: 1, what: `${outputs.length} tariffs` }],
		};
	},
};

const calculateCost: Kind = {
	name: 'Calculate Cost',
	errand({ sandbox, random, options }) {
		const isBulk = random.chance(0.5);
		const items = someItems(random, (index) => ({ contacts: [{ number: phone(2, index) }] }));
		const soundId = { ...ITEM_ID, value: String(sandbox.seedSound().id) };
		return {
			resource: isBulk ? 'smsBulk' : 'autocall',
			operation: 'calculateCost',
			parameters: {
				name: 'What if',
				...(isBulk ? { text: 'Hello' } : { soundId }),
				contactsSource: 'json',
				contactsJson: '={{ $json.contacts }}',
				options,
			},
			items,
			main: { method: 'POST', path: isBulk ? '/bulks/calculate' : '/autocalls/calculate' },
			judge: gave(
				({ json }) =>
					json.max_cost === (isBulk ? 16 : 28) &&
					sandbox.store.bulks.size + sandbox.store.autocalls.size === 0,
			),
		};
	},
};

const recording: Kind = {
	name: 'Get Recording',
	weight: 2,
	errand({ sandbox, random, options, engine }): NodeErrand {
		const isAnswer = random.chance(0.5);
		const autocall = sandbox.seedAutocall({ record: true, type: 'interactive' });
		const made = someItems(random, (index) => {
			const content = silentMp3(index + 1);
			const record = `answer-${index}.mp3`;
			const call = sandbox.seedCall({
				autocall_id: autocall.id,
				data: { record },
				recording: content,
			});
			return { item: { id: call.id, file: record }, content };
		});
		return {
			resource: isAnswer ? 'sound' : 'call',
			operation: isAnswer ? 'getAnswerRecording' : 'getRecording',
			parameters: {
				...(isAnswer ? { file: '={{ $json.file }}' } : { callId: '={{ $json.id }}' }),
				options,
			},
			items: made.map(({ item }) => item),
			main: { method: 'GET', path: isAnswer ? '/sounds/listen' : '/calls/recordings' },
			judge: async (report) => {
				if (report.state !== 'succeeded') return [];
				const content = await contentOf(
					report.outputs,
					async (data) => await engine.readBinary(data),
				);
				return content?.equals(made[report.item]!.content)
					? []
					: [
							{
								kind: 'lost',
								count: 1,
								what: `item ${report.item} gave a file of ${content?.length} bytes`,
							},
						];
			},
		};
	},
};

async function contentOf(
	[output]: INodeExecutionData[],
	readBinary: (data: NonNullable<INodeExecutionData['binary']>[string]) => Promise<Buffer>,
): Promise<Buffer | undefined> {
	const data = output?.binary?.data;
	return data && Buffer.from(await readBinary(data));
}

function holds(json: IDataObject, answer: IDataObject): boolean {
	return Object.entries(answer).every(([key, value]) => json[key] === value);
}

/** The operations that only read. */
export const readKinds: Kind[] = [plainGet, plainRows, tariffs, calculateCost, recording];
