import type { IDataObject } from 'n8n-workflow';

import type { ZvonobotSandbox } from '../../../../sandbox/zvonobot';
import { finding } from '../findings';
import { between, times } from '../kinds/several';
import { seedCall, to, type ZvonobotKind } from './kind';

/** A list that is given as a whole, in the editor or by an operation, and a way to fill it. */
interface List {
	endpoint: string;
	resource?: string;
	search: string;
	seed(sandbox: ZvonobotSandbox, index: number): void;
	/** The values that the editor saves. */
	valuesIn(sandbox: ZvonobotSandbox): unknown[];
}

const LISTS: List[] = [
	{
		...{ endpoint: 'getRecords', search: 'searchAudio' },
		seed: (sandbox) => sandbox.seedRecord(),
		valuesIn: ({ store }) => store.records.all().map(({ id }) => id),
	},
	{
		...{ endpoint: 'getTemplates', resource: 'template', search: 'searchTemplates' },
		seed: (sandbox) => sandbox.seedTemplate(),
		valuesIn: ({ store }) => store.templates.all().map(({ id }) => id),
	},
	{
		...{ endpoint: 'getPhones', resource: 'phoneNumber', search: 'searchPhones' },
		seed: (sandbox, index) => sandbox.seedPhone({ phone: String(77_270_000_010 + index) }),
		valuesIn: ({ store }) =>
			store.phones.filter(({ overall }) => overall === 0).map(({ phone }) => phone),
	},
];

const given = (wanted: unknown[], came: unknown[]) =>
	wanted.join() === came.join()
		? []
		: [finding('lost', `of ${wanted.join()}, ${came.join()} came`)];

const rows: ZvonobotKind = {
	name: 'Get Many',
	weight: 2,
	errand({ sandbox, random, options }) {
		const { resource, endpoint, seed, valuesIn } = random.pick(
			LISTS.filter((list) => list.resource !== undefined),
		);
		times(between(random, 0, 5), (index) => seed(sandbox, index));
		const key = endpoint === 'getPhones' ? 'phone' : 'id';
		return {
			...{ resource: resource as string, operation: 'getAll', parameters: { options } },
			...{ items: [{}], main: to(endpoint), isSideBySide: true },
			judge: ({ state, outputs }) =>
				state === 'succeeded'
					? given(
							valuesIn(sandbox),
							outputs.map(({ json }) => json[key]),
						)
					: [],
		};
	},
};

const editorLists: ZvonobotKind = {
	name: 'lists in the editor',
	weight: 2,
	errand({ engine, sandbox, credential, random }) {
		const { search: method, endpoint, seed, valuesIn } = random.pick(LISTS);
		times(between(random, 0, 5), (index) => seed(sandbox, index));
		return {
			main: to(endpoint),
			async carryOut() {
				try {
					const { results } = await engine.listSearch({ method, credential });
					const values = results.map(({ value }) => String(value)).sort();
					const findings = given(valuesIn(sandbox).map(String).sort(), values);
					return { findings, errors: [], output: JSON.stringify(results) };
				} catch (error) {
					return { findings: [], errors: [error], output: '' };
				}
			},
		};
	},
};

const account: ZvonobotKind = {
	name: 'Account → Get',
	errand({ sandbox, options }) {
		return {
			...{ resource: 'account', operation: 'get', parameters: { options } },
			...{ items: [{}], main: to('userInfo'), isSideBySide: true },
			judge: ({ state, outputs }) =>
				state === 'succeeded'
					? given(
							[sandbox.store.balance],
							outputs.map(({ json }) => json.balance),
						)
					: [],
		};
	},
};

const calls: ZvonobotKind = {
	name: 'Call → Get',
	weight: 2,
	errand({ sandbox, random, options }) {
		const madeFrom = random.pick(['message', 'template'] as const);
		const seeded = times(between(random, 1, 4), () => seedCall(sandbox, madeFrom).id);
		const items = [...seeded, 1].map((id): IDataObject => ({ id }));
		return {
			...{ resource: 'call', operation: 'get', items, isBatch: true },
			parameters: { callIds: '={{ $json.id }}', createdFrom: madeFrom, options },
			main: to(madeFrom === 'message' ? 'get' : 'getWithTemplates'),
			judge: ({ state, item, outputs }) => {
				const status = seeded[item] === undefined ? 'notFound' : 'finished';
				const came = outputs.map(({ json }) => [json.id, json.status].join());
				return state === 'succeeded' ? given([[items[item]?.id, status].join()], came) : [];
			},
		};
	},
};

/** The operations that only read, and the lists of the editor. */
export const readKinds: ZvonobotKind[] = [rows, editorLists, account, calls];
