import type { ApiCall, ZvonobotSandbox } from '../../../../sandbox/zvonobot';
import { silentMp3 } from '../../../../sandbox/audio';
import { SPOKEN } from '../../zvonobot';
import { tookEffectOnce } from '../findings';
import { between, someItems, times } from '../kinds/several';
import { phoneOf, to, type ZvonobotKind } from './kind';

/** How an error tells that people were called, or may have been. */
const TELLS_OF_CALLS = /may have been carried out|Already done: \d+ calls? (was|were) created/;

const callsIn = (calls: ApiCall[]) => calls.map(({ id, phone }) => ({ id, phone }));

/** Many people in one request. */
const callRows: ZvonobotKind = {
	name: 'Call → Create, Input Items',
	weight: 4,
	errand({ sandbox, random, options }) {
		const items = times(between(random, 1, 6), (index) => ({ phone: phoneOf(index) }));
		return {
			...{ resource: 'call', operation: 'create', items, isBatch: true, main: to('create') },
			parameters: { ...SPOKEN, numberField: 'phone', options },
			judge: tookEffectOnce(
				(item) => callsIn(sandbox.store.apiCalls.filter(({ phone }) => phone === phoneOf(item))),
				TELLS_OF_CALLS,
			),
		};
	},
};

/** A request for each item, with a text of its own. */
const callEach: ZvonobotKind = {
	name: 'Call → Create, Define Below',
	weight: 4,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ phone: phoneOf(index) }));
		return {
			...{ resource: 'call', operation: 'create', items, main: to('create') },
			parameters: {
				...SPOKEN,
				...{ contactsSource: 'define', text: '=Call {{ $json.phone }} back', options },
				contacts: { contact: [{ number: '={{ $json.phone }}' }] },
			},
			judge: tookEffectOnce((item) =>
				callsIn(sandbox.store.apiCalls.filter(({ phone }) => phone === phoneOf(item))),
			),
		};
	},
};

/** Several requests in a run: a person who is called twice is in the next one. */
const callFromTemplate: ZvonobotKind = {
	name: 'Call → Create From Template',
	weight: 4,
	errand({ sandbox, random, options }) {
		const { id } = sandbox.seedTemplate({ text: 'Order {order} is ready' });
		const items = times(between(random, 1, 6), (index) => ({
			phone: phoneOf(index % 3),
			order: `A${index}`,
		}));
		return {
			...{ resource: 'call', operation: 'createFromTemplate', items, isBatch: true },
			parameters: {
				templateId: { __rl: true, mode: 'id', value: String(id) },
				...{ numberField: 'phone', variableFields: 'order', removeDuplicates: false, options },
			},
			main: to('createWithTemplate'),
			judge: tookEffectOnce(
				(item) =>
					callsIn(
						sandbox.store.templateCalls.filter(
							({ text }) => text === `Order ${items[item]!.order} is ready`,
						),
					),
				TELLS_OF_CALLS,
			),
		};
	},
};

const flashCall: ZvonobotKind = {
	name: 'Flash Call → Send',
	weight: 3,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ phone: phoneOf(index), pin: `${1000 + index}` }));
		return {
			...{ resource: 'flashCall', operation: 'send', items, main: to('confirmPhone') },
			parameters: { phone: '={{ $json.phone }}', pin: '={{ $json.pin }}', options },
			judge: tookEffectOnce((item) =>
				sandbox.store.flashCalls
					.filter(({ phone }) => phone === phoneOf(item))
					.map(({ phone, pin }) => ({ phone, pin, sent: true })),
			),
		};
	},
};

const audio: ZvonobotKind = {
	name: 'Audio → Create',
	weight: 3,
	async errand({ engine, sandbox, random, options }) {
		const source = random.pick(['text', 'file']);
		const data = await engine.storeBinary(silentMp3(2), 'hello.mp3', 'audio/mpeg');
		const names = someItems(random, (index) => `Audio ${index}`);
		return {
			...{ resource: 'audio', operation: 'create', main: to('createRecord') },
			parameters: { ...{ name: '={{ $json.name }}', source, options }, text: 'Hello' },
			items: names.map((name) => ({
				json: { name },
				...(source === 'file' && { binary: { data } }),
			})),
			judge: tookEffectOnce((item) => audioNamed(sandbox, names[item]!)),
		};
	},
};

function audioNamed({ store }: ZvonobotSandbox, wanted: string) {
	return store.records.filter(({ name }) => name === wanted).map(({ id, name }) => ({ id, name }));
}

/** The operations that create, call or charge. */
export const createKinds: ZvonobotKind[] = [callRows, callEach, callFromTemplate, flashCall, audio];
