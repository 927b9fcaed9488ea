import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { silentMp3 } from '../../../../sandbox/audio';
import { tookEffectOnce } from '../findings';
import type { Kind } from '../kind';
import { between, ITEM_ID, phone, someItems, times } from './several';

const flashCall: Kind = {
	name: 'Flash Call → Send',
	weight: 2,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ number: phone(6, index) }));
		return {
			resource: 'flashCall',
			operation: 'send',
			parameters: { number: '={{ $json.number }}', options },
			items,
			main: { method: 'POST', path: '/flash-calls' },
			judge: tookEffectOnce((item) =>
				sandbox.store.flashCalls
					.filter(({ number }) => number === items[item]!.number)
					.map(({ id, number, code }) => ({ id, number, code })),
			),
		};
	},
};

const testCall: Kind = {
	name: 'Test Call → Send',
	errand({ sandbox, random, options }) {
		const items = times(between(random, 1, 2), (index) => ({ number: phone(7, index) }));
		return {
			resource: 'testCall',
			operation: 'send',
			parameters: { phone: '={{ $json.number }}', options: { ...options, baseUrl: sandbox.url } },
			items,
			main: { method: 'POST', path: '/test-call' },
			judge: tookEffectOnce((item) =>
				sandbox.store.testCalls
					.filter(({ number }) => number === items[item]!.number)
					.map(({ number }) => ({ number })),
			),
		};
	},
};

const topUp: Kind = {
	name: 'Payment → Create Top-Up',
	weight: 2,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ amount: 5_000 + index }));
		const { origin } = new URL(sandbox.url);
		return {
			resource: 'payment',
			operation: 'createTopUp',
			parameters: { amount: '={{ $json.amount }}', options },
			items,
			main: { method: 'POST', path: '/payments' },
			judge: tookEffectOnce((item) =>
				sandbox.store.transactions
					.filter(({ total }) => total === items[item]!.amount)
					.map(({ paymentToken }) => ({ payment_url: `${origin}/payment/${paymentToken}` })),
			),
		};
	},
};

const sound: Kind = {
	name: 'Sound → Synthesize, Upload',
	weight: 2,
	async errand({ sandbox, random, options, engine }) {
		const isUpload = random.chance(0.5);
		const data = await engine.storeBinary(silentMp3(2), 'hello.mp3', 'audio/mpeg');
		const names = someItems(random, (index) => `Sound ${index}`);
		return {
			resource: 'sound',
			operation: isUpload ? 'upload' : 'synthesize',
			parameters: {
				name: '={{ $json.name }}',
				...(!isUpload && { text: 'Hello' }),
				options,
			},
			items: names.map((name) => ({ json: { name }, ...(isUpload && { binary: { data } }) })),
			main: { method: 'POST', path: '/sounds' },
			judge: tookEffectOnce((item) => named(sandbox.store.sounds, names[item]!)),
		};
	},
};

const scenario: Kind = {
	name: 'Scenario → Create',
	weight: 2,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ name: `Scenario ${index}` }));
		return {
			resource: 'scenario',
			operation: 'create',
			parameters: { name: '={{ $json.name }}', data: '{"start":{}}', options },
			items,
			main: { method: 'POST', path: '/scenarios' },
			judge: tookEffectOnce((item) => named(sandbox.store.scenarios, items[item]!.name)),
		};
	},
};

const rent: Kind = {
	name: 'Caller ID → Rent',
	weight: 3,
	account: { tariff: 'GOLD' },
	errand({ sandbox, random, options }) {
		const { callerIds, transactions } = sandbox.store;
		const items = times(between(random, 1, 2), (index) => callerIds.all()[index]!).map(
			({ id, number }) => ({ id, number }),
		);
		return {
			resource: 'callerId',
			operation: 'rent',
			parameters: { callerIdId: ITEM_ID, options },
			items,
			main: { method: 'POST', path: '/caller-ids' },
			judge: tookEffectOnce((item) => {
				const { number } = items[item]!;
				return transactions
					.filter(({ description }) => description === `Аренда номера ${number}`)
					.map(() => ({ number }));
			}),
		};
	},
};

const relaunch: Kind = {
	name: 'Autocall → Relaunch',
	weight: 2,
	errand({ sandbox, random, options }) {
		const autocalls = someItems(random, (index) =>
			sandbox.seedAutocall({ name: `Autocall ${index}`, calls: [{ status: 'no_answer' }] }),
		);
		return {
			resource: 'autocall',
			operation: 'relaunch',
			parameters: { autocallId: ITEM_ID, options },
			items: autocalls.map(({ id }) => ({ id })),
			main: { method: 'GET', path: '/autocalls/relaunch' },
			judge: tookEffectOnce((item) =>
				named(sandbox.store.contactLists, `Перезапуск ${autocalls[item]!.name}`),
			),
		};
	},
};

const transcribe: Kind = {
	name: 'Sound → Transcribe Answer',
	weight: 2,
	errand({ sandbox, random, options }) {
		const autocall = sandbox.seedAutocall({ type: 'interactive' });
		const items = someItems(random, (index) => {
			const file = `answer-${index}.mp3`;
			const number = phone(8, index);
			sandbox.seedCall({ autocall_id: autocall.id, number, data: { record: file } });
			return { file, number };
		});
		return {
			resource: 'sound',
			operation: 'transcribeAnswer',
			parameters: { file: '={{ $json.file }}', options },
			items,
			main: { method: 'GET', path: '/sounds/listen' },
			judge: tookEffectOnce((item) => {
				const { file, number } = items[item]!;
				return sandbox.store.transactions
					.filter(({ description }) => description === `Распознавание речи ${file}`)
					.map(() => ({ text: `Ответ абонента ${number}` }));
			}),
		};
	},
};

const addNumber: Kind = {
	name: 'Confirmed Number → Add',
	weight: 2,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ number: phone(9, index) }));
		const called = noteConfirmationCalls(sandbox);
		return {
			resource: 'confirmedNumber',
			operation: 'add',
			parameters: { number: '={{ $json.number }}', options },
			items,
			main: { method: 'POST', path: '/settings/confirmed_numbers' },
			judge: tookEffectOnce((item) => {
				const { number } = items[item]!;
				return called.filter((one) => one === number).map(() => ({ number }));
			}),
		};
	},
};

/** The numbers that were called to be confirmed: the service keeps only the last call to each. */
function noteConfirmationCalls({ store: { confirmedNumbers } }: Sandbox): string[] {
	const called: string[] = [];
	const add = confirmedNumbers.add.bind(confirmedNumbers);
	confirmedNumbers.add = (row) => {
		called.push(row.number);
		return add(row);
	};
	return called;
}

function named<Row extends { id: number; name: string }>(
	table: { filter(predicate: (row: Row) => boolean): Row[] },
	name: string,
): IDataObject[] {
	return table.filter((row) => row.name === name).map(({ id }) => ({ id, name }));
}

/** The operations that create, call or charge, but for campaigns and contact lists. */
export const createKinds: Kind[] = [
	...[flashCall, testCall, topUp, sound, scenario, rent, relaunch, transcribe, addNumber],
];
